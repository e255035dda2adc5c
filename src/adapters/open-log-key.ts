import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { fromHex, toHex } from '../lib/hex.js';
import { isErrorOf } from './process-identity.js';
import { noteSigner, type NoteSigner } from '../lib/signed-note.js';

const schema = z.strictObject({ origin: z.string().min(1), privateKey: z.string().regex(/^[0-9a-f]{64}$/) });

/** The key in the text of a key file; throws for a text that is none. */
export function readLogKey(text: string): NoteSigner {
  const { origin, privateKey } = schema.parse(JSON.parse(text));
  return noteSigner(origin, fromHex(privateKey));
}

/**
 * The key that signs checkpoints, from the data folder; made on the first start, together with the log's origin:
 * the one that is wanted, or one that no other log has.
 */
export async function openLogKey({
  folder,
  origin: wanted,
}: {
  folder: string;
  origin: string | null;
}): Promise<NoteSigner> {
  const file = path.join(folder, 'log-key.json');
  const known = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isErrorOf(error, 'ENOENT')) return null;
    throw error;
  });
  if (known !== null) {
    const log = readLogKey(known);
    if (wanted !== null && wanted !== log.name)
      throw new Error(`LOG_ORIGIN is ${wanted}, but the key in ${file} is that of the log ${log.name}`);
    return log;
  }
  const privateKey = randomBytes(32);
  const origin = wanted ?? `raisonne.localhost/${toHex(randomBytes(8))}`;
  await mkdir(folder, { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify({ origin, privateKey: toHex(privateKey) }, null, 2)}\n`, {
    mode: 0o600,
    // Without it a power cut may leave the name and no key, and with it the log would end.
    flush: true,
  });
  await rename(`${file}.new`, file);
  return noteSigner(origin, privateKey);
}
