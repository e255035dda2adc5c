import { In, MoreThan } from 'typeorm';
import { parseId } from '../lib/ids.js';
import type { Tables } from '../ports.js';
import { AnchorAttempts, Anchors } from '../register/anchor-store.js';
import type { Anchor } from '../register/anchor.js';
import { checkpointAt, Checkpoints, type Checkpoint } from '../register/checkpoint-store.js';
import { countCosignatures } from '../register/cosignature-store.js';
import { readStored } from '../register/read-stored.js';
import { LogStatements, type StoredStatement } from '../register/statement-store.js';
import { keyStatements } from './key-evidence-store.js';
import { madeOnWork } from './made-on-work.js';
import { namedMakings } from './named-makings.js';
import { MAX_STATEMENTS } from './package-format.js';
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

/** What goes into a package. */
export interface StatementsOfWork {
  /** In the order of the register; none for an unknown work. */
  readonly statements: readonly StoredStatement[];
  /** Ids of makings that claims name and that are not in it: of competing claims, or more than a package holds. */
  readonly leftOut: readonly string[];
}

/**
 * Every statement about a work or about what was made on it (claims, derivations from other works, permissions to derive
 * from it), the makings that claims name which compete with nobody, and those by which several keys of the people in it are one person.
 */
export async function statementsAbout(
  tables: Tables,
  work: string,
  { withMakings = true }: { withMakings?: boolean } = {},
): Promise<StatementsOfWork> {
  const cid = parseId(work)?.name ?? '';
  const registration = await tables.findOneBy(LogStatements, { cid, kind: 'register-work' });
  if (!registration) return { statements: [], leftOut: [] };
  const onWork = await tables.findBy(LogStatements, { subject: work });
  const made = onWork.flatMap(madeOnWork);
  const onMade = made.length > 0 ? await tables.findBy(LogStatements, { subject: In(made) }) : [];
  const ledgers = await statementsOfMakings(tables, onWork, withMakings);
  const about = [registration, ...onWork, ...onMade, ...ledgers.statements];
  const keys = about.flatMap((stored) => namedKeys(readStored(stored)));
  const all = [...about, ...(await keyStatements(tables, [...new Set(keys)]))];
  return { statements: all.sort((a, b) => (a.index < b.index ? -1 : 1)), leftOut: ledgers.leftOut };
}

/** As many statements of makings as go into a package: it holds MAX_STATEMENTS in all. */
const MOST_OF_MAKINGS = MAX_STATEMENTS - 1000;

/** The statements by which makings were begun, and their steps; they are counted before any is read. */
async function statementsOfMakings(
  tables: Tables,
  onWork: readonly StoredStatement[],
  isAsked: boolean,
): Promise<StatementsOfWork> {
  const claims = onWork.map(readStored);
  const named = new Set(claims.flatMap(namedMakings));
  const upright = new Set(claims.filter(({ body }) => body.competesWith === undefined).flatMap(namedMakings));
  const wanted = isAsked ? [...upright] : [];
  const counts = await tables.query<{ subject: string; count: number }[]>(
    'SELECT subject, count(*)::integer AS count FROM log_statements WHERE subject = ANY($1) GROUP BY subject',
    [wanted],
  );
  const chosen: string[] = [];
  let room = MOST_OF_MAKINGS;
  for (const making of wanted) {
    const size = 1 + (counts.find(({ subject }) => subject === making)?.count ?? 0);
    if (size > room) continue;
    room -= size;
    chosen.push(making);
  }
  const leftOut = [...named].filter((making) => !chosen.includes(making));
  if (chosen.length === 0) return { statements: [], leftOut };
  const cids = chosen.map((id) => parseId(id)?.name ?? '');
  const statements = [
    ...(await tables.findBy(LogStatements, { cid: In(cids), kind: 'begin-making' })),
    ...(await tables.findBy(LogStatements, { subject: In(chosen) })),
  ];
  return { statements, leftOut };
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
