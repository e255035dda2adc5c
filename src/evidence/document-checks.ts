import { Refusal } from '../lib/refusal.js';
import { sourceOfPackage } from './documents/source-of-package.js';
import { verifyDocuments } from './documents/verify-documents.js';
import { notChecked, type Check } from './evidence-report.js';
import { DOCUMENTS, type Manifest, type PackageParts } from './package-format.js';

/** Whether the documents of a package say what its statements say. Where the statements cannot be read that is told elsewhere, and nothing is compared. */
export function documentChecks(parts: PackageParts, manifest: Manifest): Check[] {
  const documents = new Map(
    manifest.texts.flatMap(({ path }) => {
      const bytes = path.startsWith(DOCUMENTS) ? parts.get(path) : undefined;
      return bytes ? [[path.slice(DOCUMENTS.length), bytes] as const] : [];
    }),
  );
  if (documents.size === 0) return [];
  try {
    return verifyDocuments(documents, sourceOfPackage(manifest, parts));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [
      notChecked({
        what: 'The documents say what the statements say',
        subject: DOCUMENTS,
        detail: `They could not be compared: ${error.message}`,
      }),
    ];
  }
}
