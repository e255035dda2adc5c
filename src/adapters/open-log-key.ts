import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { fromHex, toHex } from '../lib/hex.js';
import { isErrorOf } from './process-identity.js';
import { syncFolder } from './synced-file.js';
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
  const log = (await knownKey(file)) ?? (await makeKey(folder, { file, wanted }));
  if (wanted !== null && wanted !== log.name)
    throw new Error(`LOG_ORIGIN is ${wanted}, but the key in ${file} is that of the log ${log.name}`);
  return log;
}

async function knownKey(file: string): Promise<NoteSigner | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isErrorOf(error, 'ENOENT')) return null;
    throw error;
  });
  return text === null ? null : readLogKey(text);
}

/** A new key, or the one that another process made meanwhile. */
async function makeKey(
  folder: string,
  { file, wanted }: { file: string; wanted: string | null },
): Promise<NoteSigner> {
  const made = {
    origin: wanted ?? `raisonne.localhost/${toHex(randomBytes(8))}`,
    privateKey: toHex(randomBytes(32)),
  };
  const text = `${JSON.stringify(made, null, 2)}\n`;
  await mkdir(folder, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  // Without the flush a power cut may leave the name and no key, and with it the log would end.
  await writeFile(draft, text, { mode: 0o600, flush: true });
  try {
    // A link, unlike a rename, leaves the key that is there already.
    await link(draft, file);
    await syncFolder(folder);
  } catch (error) {
    if (!isErrorOf(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
  return (await knownKey(file)) ?? readLogKey(text);
}
