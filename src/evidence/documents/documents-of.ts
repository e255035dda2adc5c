import { canonicalBytes } from '../../lib/canonical-json.js';
import { writeCredential } from './credential.js';
import type { CredentialSigner } from './data-integrity.js';
import type { FontShelf } from './font-face.js';
import { textDocuments } from './text-documents.js';
import { writeRecordPdf } from './write-record-pdf.js';
import type { WorkRecord } from './work-record.js';

export interface DocumentNeeds {
  readonly fonts: FontShelf;
  /** The log's key; without it there is no credential. */
  readonly signer: CredentialSigner | null;
}

export interface DocumentOptions {
  /** A JPEG rendition of the work's picture: see writeRecordPdf. */
  readonly picture?: Uint8Array;
  /** Where the work is looked up. */
  readonly url?: string;
  /** When the credential is signed, as XML Schema dateTimeStamp; left out, it does not say. */
  readonly created?: string;
}

/**
 * The documents of a record, by their names: what every package has. The same record, fonts, picture and key give the same bytes. What
 * verify-documents.ts makes again from the statements is checked to the byte; credential.json by its proof.
 */
export async function documentsOf(
  record: WorkRecord,
  { fonts, signer }: DocumentNeeds,
  { picture, url, created }: DocumentOptions = {},
): Promise<ReadonlyMap<string, Uint8Array>> {
  const documents = new Map(textDocuments(record));
  if (signer) {
    const credential = writeCredential(record, signer, created === undefined ? {} : { created });
    documents.set('credential.json', canonicalBytes(credential));
  }
  documents.set('record.pdf', await writeRecordPdf(record, { fonts, picture, url }));
  return documents;
}
