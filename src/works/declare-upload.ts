import { createHash, randomBytes } from 'node:crypto';
import { Refusal } from '../lib/refusal.js';
import type { Clock, Database } from '../ports.js';
import { refuseForgottenBytes } from '../register/forgetting/refuse-forgotten.js';
import { MAX_FILE_BYTES } from './file.js';
import { removeUnnamedFingerprints } from '../originality/picture-store.js';
import { removeExpiredUploads, saveUpload } from './upload-store.js';
import { UPLOAD_LIFE_MS, type Upload } from './upload.js';

interface Declaration {
  readonly sizeBytes: number;
  /** In hex. */
  readonly sha256: string;
  readonly mediaType: string;
}

/** Announces bytes; they are then put, once, to the address that the token makes. */
export async function declareUpload(
  { database, clock }: { database: Database; clock: Clock },
  { sizeBytes, sha256, mediaType }: Declaration,
): Promise<{ upload: Upload; token: string }> {
  if (sizeBytes > MAX_FILE_BYTES) {
    throw new Refusal('FILE_TOO_LARGE', `The file has ${sizeBytes} bytes; the most is ${MAX_FILE_BYTES}.`, {
      sizeBytes,
      most: MAX_FILE_BYTES,
    });
  }
  if (sizeBytes < 1) throw new Refusal('WRONG_SIZE', 'An empty file cannot be uploaded.', { sizeBytes });
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw new Refusal('WRONG_DIGEST', 'sha256 must be the SHA-256 of the bytes: 64 lower-case hex digits.', {
      sha256,
    });
  if (!/^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,60}$/.test(mediaType))
    throw new Refusal(
      'BAD_MEDIA_TYPE',
      `"${mediaType.slice(0, 80)}" is not a media type such as image/png.`,
      { mediaType },
    );
  await refuseForgottenBytes(database.tables, sha256);
  const now = clock.now();
  const token = randomBytes(32).toString('hex');
  const upload = {
    id: randomBytes(16).toString('hex'),
    tokenHash: hashToken(token),
    sizeBytes,
    sha256,
    mediaType,
    expiresAt: new Date(now.getTime() + UPLOAD_LIFE_MS),
    file: null,
  };
  await database.transaction(async (tables) => {
    if (await removeExpiredUploads(tables, now)) await removeUnnamedFingerprints(tables);
    await saveUpload(tables, upload);
  });
  return { upload, token };
}

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
