import { parseId } from '../../lib/ids.js';
import { plainText } from '../../lib/plain-text.js';
import { readAs } from '../../lib/read-as.js';
import { Refusal } from '../../lib/refusal.js';
import type { NoteSigner } from '../../lib/signed-note.js';
import type { Clock, ContentStore, Database, LogFiles, Renditions, Tables } from '../../ports.js';
import { lockLogHead } from '../statement-store.js';
import { forgetFile } from './forget-file.js';
import { forgetStatement } from './forget-statement.js';
import type { Forgotten } from './forgotten.js';
import { forgettingNote, type ForgettingReceipt } from './forgetting-receipt.js';
import { saveForgettings } from './forgetting-store.js';
import {
  announcedForgettings,
  FORGOTTEN_PATH,
  forgottenLine,
  readForgetting,
  storedForgettings,
  type KnownForgettings,
} from './known-forgettings.js';
import { forgottenFiles, removeForgotten } from './remove-forgotten.js';
import { unsharedBlocks } from './unshared-blocks.js';

export interface ForgetNeeds {
  readonly database: Database;
  readonly content: ContentStore;
  readonly logFiles: LogFiles;
  readonly renditions: Pick<Renditions, 'remove'>;
  readonly log: NoteSigner;
  readonly clock: Clock;
}

export interface Asked {
  /** Ids of statements and files. */
  readonly ids: readonly string[];
  /** It stands in the receipts, which anybody can read. */
  readonly reason: string;
}

export interface ForgetResult {
  /** Of each id in turn. */
  readonly receipts: readonly { readonly note: string; readonly content: ForgettingReceipt }[];
  /** Blocks that this time were deleted. */
  readonly removed: number;
  /** Whether the database's journal is rid of the words too; false where that is for the operator of its server. */
  readonly isJournalClear: boolean;
}

/** As many as one call names. */
export const MOST_FORGOTTEN = 100;

const reasonSchema = plainText(500);

/**
 * Erases words of statements and bytes of files for good, with everything here that they told, and gives a receipt of each that the log signs.
 * The log stays as it is, and every proof valid. What was begun before and was interrupted is finished first. Refuses BAD_REASON, BAD_ID,
 * STATEMENT_UNKNOWN, FILE_UNKNOWN, FORGOTTEN_ALREADY, NOT_CHECKPOINTED and NOT_FORGETTABLE, and then erases nothing at all.
 */
export async function forget(needs: ForgetNeeds, asked: Asked): Promise<ForgetResult> {
  checkAsked(asked);
  await announce(needs);
  const finished = await finish(needs, asked.ids);
  if (finished) return finished;
  const { known, made, tables } = await needs.database.transaction(async (within) => {
    const done = await forgetAll(within, needs, asked);
    await saveForgettings(
      within,
      done.made.map(({ forgetting }) => forgetting),
    );
    return done;
  });
  // In this order: what is in the database is announced, and blocks go when both know it.
  await announce(needs);
  const removed = await remove(needs, known);
  const { isJournalClear } = await needs.database.compact(tables);
  return { receipts: made, removed, isJournalClear };
}

/** What `forget` would do, with receipts that nobody signed: it is done, and taken back. */
export async function previewForgetting(needs: ForgetNeeds, asked: Asked): Promise<ForgettingReceipt[]> {
  checkAsked(asked);
  const taken = new TakenBack();
  try {
    return await needs.database.transaction(async (tables) => {
      const { made } = await forgetAll(tables, needs, asked);
      taken.receipts = made.map(({ content }) => content);
      throw taken;
    });
  } catch (error) {
    if (error === taken) return taken.receipts;
    throw error;
  }
}

/** Ends a transaction whose changes nobody is to have. */
class TakenBack extends Error {
  receipts: ForgettingReceipt[] = [];
}

/** Refuses BAD_REASON, and BAD_ID for what is not the id of a statement or a file. */
export function checkAsked({ ids, reason }: Asked): void {
  const { problems } = readAs(reasonSchema, reason);
  if (problems)
    throw new Refusal(
      'BAD_REASON',
      `The reason ${problems.map(({ problem }) => problem).join(' and ')}. It stands in the receipt: at most 500 characters.`,
    );
  if (ids.length > MOST_FORGOTTEN || new Set(ids).size < ids.length)
    throw new Refusal('BAD_ID', `Name at most ${MOST_FORGOTTEN} statements and files, each once.`);
  for (const id of ids) {
    const kind = parseId(id)?.kind;
    if (kind === 'statement' || kind === 'file') continue;
    throw new Refusal(
      'BAD_ID',
      `${id.slice(0, 80)} is not the id of a statement or a file. Name statement: or file: and a CID; that of a work, a claim and the like is the CID of the statement that made it.`,
      { id },
    );
  }
}

