import { canonicalBytes } from '../../lib/canonical-json.js';
import { writeCredential } from './credential.js';
import type { CredentialSigner } from './data-integrity.js';
import { textDocuments } from './text-documents.js';
import type { WorkRecord } from './work-record.js';

export interface DocumentNeeds {
  /** Makes record.pdf (write-record-pdf.ts): a server does so in a thread of its own. */
  readonly writePdf: (record: WorkRecord) => Promise<Uint8Array>;
  /** The log's key; without it there is no credential. */
  readonly signer: CredentialSigner | null;
}

/**
 * The documents of a record, by their names: what every package has. The same record, fonts, picture and key give the same bytes. What
 * verify-documents.ts makes again from the statements is checked to the byte; credential.json by its proof, and it does not say when
 * it was signed.
 */
export async function documentsOf(
  record: WorkRecord,
  { writePdf, signer }: DocumentNeeds,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const documents = new Map(textDocuments(record));
  if (signer) documents.set('credential.json', canonicalBytes(writeCredential(record, signer)));
  documents.set('record.pdf', await writePdf(record));
  return documents;
}
