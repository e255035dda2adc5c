import { toHex } from '../lib/hex.js';
import type { TreeHead } from '../lib/merkle.js';
import type { NoteKey, NoteSigner } from '../lib/signed-note.js';
import type { Clock, ContentStore, Database, LogFiles, Tables } from '../ports.js';
import { announceCheckpoint } from './announce-checkpoint.js';
import { signCheckpoint } from './checkpoint.js';
import { CannotContinue, MEND_WHAT_DIFFERS, REBUILD_FROM_FILES } from './halt.js';
import { integrate } from './integrate.js';
import { publishedHead } from './published-head.js';
import { logHead } from './statement-store.js';
import { rootAt, type TreeFiles } from './tile-files.js';
import { tileFolder, widthAt } from './tile-path.js';
import { edgeTiles, WIDTH } from './tiles.js';
import {
  checkpointAt,
  lockPublishing,
  newestCheckpoint,
  saveCheckpoint,
  type Checkpoint,
} from './checkpoint-store.js';

export interface PublishNeeds {
  readonly database: Database;
  readonly content: ContentStore;
  readonly logFiles: LogFiles;
  readonly clock: Clock;
  readonly log: NoteSigner;
}

/**
 * Brings everything that is recorded under a signed checkpoint: its tiles are written, its head is signed and stored,
 * and then shown to others, in this order. Gives the checkpoint, or null when there was nothing new to sign. May be
 * done again after any failure, and by several processes at once.
 */
export async function publishCheckpoint(needs: PublishNeeds): Promise<Checkpoint | null> {
  const { database, logFiles } = needs;
  const shown = await checkShown(needs);
  const from = shown?.size ?? 0n;
  // After the look at what is shown: another process may record and show more between the two.
  const to = (await logHead(database.tables))?.size ?? 0n;
  if (to === 0n) return null;
  if (from < to) {
    // What is built on tiles that were altered would be altered too, and stay so when they are mended.
    if (shown) await checkContinues({ logFiles, size: from }, { size: from, root: toHex(shown.root) });
    await integrate(needs, { from, to });
  }
  const signed = await signHead(needs, { logFiles, size: to });
  // Also without a new one: a process that was killed may have stored what it did not show.
  await announceCheckpoint(needs);
  await dropPartialTiles(logFiles, { from, to });
  return signed;
}

/**
 * Takes out the partial forms of tiles that are full since (c2sp.org/tlog-tiles, "Partial Tiles"): whoever wants one
 * takes the full one. Kept, they would be ten times the log where few statements come at a time.
 */
async function dropPartialTiles(
  logFiles: Pick<LogFiles, 'remove'>,
  { from, to }: { readonly from: bigint; readonly to: bigint },
): Promise<void> {
  const bundle = { level: 'entries' as const, position: from / BigInt(WIDTH) };
  for (const name of [bundle, ...edgeTiles(from)])
    if (widthAt(to, name) === WIDTH) await logFiles.remove(`${tileFolder(name)}.p`);
}

/** Signs the head of a tree whose tiles are written, unless one of that size or a later one is signed. */
function signHead({ database, clock, log }: PublishNeeds, tree: TreeFiles): Promise<Checkpoint | null> {
  return database.transaction(async (tables) => {
    await lockPublishing(tables);
    const newest = await newestCheckpoint(tables);
    if (newest && newest.size >= tree.size) return null;
    const root = await rootAt(tree, tree.size);
    if (newest) await checkContinues(tree, newest);
    const { size } = tree;
    const checkpoint = {
      size,
      root: toHex(root),
      note: signCheckpoint({ size, root }, log),
      signedAt: clock.now(),
    };
    await saveCheckpoint(tables, checkpoint);
    return checkpoint;
  });
}

/** Whatever was signed once binds: a head that does not continue it would show two histories. */
async function checkContinues(tree: TreeFiles, signed: Pick<Checkpoint, 'size' | 'root'>): Promise<void> {
  const root = toHex(await rootAt(tree, signed.size));
  if (root !== signed.root)
    throw new CannotContinue(
      `The checkpoint of size ${signed.size} has the root ${signed.root}, and the tiles have ${root} there.`,
      MEND_WHAT_DIFFERS,
    );
}

/** The head that the log has shown, or null. Throws CannotContinue where that does not go together with the database. */
export async function checkShown({
  database: { tables },
  logFiles,
  log,
}: ShownNeeds): Promise<TreeHead | null> {
  const shown = await publishedHead(logFiles, log);
  if (shown) await checkIsOurs(tables, shown);
  return shown;
}

interface ShownNeeds {
  readonly database: Database;
  readonly logFiles: Pick<LogFiles, 'read'>;
  readonly log: NoteKey;
}

/** Throws where the database is not the one that the shown checkpoint was made from, or an old copy of it. */
async function checkIsOurs(tables: Tables, shown: TreeHead): Promise<void> {
  const recorded = (await logHead(tables))?.size ?? 0n;
  const ours = await checkpointAt(tables, shown.size);
  if (recorded >= shown.size && ours && ours.root === toHex(shown.root)) return;
  throw new CannotContinue(
    `The log has shown a checkpoint of size ${shown.size} with the root ${toHex(shown.root)}, and the database, with ${recorded} statements, ${ours ? `has the root ${ours.root} there` : 'has none of that size'}. Was an old copy restored? Nothing is signed until both agree.`,
    recorded < shown.size ? REBUILD_FROM_FILES : undefined,
  );
}
