import type { DisclosedOpening } from '../../disclosure/opening.js';
import { deriveRecord } from '../../evidence/documents/derive-record.js';
import { sourceOfPackage } from '../../evidence/documents/source-of-package.js';
import { textDocuments } from '../../evidence/documents/text-documents.js';
import {
  infoOf,
  openPackage,
  partsOf,
  withDocuments,
  withOpenings,
  withoutDocument,
} from '../../evidence/opened-package.js';
import { pathOfDocument } from '../../evidence/package-format.js';
import { readPackage } from '../../evidence/read-package.js';
import { Refusal } from '../../lib/refusal.js';
import { AskProblem } from '../ask/ask.js';
import { writePackage } from './write-package.js';

/**
 * Puts what opens private fields into a package, here and not at the register, which so never sees it; and makes the documents anew that follow
 * from the statements. record.pdf is left out: no browser makes it, and as it is it would say less than the rest. Throws AskProblem.
 */
export async function disclosedPackage(
  zip: Uint8Array,
  openings: readonly DisclosedOpening[],
): Promise<Blob> {
  const files = readPackage(zip);
  if ('problem' in files) throw new AskProblem('BROKEN', files.problem);
  try {
    const opened = withoutDocument(withOpenings(openPackage(files), openings), 'record.pdf');
    const record = deriveRecord(sourceOfPackage(opened.manifest, opened.parts));
    const documents = [...textDocuments(record)].filter(([name]) => opened.parts.has(pathOfDocument(name)));
    const completed = withDocuments(opened, new Map(documents));
    return await writePackage({
      work: completed.manifest.work,
      info: infoOf(files),
      parts: partsOf(completed),
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new AskProblem(error.code, error.message, error.details);
  }
}
