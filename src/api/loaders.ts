import DataLoader from 'dataloader';
import { claimantsOf, claimPages, claimsById, type ClaimPage } from '../claims/claim-store.js';
import type { Claim, Claimant } from '../claims/claim.js';
import {
  derivationPages,
  derivationsById,
  permissionPages,
  permissionsById,
  type DerivationPage,
} from '../originality/derivation-store.js';
import { preferencesOfWorks } from '../rights/training-preference-store.js';
import type { TrainingPreference } from '../rights/training-preference.js';
import type { DerivationPermission } from '../originality/derivation-permission.js';
import { MOST_LIKENESSES, type Derivation } from '../originality/derivation.js';
import { findMaking, type BegunMaking, type MakingAccount } from '../making/find-making.js';
import { makingsById } from '../making/making-store.js';
import type { Making } from '../making/making.js';
import { isStorable } from '../lib/columns.js';
import { groupBy } from '../lib/group-by.js';
import { likenessesOfWorks, type WorkLikeness } from '../originality/likeness-store.js';
import { keysBy, type KeyRotation } from '../people/key-rotation.js';
import { recoveryListsOf, rotationsOf } from '../people/key-store.js';
import type { Tables } from '../ports.js';
import {
  cosignaturesCovering,
  cosignaturesOf,
  type StoredCosignature,
} from '../register/cosignature-store.js';
import { anchorsCovering, attemptsOf } from '../register/anchor-store.js';
import type { Anchor, AnchorAttempt } from '../register/anchor.js';
import { forgettingsById, type Forgetting } from '../register/forgetting/forgetting-store.js';
import { statementsByCid, type StoredStatement } from '../register/statement-store.js';
import { checkpointsCovering, type Checkpoint } from '../register/checkpoint-store.js';
import type { Holding } from '../title/holding.js';
import type { Dispute, DisputeEntry } from '../claims/disputes/dispute.js';
import { disputesById, disputesOfClaims, entriesOfDisputes } from '../claims/disputes/dispute-store.js';
import type { DisplayNotice } from '../works/display/display-notice.js';
import { withheldFiles } from '../works/display/withheld-files.js';
import type { Licence } from '../rights/licences/licence.js';
import {
  licencesById,
  licencesOfWorks,
  rightTransfersById,
  rightTransfersOfWorks,
} from '../rights/licences/licence-store.js';
import type { RightTransfer } from '../rights/licences/right-transfer.js';
import type { TokenLink } from '../title/tokens/token-link.js';
import { linksOfWorks } from '../title/tokens/token-store.js';
import { presentHoldings, transfersOf } from '../title/title-store.js';
import type { TitleTransfer } from '../title/title-transfer.js';
import { filesByCid, filesOfWorks } from '../works/file-store.js';
import type { StoredFile } from '../works/file.js';
import { worksById } from '../works/work-store.js';
import type { Work } from '../works/work.js';

