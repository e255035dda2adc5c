import { In, MoreThan } from 'typeorm';
import { parseId } from '../lib/ids.js';
import type { Tables } from '../ports.js';
import { AnchorAttempts, Anchors } from '../register/anchor-store.js';
import type { Anchor } from '../register/anchor.js';
import { checkpointAt, Checkpoints, type Checkpoint } from '../register/checkpoint-store.js';
import { countCosignatures } from '../register/cosignature-store.js';
import { readStatement } from '../register/statement.js';
import { LogStatements, type StoredStatement } from '../register/statement-store.js';
import { keyStatements } from './key-evidence-store.js';
import { madeOnWork } from './made-on-work.js';
import { namedKeys } from './named-keys.js';

/** A transaction that a block holds, with what the chain said of it. */
export type MinedAnchor = Anchor & {
  readonly state: 'mined' | 'final';
  /** The signed transaction that was mined. */
  readonly raw: string;
  readonly minedAt: Date;
  readonly blockNumber: bigint;
  readonly blockHash: string;
  readonly receipt: Readonly<Record<string, unknown>>;
};

/**
 * Every statement about a work or about what was made on it (claims, derivations from other works, permissions to derive
 * from it), and those by which several keys of the people in it are one person, in the order of the register; none for
 * an unknown work.
 */
export async function statementsAbout(tables: Tables, work: string): Promise<StoredStatement[]> {
  const cid = parseId(work)?.name ?? '';
  const registration = await tables.findOneBy(LogStatements, { cid, kind: 'register-work' });
  if (!registration) return [];
  const onWork = await tables.findBy(LogStatements, { subject: work });
  const made = onWork.flatMap(madeOnWork);
  const onMade = made.length > 0 ? await tables.findBy(LogStatements, { subject: In(made) }) : [];
  const about = [registration, ...onWork, ...onMade];
  const keys = about.flatMap(({ canonical }) => namedKeys(readStatement(JSON.parse(canonical))));
  return [...about, ...(await keyStatements(tables, [...new Set(keys)]))].sort((a, b) =>
    a.index < b.index ? -1 : 1,
  );
}

/**
 * Of the checkpoints on the chain that cover the entry, otherwise of all that do, the newest of those that most
 * witnesses cosigned; null until one covers it.
 */
export async function checkpointToExport(
  tables: Tables,
  lastIndex: bigint,
): Promise<{ checkpoint: Checkpoint; anchor: MinedAnchor | null } | null> {
  const anchors = await tables.find(Anchors, {
    where: { state: In(['mined', 'final']), toSize: MoreThan(lastIndex) },
    order: { toSize: 'DESC' },
    take: MOST_COMPARED,
  });
  const anchor = await mostCosigned(tables, anchors, ({ toSize }) => toSize);
  const anchored = anchor && (await checkpointAt(tables, anchor.toSize));
  const mined = anchored && (await minedAnchor(tables, anchor));
  if (mined && mined.root === anchored.root) return { checkpoint: anchored, anchor: mined };
  const checkpoints = await tables.find(Checkpoints, {
    where: { size: MoreThan(lastIndex) },
    order: { size: 'DESC' },
    take: MOST_COMPARED,
  });
  const checkpoint = await mostCosigned(tables, checkpoints, ({ size }) => size);
  return checkpoint && { checkpoint, anchor: null };
}

/** Cosignatures come within seconds: older checkpoints have no more of them. */
const MOST_COMPARED = 100;

/** Of some that belong to checkpoints, the newest first, the one with most cosignatures. */
async function mostCosigned<One>(
  tables: Tables,
  newestFirst: readonly One[],
  sizeOf: (one: One) => bigint,
): Promise<One | null> {
  const counts = await countCosignatures(tables, newestFirst.map(sizeOf));
  const most = Math.max(...counts);
  return newestFirst.find((_, at) => counts[at] === most) ?? null;
}

/** The anchor with all that shows it; null where some of that is missing. */
async function minedAnchor(tables: Tables, anchor: Anchor): Promise<MinedAnchor | null> {
  const { state, minedAt, blockNumber, blockHash, receipt, hash } = anchor;
  const attempt = await tables.findOneBy(AnchorAttempts, { hash });
  if ((state !== 'mined' && state !== 'final') || !attempt) return null;
  if (minedAt === null || blockNumber === null || blockHash === null || receipt === null) return null;
  return { ...anchor, raw: attempt.raw, state, minedAt, blockNumber, blockHash, receipt };
}