const ignore = () => undefined;

const knownHere = async ({ database, log }: ForgetNeeds): Promise<KnownForgettings> =>
  storedForgettings(database.tables, log, ignore);

/** Adds what the file of receipts lacks: a call before this one may have been interrupted. */
async function announce(needs: ForgetNeeds): Promise<void> {
  const told = await announcedForgettings(needs, ignore);
  for (const forgetting of (await knownHere(needs)).values())
    if (!told.has(forgetting.id)) await needs.logFiles.append(FORGOTTEN_PATH, forgottenLine(forgetting));
}

/** Deletes what is forgotten and is there all the same. Null where that leaves something to do; refuses FORGOTTEN_ALREADY. */
async function finish(needs: ForgetNeeds, ids: readonly string[]): Promise<ForgetResult | null> {
  const before = await knownHere(needs);
  const already = ids.find((id) => before.has(id));
  if (already === undefined) return null;
  const removed = await remove(needs, before);
  const receipts = ids.flatMap((id) => before.get(id) ?? []);
  const tables = receipts.flatMap(({ content }) => Object.keys(content.erased.rows));
  const { isJournalClear } = await needs.database.compact([...new Set(['log_statements', ...tables])]);
  if (removed === 0 || receipts.length < ids.length)
    throw new Refusal(
      'FORGOTTEN_ALREADY',
      `${already} was forgotten at ${before.get(already)?.forgottenAt.toISOString()}, and nothing of it is left here. Its receipt is in ${FORGOTTEN_PATH} of the log.`,
      { id: already },
    );
  return {
    receipts: receipts.map(({ receipt, content }) => ({ note: receipt, content })),
    removed,
    isJournalClear,
  };
}

/** Renditions last: one that was under way finds the rows gone when it is made. */
async function remove(needs: ForgetNeeds, known: KnownForgettings): Promise<number> {
  const removed = await removeForgotten(needs, known);
  for (const cid of forgottenFiles(known.keys())) await needs.renditions.remove(cid);
  return removed;
}

async function forgetAll(within: Tables, needs: ForgetNeeds, { ids, reason }: Asked) {
  const { log, clock, content } = needs;
  // Nobody records meanwhile.
  await lockLogHead(within);
  const before = await storedForgettings(within, log, ignore);
  const forgotten: Forgotten[] = [];
  for (const id of ids)
    forgotten.push(
      parseId(id)?.kind === 'file'
        ? await forgetFile(within, { id, content })
        : await forgetStatement(within, id),
    );
  const gone = forgottenFiles([...before.keys(), ...ids]);
  const forgottenAt = clock.now();
  const made = [];
  for (const [at, { what, rows }] of forgotten.entries()) {
    const cid = parseId(ids[at] ?? '')?.name ?? '';
    const { own, shared } = await unsharedBlocks({ tables: within, content }, [cid], gone);
    const receipt: ForgettingReceipt = {
      format: 'raisonne-forgetting/1',
      origin: log.name,
      forgotten: what,
      erased: { blocks: own.length, sharedBlocks: shared.length, rows },
      stays: [...(what.what === 'statement' ? STAYS_OF_STATEMENT : STAYS_OF_FILE), ...STAYS],
      reason,
      forgottenAt: forgottenAt.toISOString(),
    };
    const note = forgettingNote.sign(receipt, log);
    const forgetting = readForgetting(note, log);
    if (!forgetting) throw new Error(`the receipt of ${ids[at]} cannot be read back`);
    made.push({ note, content: receipt, forgetting });
  }
  const tables = [...new Set(['log_statements', ...forgotten.flatMap(({ rows }) => Object.keys(rows))])];
  return {
    known: new Map([...before, ...made.map(({ forgetting }) => [forgetting.id, forgetting] as const)]),
    made,
    tables,
  };
}

const STAYS_OF_STATEMENT = [
  "The entry in the log: the statement's CID, its signature and its time. Without the statement's nonce, which is erased too, nobody can try out words against them. Every inclusion proof, checkpoint, cosignature and anchor over it stays valid.",
  'What this receipt names under remains: on it rests what followed from the statement, on the word of the log, since the words that were signed are gone.',
  'Files that the statement named, unless they were forgotten too.',
];
const STAYS_OF_FILE = [
  "The file's CID, SHA-256, media type and size, as the statements that name it have them.",
  'What was found out about the file and is in statements, such as a generation record that a claimant confirmed.',
];
const STAYS = [
  "What the disk's free space, and of a database server its journal and that journal's archive, hold until they are written over.",
  'Copies that others made: evidence packages, mirrors, backups that were made before and are elsewhere, caches of browsers and proxies.',
];