/** Reads of one request: everything of one sort that is asked for in one turn is one SQL statement. */
export interface Loaders {
  readonly work: DataLoader<string, Work | null>;
  readonly file: DataLoader<string, StoredFile | null>;
  readonly filesOfWork: DataLoader<string, StoredFile[]>;
  readonly claim: DataLoader<string, Claim | null>;
  readonly claimPage: DataLoader<ClaimPage, Claim[], string>;
  readonly claimants: DataLoader<string, Claimant[]>;
  readonly derivation: DataLoader<string, Derivation | null>;
  /** From what works derive. */
  readonly likenesses: DataLoader<string, WorkLikeness[]>;
  readonly derivationsFrom: DataLoader<DerivationPage, Derivation[], string>;
  /** What derives from works. */
  readonly derivationsTo: DataLoader<DerivationPage, Derivation[], string>;
  readonly permission: DataLoader<string, DerivationPermission | null>;
  readonly preferences: DataLoader<string, TrainingPreference[]>;
  readonly making: DataLoader<string, Making | null>;
  /** What the steps of a making add up to: each is read by itself. */
  readonly makingAccount: DataLoader<BegunMaking, MakingAccount, string>;
  readonly permissionPage: DataLoader<DerivationPage, DerivationPermission[], string>;
  /** Of the person to whom a key belongs: all keys, the first one first. */
  readonly keys: DataLoader<string, readonly string[]>;
  readonly rotations: DataLoader<string, KeyRotation[]>;
  /** Whom a key named to replace it. */
  readonly recoveryKeys: DataLoader<string, readonly string[]>;
  readonly holdings: DataLoader<string, Holding[]>;
  readonly licences: DataLoader<string, Licence[]>;
  readonly dispute: DataLoader<string, Dispute | null>;
  readonly disputes: DataLoader<string, Dispute[]>;
  readonly disputeEntries: DataLoader<string, DisputeEntry[]>;
  readonly withheld: DataLoader<string, DisplayNotice | null>;
  readonly licence: DataLoader<string, Licence | null>;
  readonly rightTransfer: DataLoader<string, RightTransfer | null>;
  readonly rightTransfers: DataLoader<string, RightTransfer[]>;
  readonly tokens: DataLoader<string, TokenLink[]>;
  readonly transfers: DataLoader<string, TitleTransfer[]>;
  readonly statement: DataLoader<string, StoredStatement | null>;
  /** By the id of a statement or a file. */
  readonly forgetting: DataLoader<string, Forgetting | null>;
  readonly checkpoint: DataLoader<bigint, Checkpoint | null>;
  readonly anchor: DataLoader<bigint, Anchor | null>;
  /** By the size of the checkpoint. */
  readonly cosignatures: DataLoader<bigint, StoredCosignature[]>;
  /** By the index of the entry. */
  readonly cosignaturesCovering: DataLoader<bigint, StoredCosignature[]>;
  readonly anchorAttempts: DataLoader<string, AnchorAttempt[]>;
}

/**
 * Makes the loaders of requests. What is read is kept for its own request alone; but what several requests ask for in
 * the same turn of the event loop is read together, so that under load a request costs a part of an SQL statement.
 */
