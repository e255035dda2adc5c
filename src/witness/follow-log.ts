import { isEqualBytes } from '../lib/bytes.js';
import type { NoteKey } from '../lib/signed-note.js';
import { openCheckpoint, type SignedHead } from '../register/checkpoint.js';
import { recomputeRoots } from '../register/recompute-roots.js';
import { rangeHashes, type TreeFiles } from '../register/tile-files.js';
import { consistencyRanges } from '../register/tiles.js';
import type { Conflict } from './conflict.js';
import { judgeHead } from './judge-head.js';
import { reportConflict } from './report-conflict.js';
import { cosignHead, lastCosigned, type LastCosigned, type Witness } from './witness.js';

/** A log as it serves itself (c2sp.org/tlog-tiles): the file at a path below its address, null where there is none. */
export type ReadLog = TreeFiles['logFiles'];

/** What one look at a log came to. */
export type Look =
  /** It has no checkpoint yet. */
  | { readonly is: 'empty' }
  /** It grew, consistently, and the new head is cosigned and kept. */
  | { readonly is: 'cosigned'; readonly size: bigint; readonly note: string }
  | { readonly is: 'unchanged'; readonly size: bigint; readonly note: string }
  | { readonly is: 'conflict'; readonly conflict: Conflict }
  /** A conflict was found before, and is kept in the file: the log was not looked at. */
  | { readonly is: 'distrusted'; readonly file: string }
  /** What it serves is not signed by it, or its tiles are not those of its checkpoint; nothing was cosigned. */
  | { readonly is: 'damaged'; readonly problem: string };

/** Looks at a log's newest checkpoint, and cosigns it when the log's own tiles show that it continues the last one. */
export function followLog(witness: Witness, log: NoteKey, files: ReadLog): Promise<Look> {
  return witness.inTurn(log.name, async () => {
    const last = await lastCosigned(witness, log);
    const file = await witness.records.conflict(log);
    if (file !== null) return { is: 'distrusted', file };
    const bytes = await files.read('checkpoint');
    if (bytes === null)
      return last.cosigned ? { is: 'damaged', problem: 'It serves no checkpoint.' } : { is: 'empty' };
    const next = openCheckpoint(new TextDecoder().decode(bytes), log);
    if (!next) return { is: 'damaged', problem: 'Its checkpoint is not signed by its key.' };
    return look(witness, log, { last, next, files });
  });
}

async function look(
  witness: Witness,
  log: NoteKey,
  { last, next, files }: { last: LastCosigned; next: SignedHead; files: ReadLog },
): Promise<Look> {
  const conflict = async (kind: Conflict['kind']): Promise<Look> => ({
    is: 'conflict',
    conflict: await reportConflict(witness, log, { kind, last, next }),
  });
  if (next.size < last.size) return conflict('shrunk');
  const tree = { logFiles: files, size: next.size };
  const proof = await proofFromTiles(tree, last.size);
  const judgement = judgeHead({ oldSize: last.size, proof }, { last, next });
  if (judgement === 'forked') return conflict('forked');
  if (judgement !== 'consistent') {
    const isRewritten = last.size > 0n && (await isOtherTree(tree, { last, next }));
    return isRewritten
      ? conflict('rewritten')
      : { is: 'damaged', problem: 'Its tiles are not those of its checkpoint.' };
  }
  if (last.cosigned && next.size === last.size)
    return { is: 'unchanged', size: last.size, note: last.cosigned.note };
  await cosignHead(witness, log, { last, next });
  const { cosigned } = await lastCosigned(witness, log);
  return { is: 'cosigned', size: next.size, note: cosigned?.note ?? next.note };
}

/** The consistency proof that the tiles give; an empty one, which proves nothing, where a tile is missing. */
async function proofFromTiles(tree: TreeFiles, oldSize: bigint) {
  try {
    return await rangeHashes(tree, consistencyRanges(oldSize, tree.size));
  } catch (error) {
    // What a tile too few comes to; by name, since it may come from another realm (node:vm).
    if ((error as { name?: unknown } | null)?.name === 'RangeError') return [];
    throw error;
  }
}

/**
 * Whether all the entries' hashes give the later head and not the earlier. Only then the log contradicts itself; where
 * they do not give the later one either, its tiles are at fault, and say nothing about what it signed.
 */
async function isOtherTree(
  tree: TreeFiles,
  { last, next }: { last: LastCosigned; next: SignedHead },
): Promise<boolean> {
  const [before, now] = (await recomputeRoots(tree, [last.size, next.size])) ?? [];
  return (
    before !== undefined &&
    now !== undefined &&
    isEqualBytes(now, next.root) &&
    !isEqualBytes(before, last.root)
  );
}
