import { isStorable } from '../lib/columns.js';
import { Refusal } from '../lib/refusal.js';
import type { Clock, ContentStore, Database, StagedFile, Staging } from '../ports.js';
import type { ImageReader } from '../originality/fingerprint.js';
import { refuseForgottenBytes } from '../register/forgetting/refuse-forgotten.js';
import { hashToken } from './declare-upload.js';
import type { StoredFile } from './file.js';
import { saveFingerprints } from '../originality/picture-store.js';
import { lookAtFile, type SeenFile } from './look-at-file.js';
import { completeUpload, uploadByToken, uploadsById } from './upload-store.js';
import type { Upload } from './upload.js';

interface Needs {
  readonly database: Database;
  readonly staging: Staging;
  readonly content: ContentStore;
  readonly images: ImageReader;
  readonly clock: Clock;
}

/** Takes the bytes of a declared upload: once, as declared, and a picture only if it can be read as one. */
export async function receiveUpload(
  needs: Needs,
  token: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<StoredFile> {
  const upload = await openUpload(needs, token);
  const staged = await needs.staging.receive(bytes, upload);
  try {
    const { file, fingerprints } = await inspectStaged(needs, staged, upload);
    // Together: who names the upload may register it, and then it must be found; what no upload names is cleared away.
    await needs.database.transaction(async (tables) => {
      if (fingerprints) await saveFingerprints(tables, file.cid, fingerprints);
      if (!(await completeUpload(tables, { id: upload.id, file }))) throw usedAlready();
    });
    return file;
  } finally {
    await staged.discard();
  }
}

async function openUpload({ database, clock }: Needs, token: string): Promise<Upload> {
  const upload = await uploadByToken(database.tables, hashToken(token));
  if (!upload || upload.expiresAt < clock.now())
    throw new Refusal(
      'UPLOAD_UNKNOWN',
      'No upload is declared at this address, or it has expired. Declare it anew.',
    );
  if (upload.file) throw usedAlready();
  // It may have been erased since it was declared.
  await refuseForgottenBytes(database.tables, upload.sha256);
  return upload;
}

const usedAlready = () =>
  new Refusal(
    'UPLOAD_USED',
    'The bytes of this upload have arrived already. Declare another for other bytes.',
  );

/** First the look, then the store: what cannot be read is not kept. */
async function inspectStaged(
  { content, images }: Needs,
  staged: StagedFile,
  declared: Upload,
): Promise<SeenFile> {
  const { facts, fingerprints } = await lookAtFile(images, staged, declared);
  return { file: { cid: await content.put(staged.read()), ...facts }, fingerprints };
}

/** The files that arrived by uploads; refuses one that is unknown, expired or still empty. */
export async function arrivedFiles(
  { database, clock }: Pick<Needs, 'database' | 'clock'>,
  ids: readonly string[],
): Promise<StoredFile[]> {
  if (ids.length === 0) return [];
  const uploads = await uploadsById(database.tables, ids.filter(isStorable));
  return ids.map((id) => {
    const upload = uploads.find((one) => one.id === id);
    if (!upload || upload.expiresAt < clock.now())
      throw new Refusal(
        'UPLOAD_UNKNOWN',
        `There is no upload ${id.slice(0, 80)}, or it has expired. Declare it anew.`,
        { upload: id },
      );
    if (!upload.file)
      throw new Refusal(
        'UPLOAD_EMPTY',
        `Nothing has arrived for the upload ${id} yet. PUT the bytes to its address first.`,
        { upload: id },
      );
    return upload.file;
  });
}