export function loadersOver(tables: Tables): () => Loaders {
  const reads = {
    work: together((ids: readonly string[]) => oneEach(ids, worksById, (work) => work.id)),
    file: together((cids: readonly string[]) => oneEach(cids, filesByCid, (file) => file.cid)),
    filesOfWork: together(async (works: readonly string[]) => {
      const files = groupBy(await filesOfWorks(tables, works), (file) => file.work);
      return works.map((work) => (files.get(work) ?? []).map(({ stored }) => stored));
    }),
    claim: together((ids: readonly string[]) => oneEach(ids, claimsById, (claim) => claim.id)),
    claimPage: together((pages: readonly ClaimPage[]) => claimPages(tables, pages)),
    claimants: together((claims: readonly string[]) => manyEach(claims, claimantsOf, ({ claim }) => claim)),
    derivation: together((ids: readonly string[]) => oneEach(ids, derivationsById, ({ id }) => id)),
    likenesses: together(async (works: readonly string[]) => {
      // One more than are given shows whether there are more.
      const found = await likenessesOfWorks(tables, works, MOST_LIKENESSES + 1);
      return works.map((work) => found.filter(({ asked }) => asked === work));
    }),
    derivationsFrom: together((pages: readonly DerivationPage[]) =>
      derivationPages(tables, 'sources', pages),
    ),
    derivationsTo: together((pages: readonly DerivationPage[]) =>
      derivationPages(tables, 'derivatives', pages),
    ),
    permission: together((ids: readonly string[]) => oneEach(ids, permissionsById, ({ id }) => id)),
    preferences: together((works: readonly string[]) =>
      manyEach(works, preferencesOfWorks, ({ work }) => work),
    ),
    making: together((ids: readonly string[]) => oneEach(ids, makingsById, ({ id }) => id)),
    permissionPage: together((pages: readonly DerivationPage[]) => permissionPages(tables, pages)),
    rotations: together(async (keys: readonly string[]) => {
      const rotations = await rotationsOf(tables, keys.filter(isStorable));
      const keysOf = keysBy(rotations);
      const persons = groupBy(rotations, ({ firstKey }) => firstKey);
      return keys.map((key) => persons.get(keysOf(key)[0] ?? key) ?? []);
    }),
    recoveryLists: together((keys: readonly string[]) => oneEach(keys, recoveryListsOf, ({ key }) => key)),
    holdings: together((works: readonly string[]) => manyEach(works, presentHoldings, ({ work }) => work)),
    licences: together((works: readonly string[]) => manyEach(works, licencesOfWorks, ({ work }) => work)),
    dispute: together((ids: readonly string[]) => oneEach(ids, disputesById, ({ id }) => id)),
    disputes: together((claims: readonly string[]) =>
      manyEach(claims, disputesOfClaims, ({ claim }) => claim),
    ),
    disputeEntries: together((disputes: readonly string[]) =>
      manyEach(disputes, entriesOfDisputes, ({ dispute }) => dispute),
    ),
    withheld: together(async (files: readonly string[]) => {
      const found = await withheldFiles(tables, files.filter(isStorable));
      return files.map((file) => found.get(file) ?? null);
    }),
    licence: together((ids: readonly string[]) => oneEach(ids, licencesById, ({ id }) => id)),
    rightTransfer: together((ids: readonly string[]) => oneEach(ids, rightTransfersById, ({ id }) => id)),
    rightTransfers: together((works: readonly string[]) =>
      manyEach(works, rightTransfersOfWorks, ({ work }) => work),
    ),
    tokens: together((works: readonly string[]) => manyEach(works, linksOfWorks, ({ work }) => work)),
    transfers: together((works: readonly string[]) => manyEach(works, transfersOf, ({ work }) => work)),
    statement: together((cids: readonly string[]) => oneEach(cids, statementsByCid, ({ cid }) => cid)),
    forgetting: together((ids: readonly string[]) => oneEach(ids, forgettingsById, ({ id }) => id)),
    checkpoint: together((indexes: readonly bigint[]) => checkpointsCovering(tables, indexes)),
    anchor: together((indexes: readonly bigint[]) => anchorsCovering(tables, indexes)),
    cosignatures: together(async (sizes: readonly bigint[]) => {
      const rows = groupBy(await cosignaturesOf(tables, sizes), ({ size }) => String(size));
      return sizes.map((size) => rows.get(String(size)) ?? []);
    }),
    cosignaturesCovering: together((indexes: readonly bigint[]) => cosignaturesCovering(tables, indexes)),
    anchorAttempts: together((anchors: readonly string[]) =>
      manyEach(anchors, attemptsOf, ({ anchor }) => anchor),
    ),
  };

  async function oneEach<Row>(
    keys: readonly string[],
    fetch: (tables: Tables, keys: readonly string[]) => Promise<Row[]>,
    keyOf: (row: Row) => string,
  ): Promise<(Row | null)[]> {
    const rows = new Map((await fetch(tables, keys.filter(isStorable))).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  }

  async function manyEach<Row>(
    keys: readonly string[],
    fetch: (tables: Tables, keys: readonly string[]) => Promise<Row[]>,
    keyOf: (row: Row) => string,
  ): Promise<Row[][]> {
    const rows = groupBy(await fetch(tables, keys), keyOf);
    return keys.map((key) => rows.get(key) ?? []);
  }

  return () => {
    const rotations = new DataLoader(reads.rotations);
    return {
      work: new DataLoader(reads.work),
      file: new DataLoader(reads.file),
      filesOfWork: new DataLoader(reads.filesOfWork),
      claim: new DataLoader(reads.claim),
      claimPage: new DataLoader(reads.claimPage, {
        cacheKeyFn: ({ work, after, limit }) => `${work} ${after} ${limit}`,
      }),
      claimants: new DataLoader(reads.claimants),
      derivation: new DataLoader(reads.derivation),
      likenesses: new DataLoader(reads.likenesses),
      derivationsFrom: new DataLoader(reads.derivationsFrom, { cacheKeyFn: pageKey }),
      derivationsTo: new DataLoader(reads.derivationsTo, { cacheKeyFn: pageKey }),
      permission: new DataLoader(reads.permission),
      preferences: new DataLoader(reads.preferences),
      making: new DataLoader(reads.making),
      makingAccount: new DataLoader(
        async (makings: readonly BegunMaking[]) => {
          const accounts: MakingAccount[] = [];
          // One after the other, so that only one is in memory with all its steps.
          for (const making of makings) accounts.push(await findMaking(tables, making));
          return accounts;
        },
        { cacheKeyFn: ({ id }) => id },
      ),
      permissionPage: new DataLoader(reads.permissionPage, { cacheKeyFn: pageKey }),
      rotations,
      keys: new DataLoader(async (keys: readonly string[]) => {
        const found = await rotations.loadMany(keys);
        return found.map((own, at) => (own instanceof Error ? own : keysBy(own)(keys[at] ?? '')));
      }),
      recoveryKeys: new DataLoader(async (keys: readonly string[]) => {
        const lists = await reads.recoveryLists(keys);
        return lists.map((list) => list?.recoveryKeys ?? []);
      }),
      holdings: new DataLoader(reads.holdings),
      licences: new DataLoader(reads.licences),
      dispute: new DataLoader(reads.dispute),
      disputes: new DataLoader(reads.disputes),
      disputeEntries: new DataLoader(reads.disputeEntries),
      withheld: new DataLoader(reads.withheld),
      licence: new DataLoader(reads.licence),
      rightTransfer: new DataLoader(reads.rightTransfer),
      rightTransfers: new DataLoader(reads.rightTransfers),
      tokens: new DataLoader(reads.tokens),
      transfers: new DataLoader(reads.transfers),
      statement: new DataLoader(reads.statement),
      forgetting: new DataLoader(reads.forgetting),
      checkpoint: new DataLoader(reads.checkpoint),
      anchor: new DataLoader(reads.anchor),
      cosignatures: new DataLoader(reads.cosignatures),
      cosignaturesCovering: new DataLoader(reads.cosignaturesCovering),
      anchorAttempts: new DataLoader(reads.anchorAttempts),
    };
  };
}

const pageKey = ({ work, isStanding, after, limit }: DerivationPage): string =>
  `${work} ${isStanding} ${after} ${limit}`;

interface Waiting<Key, Value> {
  readonly keys: readonly Key[];
  readonly resolve: (values: Value[]) => void;
  readonly reject: (reason: unknown) => void;
}

/** One call of `fetch`, which gives a value for each key, for all that is asked in one turn of the event loop. */
function together<Key, Value>(
  fetch: (keys: readonly Key[]) => Promise<Value[]>,
): (keys: readonly Key[]) => Promise<Value[]> {
  let waiting: Waiting<Key, Value>[] = [];

  async function fetchAll(): Promise<void> {
    const asked = waiting;
    waiting = [];
    try {
      const values = await fetch(asked.flatMap(({ keys }) => keys));
      let from = 0;
      for (const { keys, resolve } of asked) resolve(values.slice(from, (from += keys.length)));
    } catch (reason) {
      for (const { reject } of asked) reject(reason);
    }
  }

  return (keys) =>
    new Promise((resolve, reject) => {
      // Not in a microtask: the requests that arrived together are read from their sockets one after the other.
      if (waiting.push({ keys, resolve, reject }) === 1) setImmediate(() => void fetchAll());
    });
}
