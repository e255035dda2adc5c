import { randomBytes } from 'node:crypto';
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { fromHex, toHex } from '../../lib/hex.js';
import { noteSigner, verifierKey, type NoteKey, type NoteSigner } from '../../lib/signed-note.js';
import { conflictText, isFinal } from '../../witness/conflict.js';
import type { WitnessRecords } from '../../witness/witness.js';
import { lockFolder } from '../folder-lock.js';
import { isErrorOf } from '../process-identity.js';
import { syncFolder, writeSynced } from '../synced-file.js';

/** A witness's folder: its key, what it cosigned last of every log, and the conflicts that it found. */
export interface WitnessFolder {
  readonly signer: NoteSigner;
  readonly isNew: boolean;
  readonly records: WitnessRecords;
  readonly noteUrl: (url: string) => Promise<void>;
  close(): Promise<void>;
}

const keySchema = z.strictObject({ name: z.string().min(1), privateKey: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * Opens the folder for this process alone, or refuses with FOLDER_IN_USE. Its key is made on the first start, with the
 * name that is wanted or one that no other witness has.
 */
export async function openWitnessFolder({
  folder,
  name,
}: {
  folder: string;
  name: string | null;
}): Promise<WitnessFolder> {
  const lock = await lockFolder(folder);
  try {
    return {
      ...(await openKey(path.join(folder, 'witness-key.json'), name)),
      records: recordsIn(folder),
      noteUrl: lock.noteUrl,
      close: () => lock.release(),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openKey(file: string, wanted: string | null): Promise<{ signer: NoteSigner; isNew: boolean }> {
  const known = await readIfThere(file);
  if (known !== null) {
    const { success, data } = keySchema.safeParse(parseJson(known));
    if (!success)
      throw new Error(
        `${file} is not the key of a witness: put it back from a copy, or name another folder.`,
      );
    if (wanted !== null && wanted !== data.name)
      throw new Error(`The key in ${file} is that of the witness ${data.name}, not of ${wanted}.`);
    return { signer: noteSigner(data.name, fromHex(data.privateKey)), isNew: false };
  }
  const privateKey = randomBytes(32);
  const signer = noteSigner(wanted ?? `witness.localhost/${toHex(randomBytes(8))}`, privateKey);
  const content = JSON.stringify({ name: signer.name, privateKey: toHex(privateKey) }, null, 2);
  await replaceFile(file, `${content}\n`, 0o600);
  return { signer, isNew: true };
}

/** `NAME.checkpoint` is the note cosigned last, `NAME.conflict.json` and `.txt` what forbids to go on. */
function recordsIn(folder: string): WitnessRecords {
  const fileOf = (log: NoteKey, ending: string) => path.join(folder, `${fileName(log)}.${ending}`);
  return {
    last: (log) => readIfThere(fileOf(log, 'checkpoint')),
    keep: (log, note) => replaceFile(fileOf(log, 'checkpoint'), note),
    conflict: async (log) => {
      const file = fileOf(log, 'conflict.json');
      return (await isThere(file)) ? file : null;
    },
    keepConflict: async (log, conflict) => {
      const ending = isFinal(conflict) ? 'conflict' : conflict.kind;
      const file = fileOf(log, `${ending}.json`);
      await replaceFile(fileOf(log, `${ending}.txt`), conflictText(conflict));
      await replaceFile(file, `${JSON.stringify(conflict, null, 2)}\n`);
      return file;
    },
  };
}

/** The log's name, as far as files can be called so, and the id of its key. */
const fileName = (log: NoteKey): string =>
  `${log.name.replaceAll(/[^A-Za-z0-9.-]/g, '_').slice(0, 100)}-${verifierKey(log).split('+')[1]}`;

/** Whoever reads meets the old content or the new; when it resolves the new one survives a power cut. */
async function replaceFile(file: string, content: string, mode?: number): Promise<void> {
  const draft = `${file}.new`;
  await mkdir(path.dirname(file), { recursive: true });
  // One that a crash left behind.
  await rm(draft, { force: true });
  await writeSynced(draft, new TextEncoder().encode(content), mode);
  await rename(draft, file);
  await syncFolder(path.dirname(file));
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isErrorOf(error, 'ENOENT')) return null;
    throw error;
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch (error) {
    if (isErrorOf(error, 'ENOENT')) return false;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Then it is no JSON, which the schema says too.
    return null;
  }
}
