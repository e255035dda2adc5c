import { rawCid } from '../lib/cid.js';
import { toHex } from '../lib/hex.js';
import { sha256 } from '../lib/sha256.js';
import type { SignedHead } from '../register/checkpoint.js';
import type { Finding } from '../register/fsck/finding.js';
import { walkLog } from '../register/fsck/walk-log.js';
import { readEntry } from '../register/stored-statement.js';
import type { ReadLog } from './follow-log.js';

/** The most that is told of one audit; where this much is wrong, more says nothing new. */
const MOST_FOUND = 20;
/** Statements that are fetched at once. */
const AT_ONCE = 8;

/**
 * Reads all of a checkpoint's tree that a log serves and tells what of it is not what the log signed: every tile, every
 * bundle of entries, and every statement that an entry names. Partial tiles of earlier checkpoints are not looked at. A statement that is not served is no fault: the law may
 * want it erased. What tables a server keeps besides, nobody can see from outside.
 */
export async function auditLog(files: ReadLog, { size, root, note }: SignedHead): Promise<Finding[]> {
  const found: Finding[] = [];
  const history = { heads: [{ size, root: toHex(root), note }], size };
  const log = { read: files.read, list: noList };
  for await (const { entries } of walkLog({ logFiles: log, history, report: (one) => found.push(one) })) {
    found.push(...(await alteredStatements(files, entries)));
    if (found.length >= MOST_FOUND) break;
  }
  return found.slice(0, MOST_FOUND);
}

/** Nobody lists a log from outside: what partial tiles it still has is its own affair. */
async function* noList(): AsyncGenerator<string> {}

async function alteredStatements(
  files: ReadLog,
  entries: readonly (Uint8Array | null)[],
): Promise<Finding[]> {
  const found: Finding[] = [];
  const waiting = entries.flatMap((bytes) => (bytes && readEntry(bytes)?.statement) ?? []).values();
  const checkOn = async () => {
    for (const cid of waiting) {
      const path = `statements/${cid}`;
      const bytes = await files.read(path);
      if (bytes === null || rawCid(sha256(bytes)) === cid) continue;
      found.push({ code: 'STATEMENT_DAMAGED', subject: path, message: 'It is not what its CID names.' });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, checkOn));
  return found;
}
