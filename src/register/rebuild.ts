import { verifierKey, type NoteKey } from '../lib/signed-note.js';
import { makeSearchable } from '../originality/make-searchable.js';
import { saveFingerprints } from '../originality/picture-store.js';
import type { Clock, Database, Ledger, LogFiles, Tables } from '../ports.js';
import { filesByCid, saveFiles } from '../works/file-store.js';
import { forgottenFile, type FileReference } from '../works/file.js';
import { applyAgain } from './apply-again.js';
import { clearForRebuild, dropRowsOutside, unbrokenTo } from './derived-store.js';
import { isSigned } from './fsck/check-checkpoint-rows.js';
import { isCosignature } from './fsck/check-cosignatures.js';
import { inspectOrReport, type FileNeeds } from './fsck/check-files.js';
import type { Report } from './fsck/finding.js';
import { findingsOf, type Findings } from './fsck/refuse-findings.js';
import { saveForgettings } from './forgetting/forgetting-store.js';
import {
  announcedForgettings,
  isFileForgotten,
  storedForgettings,
  type KnownForgettings,
} from './forgetting/known-forgettings.js';
import { signedHistory, type SignedHistory } from './fsck/signed-history.js';
import { walkLog } from './fsck/walk-log.js';
import { allCosignatures, dropCosignature } from './cosignature-store.js';
import { rebuildAnchors } from './rebuild-anchors.js';
import { signedStatements, unsignedEntries, unsignedRows } from './recorded-statements.js';
import {
  appendStatements,
  createLogHead,
  lockLogHead,
  setLogHead,
  type StoredStatement,
} from './statement-store.js';
import { recordedAgain } from './stored-statement.js';
import { checkpointsFrom, lockPublishing, saveCheckpoint, type Checkpoint } from './checkpoint-store.js';

export interface RebuildNeeds extends FileNeeds {
  readonly database: Database;
  readonly logFiles: Pick<LogFiles, 'read' | 'list'>;
  readonly ledger: Pick<Ledger, 'anchored' | 'finalBlock' | 'chainId' | 'registry' | 'logId'>;
  readonly log: NoteKey;
  readonly clock: Clock;
}

interface Manner {
  /** Told how many statements are done. */
  readonly onProgress?: (done: bigint) => void;
  /** Puts back, in the same transaction, what the log does not hold. */
  readonly alsoIn?: (tables: Tables) => Promise<void>;
}

/**
 * Makes the register's tables from the log's files, the content store and the chain alone, in one transaction, and
 * gives the number of statements. The files are checked on the way: refuses REGISTER_DAMAGED, and changes nothing,
 * where they are not what the log signed. Statements that are recorded and not signed yet are applied again as well,
 * from their rows, whatever the head's row says of their number, or from what was written of them before it was signed.
 * Cosignatures that are none are left out.
 */
export async function rebuild(
  needs: RebuildNeeds,
  { onProgress = () => undefined, alsoIn = async () => undefined }: Manner = {},
): Promise<bigint> {
  const { database, ledger, log, clock } = needs;
  // A chain is never asked within a transaction.
  const onChain = { anchored: await ledger.anchored(), finalBlock: await ledger.finalBlock() };
  return database.transaction(async (tables) => {
    await createLogHead(tables, { origin: log.name, verifierKey: verifierKey(log) });
    // Nobody signs or records meanwhile.
    await lockPublishing(tables);
    const { size: headed } = await lockLogHead(tables);
    const { report, settle } = findingsOf();
    const rows = await checkpointsFrom(tables, 0n);
    const history = await wholeHistory(needs, rows, report);
    settle();
    // What nobody signed is left out.
    const forgettings = new Map([
      ...(await announcedForgettings(needs, () => undefined)),
      ...(await storedForgettings(tables, log, () => undefined)),
    ]);
    const own = { ...needs, tables, report, settle, forgettings };
    // The head's row may be what is wrong: whatever follows on the signed statements was acknowledged.
    const there = await unbrokenTo(tables, history.size);
    const before = there > headed ? there : headed;
    await clearForRebuild(tables);
    await saveForgettings(tables, [...forgettings.values()]);
    await dropRowsOutside(tables, { from: history.size, to: before });
    await setLogHead(tables, { origin: log.name, verifierKey: verifierKey(log), size: history.size });
    let done = 0n;
    const apply = async (statements: readonly StoredStatement[]) => {
      settle();
      const again = statements.map(recordedAgain);
      const references = again.flatMap(({ files }) => files);
      await saveNamedFiles(own, references);
      await applyAgain(tables, again);
      await makeSearchable(
        tables,
        await filesByCid(
          tables,
          references.map(({ cid }) => cid),
        ),
      );
      done += BigInt(statements.length);
      onProgress(done);
    };
    const walk = walkLog({ logFiles: needs.logFiles, history, report });
    for await (const statements of signedStatements(own, walk, report)) {
      settle();
      await appendStatements(tables, statements);
      await apply(statements);
    }
    settle();
    for await (const statements of unsignedRows(own, { from: done, to: before })) await apply(statements);
    for await (const statements of unsignedEntries(own, done, report)) {
      settle();
      await appendStatements(tables, statements);
      await apply(statements);
    }
    await setLogHead(tables, { origin: log.name, verifierKey: verifierKey(log), size: done });
    for (const checkpoint of history.checkpoints) await saveCheckpoint(tables, checkpoint);
    await alsoIn(tables);
    await dropFalseCosignatures(tables, history);
    await rebuildAnchors(tables, { ...onChain, ledger, now: clock.now() });
    return done;
  });
}

/** What the files show as signed, and what the database holds of it that was not shown yet. */
async function wholeHistory(
  { logFiles, log }: RebuildNeeds,
  rows: readonly Checkpoint[],
  report: Report,
): Promise<SignedHistory> {
  const shown = await signedHistory({ logFiles, log }, (finding) => {
    // The next checkpoint mends it.
    if (finding.code !== 'CHECKPOINT_BEHIND') report(finding);
  });
  const unshown = rows.filter((row) => row.size > shown.size && isSigned(row, log));
  return {
    checkpoints: [...shown.checkpoints, ...unshown],
    heads: [...shown.heads, ...unshown],
    size: unshown.at(-1)?.size ?? shown.size,
  };
}

/** The files that statements name, looked at anew where their rows are not there. */
async function saveNamedFiles(
  needs: FileNeeds & Findings & { readonly tables: Tables; readonly forgettings: KnownForgettings },
  references: readonly FileReference[],
): Promise<void> {
  const { tables, forgettings } = needs;
  const byCid = new Map(references.map((reference) => [reference.cid, reference]));
  for (const { cid } of await filesByCid(tables, [...byCid.keys()])) byCid.delete(cid);
  for (const reference of byCid.values()) {
    if (isFileForgotten(forgettings, reference.cid)) {
      await saveFiles(tables, [forgottenFile(reference)]);
      continue;
    }
    const seen = await inspectOrReport(needs, reference, needs.report);
    if (!seen) {
      needs.settle();
      continue;
    }
    const { file, fingerprints } = seen;
    await saveFiles(tables, [file]);
    if (fingerprints) await saveFingerprints(tables, file.cid, fingerprints);
  }
}

async function dropFalseCosignatures(tables: Tables, { checkpoints }: SignedHistory): Promise<void> {
  const signed = new Map(checkpoints.map((checkpoint) => [checkpoint.size, checkpoint]));
  for (const cosignature of await allCosignatures(tables))
    if (!isCosignature(cosignature, signed.get(cosignature.size))) await dropCosignature(tables, cosignature);
}
