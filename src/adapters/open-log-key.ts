import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { fromHex, toHex } from '../lib/hex.js';
import { isErrorOf } from './process-identity.js';
import { syncFolder } from './synced-file.js';
import { noteSigner, type NoteSigner } from '../lib/signed-note.js';

const schema = z.strictObject({ origin: z.string().min(1), privateKey: z.string().regex(/^[0-9a-f]{64}$/) });

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
  const known = await readKey(file);
  if (known) return checked(known, { file, wanted });
  const made = {
    origin: wanted ?? `raisonne.localhost/${toHex(randomBytes(8))}`,
    privateKey: toHex(randomBytes(32)),
  };
  await mkdir(folder, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  // Without the flush a power cut may leave the name and no key, and with it the log would end.
  await writeFile(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    // A link, unlike a rename, leaves the key that another process made first.
    await link(draft, file);
    await syncFolder(folder);
  } catch (error) {
    if (!isErrorOf(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
  return checked((await readKey(file)) ?? made, { file, wanted });
}

type Key = z.infer<typeof schema>;

async function readKey(file: string): Promise<Key | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isErrorOf(error, 'ENOENT')) return null;
    throw error;
  });
  return text === null ? null : schema.parse(JSON.parse(text));
}

function checked(
  { origin, privateKey }: Key,
  { file, wanted }: { file: string; wanted: string | null },
): NoteSigner {
  if (wanted !== null && wanted !== origin)
    throw new Error(`LOG_ORIGIN is ${wanted}, but the key in ${file} is that of the log ${origin}`);
  return noteSigner(origin, fromHex(privateKey));
}
