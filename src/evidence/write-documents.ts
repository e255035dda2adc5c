import { ed25519 } from '@noble/curves/ed25519.js';
import type { NoteSigner } from '../lib/signed-note.js';
import type { ImageReader } from '../originality/fingerprint.js';
import { isPictureType } from '../originality/fingerprint.js';
import { Refusal } from '../lib/refusal.js';
import type { ContentStore, StagedFile, Staging } from '../ports.js';
import type { FileReference } from '../works/file.js';
import { deriveRecord } from './documents/derive-record.js';
import type { DocumentRequest } from './documents/requested/requested-documents.js';
import { erasedIn } from './documents/source-of-package.js';
import { documentsOf } from './documents/documents-of.js';
import type { WorkRecord } from './documents/work-record.js';
import type { PackageContents } from './assemble-package.js';

export interface DocumentNeeds {
  readonly content: ContentStore;
  readonly images: ImageReader;
  readonly staging: Staging;
  readonly log: NoteSigner;
  /** Under which others reach this server, without a slash at the end. */
  readonly publicUrl: () => string;
}

/** The documents of a package: the record as JSON, PDF and credential, and what other programs read. `shown` are CIDs of files that may be shown. Refuses what requestedDocuments refuses. */
export async function writeDocuments(
  { content, images, staging, log, publicUrl }: DocumentNeeds,
  contents: Omit<PackageContents, 'documents'>,
  { shown, request }: { shown: ReadonlySet<string>; request: DocumentRequest },
): Promise<ReadonlyMap<string, Uint8Array>> {
  const record = deriveRecord({ ...contents, erased: erasedIn(contents.files) });
  const url = `${publicUrl()}/works/${contents.work}`;
  const picture = pictureOf(record, shown);
  const staged = picture && (await stagedPicture({ content, staging }, picture));
  try {
    const written = await images.writeRecord({ record, path: staged?.path ?? null, url, request });
    const documents = await documentsOf(record, {
      signer: { publicKey: log.publicKey, sign: (bytes) => ed25519.sign(bytes, log.privateKey) },
      writePdf: () => Promise.resolve(written.pdf),
    });
    return new Map([...documents, ...written.requested]);
  } finally {
    await staged?.discard();
  }
}

/** What comes under a CID and is something else is a fault of ours, and refused to nobody. */
async function stagedPicture(
  { content, staging }: Pick<DocumentNeeds, 'content' | 'staging'>,
  picture: FileReference,
): Promise<StagedFile> {
  return staging.receive(content.read(picture.cid), picture).catch((cause: unknown) => {
    if (!(cause instanceof Refusal)) throw cause;
    throw new Error(`the content store gives other bytes under ${picture.cid} than the statements name`, {
      cause,
    });
  });
}

/** The first file of the work that is a picture. */
const pictureOf = ({ files }: WorkRecord, shown: ReadonlySet<string>) =>
  files.find(({ of, mediaType, cid }) => of === 'work' && isPictureType(mediaType) && shown.has(cid)) ?? null;
