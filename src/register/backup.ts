import * as z from 'zod';
import { Refusal } from '../lib/refusal.js';
import type { ContentStore } from '../ports.js';

/**
 * A backup is a folder from which everything of the register comes back, cut at one signed checkpoint:
 *
 * | Path | Holds |
 * |---|---|
 * | `manifest.json` | `backupManifestSchema` |
 * | `log/` | the log's public files up to the checkpoint, as they lie in the data folder, with the receipts of what was forgotten |
 * | `blocks/` | the statements and the files that they name but for what was forgotten, as the embedded content store keeps them (blockstore-fs) |
 * | `rows/TABLE.jsonl` | rows that the log does not hold, as PostgreSQL's row_to_json writes them: anchors, cosignatures |
 * | `log-key.json` | the log's private key, unless it was left out |
 * | `chain/state.json` | the embedded chain, where there is one |
 * | `SHA256SUMS` | every other file with its SHA-256, as sha256sum writes and checks it |
 */
export interface BackupFolder {
  readonly content: ContentStore;
  read(path: string): Promise<Uint8Array | null>;
  /** The paths of all files below a folder of the backup, or of all; none where there is none. */
  list(folder: string): AsyncIterable<string>;
  /** Puts a file in the place of the one before; a secret one can be read by its owner alone. */
  write(path: string, bytes: Uint8Array, options?: { readonly isSecret: boolean }): Promise<void>;
  /** SHA-256 of a file in hex; null where there is no such file. */
  digest(path: string): Promise<string | null>;
}

export const MANIFEST_PATH = 'manifest.json';
export const SUMS_PATH = 'SHA256SUMS';
export const KEY_PATH = 'log-key.json';
export const CHAIN_PATH = 'chain/state.json';
export const rowsPath = (table: string): string => `rows/${table}.jsonl`;

export const backupManifestSchema = z.strictObject({
  format: z.literal('raisonne-backup/1'),
  verifierKey: z.string().describe("The log's key, as name+id+base64 (c2sp.org/signed-note)"),
  size: z.int().min(0).describe('Entries that it holds'),
  root: z.string().describe('RFC 6962 root over them, in hex'),
});

export type BackupManifest = z.infer<typeof backupManifestSchema>;

/** Names of files in a backup: none leads out of its folder. */
const SUM_LINE = /^([0-9a-f]{64}) {2}((?!\.\.?\/)[\w.-]+(?:\/(?!\.\.?(?:\/|$))[\w.-]+)*)$/;

export const writeSums = (sums: ReadonlyMap<string, string>): string =>
  [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, digest]) => `${digest}  ${path}\n`)
    .join('');

/** Digests by path. Refuses BACKUP_DAMAGED for a line that is none. */
export function readSums(text: string): Map<string, string> {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw damaged(SUMS_PATH, 'its last line is cut off');
  return new Map(
    lines.map((line, at) => {
      const [, digest, path] = SUM_LINE.exec(line) ?? [];
      if (digest === undefined || path === undefined)
        throw damaged(`${SUMS_PATH}:${at + 1}`, 'it is not a SHA-256 and the path of a file');
      return [path, digest] as const;
    }),
  );
}

export const damaged = (subject: string, why: string): Refusal =>
  new Refusal(
    'BACKUP_DAMAGED',
    `The backup cannot be used: ${subject} is damaged, ${why}. Nothing was restored; take another backup.`,
    { subject },
  );

export async function readManifest(backup: BackupFolder): Promise<BackupManifest | null> {
  const bytes = await backup.read(MANIFEST_PATH);
  if (bytes === null) return null;
  try {
    return backupManifestSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // JSON that is none, or that says something else: the same to whoever restores.
    throw damaged(MANIFEST_PATH, 'it is not the manifest of a backup');
  }
}
