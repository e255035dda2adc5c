import DataLoader from 'dataloader';
import { claimantsOf, claimPages, claimsById, type ClaimPage } from '../claims/claim-store.js';
import type { Claim, Claimant } from '../claims/claim.js';
import { isStorable } from '../lib/columns.js';
import type { Tables } from '../ports.js';
import { anchorsCovering, type Anchor } from '../register/anchor-store.js';
import { statementsByCid, type StoredStatement } from '../register/statement-store.js';
import { checkpointsCovering, type Checkpoint } from '../register/tree-store.js';
import type { Holding } from '../title/holding.js';
import { presentHoldings, transfersOf } from '../title/title-store.js';
import type { TitleTransfer } from '../title/title-transfer.js';
import { filesByCid, filesOfWorks } from '../works/file-store.js';
import type { StoredFile } from '../works/file.js';
import { worksById } from '../works/work-store.js';
import type { Work } from '../works/work.js';

/** Reads of one request: everything of one sort that is asked for in one tick is one SQL statement. */
export interface Loaders {
  readonly work: DataLoader<string, Work | null>;
  readonly file: DataLoader<string, StoredFile | null>;
  readonly filesOfWork: DataLoader<string, StoredFile[]>;
  readonly claim: DataLoader<string, Claim | null>;
  readonly claimPage: DataLoader<ClaimPage, Claim[], string>;
  readonly claimants: DataLoader<string, Claimant[]>;
  readonly holdings: DataLoader<string, Holding[]>;
  readonly transfers: DataLoader<string, TitleTransfer[]>;
  readonly statement: DataLoader<string, StoredStatement | null>;
  readonly checkpoint: DataLoader<bigint, Checkpoint | null>;
  readonly anchor: DataLoader<bigint, Anchor | null>;
}

export function openLoaders(tables: Tables): Loaders {
  return {
    work: oneEach(
      (ids) => worksById(tables, ids),
      (work) => work.id,
    ),
    file: oneEach(
      (cids) => filesByCid(tables, cids),
      (file) => file.cid,
    ),
    filesOfWork: new DataLoader(async (works) => {
      const files = grouped(await filesOfWorks(tables, works), (file) => file.work);
      return works.map((work) => (files.get(work) ?? []).map(({ stored }) => stored));
    }),
    claim: oneEach(
      (ids) => claimsById(tables, ids),
      (claim) => claim.id,
    ),
    claimPage: new DataLoader((pages) => claimPages(tables, pages), {
      cacheKeyFn: ({ work, after, limit }) => `${work} ${after} ${limit}`,
    }),
    claimants: manyEach(
      (claims) => claimantsOf(tables, claims),
      (claimant) => claimant.claim,
    ),
    holdings: manyEach(
      (works) => presentHoldings(tables, works),
      (holding) => holding.work,
    ),
    transfers: manyEach(
      (works) => transfersOf(tables, works),
      (transfer) => transfer.work,
    ),
    statement: oneEach(
      (cids) => statementsByCid(tables, cids),
      (statement) => statement.cid,
    ),
    checkpoint: new DataLoader((indexes) => checkpointsCovering(tables, indexes)),
    anchor: new DataLoader((indexes) => anchorsCovering(tables, indexes)),
  };
}

function oneEach<Row>(
  fetch: (keys: readonly string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row | null> {
  return new DataLoader(async (keys) => {
    const rows = new Map((await fetch(keys.filter(isStorable))).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

function manyEach<Row>(
  fetch: (keys: readonly string[]) => Promise<Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, Row[]> {
  return new DataLoader(async (keys) => {
    const rows = grouped(await fetch(keys), keyOf);
    return keys.map((key) => rows.get(key) ?? []);
  });
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
