import { Refusal } from '../lib/refusal.js';
import { sourceOfPackage } from './documents/source-of-package.js';
import { readmeCheck } from './readme-check.js';
import { verifyDocuments } from './documents/verify-documents.js';
import { notChecked, type Check } from './evidence-report.js';
import { DOCUMENTS, README, type Manifest, type PackageParts } from './package-format.js';

/** Whether README.txt and the documents of a package say what its statements say. Where the statements cannot be read that is told elsewhere, and nothing is compared. */
export function documentChecks(
  parts: PackageParts,
  manifest: Manifest,
  { isSound }: { readonly isSound: boolean },
): Check[] {
  const documents = new Map(
    manifest.texts.flatMap(({ path }) => {
      const bytes = path.startsWith(DOCUMENTS) ? parts.get(path) : undefined;
      return bytes ? [[path.slice(DOCUMENTS.length), bytes] as const] : [];
    }),
  );
  try {
    const source = sourceOfPackage(manifest, parts);
    const readme = readmeCheck(parts, manifest, { source, isSound });
    return documents.size === 0 ? readme : [...readme, ...verifyDocuments(documents, source)];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [
      notChecked({
        what: 'README.txt and the documents say what the statements say',
        subject: documents.size === 0 ? README : DOCUMENTS,
        detail: `They could not be compared: ${error.message}`,
      }),
    ];
  }
}
