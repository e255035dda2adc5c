import { EntitySchema } from 'typeorm';
import { bigintColumn, instantColumn, keyOf } from '../lib/columns.js';
import type { Database, Tables } from '../ports.js';

/**
 * Who may sign for an address on a chain. Of several processes one holds the lease; each change of hands counts the
 * token up, and whoever writes with an older one is refused, however late it wakes.
 */
export interface AnchorSender {
  readonly chainId: string;
  readonly sender: string;
  readonly token: bigint;
  readonly holder: string;
  readonly renewedAt: Date;
  readonly leasedUntil: Date;
  /** Why nothing is signed or mined at the moment, for people; null when all goes well. */
  readonly waiting: string | null;
}

export const AnchorSenders = new EntitySchema<AnchorSender>({
  name: 'anchor_senders',
  columns: {
    chainId: { type: 'text', ...keyOf('anchor_senders') },
    sender: { type: 'text', ...keyOf('anchor_senders') },
    token: { ...bigintColumn },
    holder: { type: 'text' },
    renewedAt: { ...instantColumn },
    leasedUntil: { ...instantColumn },
    waiting: { type: 'text', nullable: true },
  },
});

type SenderName = Pick<AnchorSender, 'chainId' | 'sender'>;

export interface Lease extends SenderName {
  readonly token: bigint;
  /** The database's time when it was taken or renewed. */
  readonly now: Date;
  /** It changed hands just now, so that nothing is known of what the chain did meanwhile. */
  readonly isNew: boolean;
  readonly waiting: string | null;
}

/**
 * After a holder died, so long nothing is anchored. Each write renews the lease; whoever waits longer than that for a slow
 * RPC between two of them may lose it, and then writes nothing more: the other process goes on from what is written.
 */
const LEASE_SECONDS = 45;
/** So far servers of one database may differ in the time, such as one that takes the place of another. */
const CLOCKS_DIFFER_SECONDS = 5;

/**
 * The database's time of this very moment: now() is that of the transaction's beginning, against which a renewal that was
 * committed since is in the future. Cut, because the columns keep milliseconds and would round up.
 */
const NOW = "date_trunc('milliseconds', clock_timestamp())";
const RENEWED = `renewed_at = ${NOW}, leased_until = ${NOW} + interval '${LEASE_SECONDS} seconds'`;

export class LeaseLost extends Error {
  constructor({ sender, chainId }: SenderName) {
    super(
      `Another process signs for ${sender} on chain ${chainId} now; what this one was about to write is dropped.`,
    );
  }
}

/** Takes or renews the lease; null while another process has it. The database's clock decides, and no process's. */
export function takeLease(
  database: Database,
  { chainId, sender }: SenderName,
  holder: string,
): Promise<Lease | null> {
  return database.transaction(async (tables) => {
    await tables.query(
      `INSERT INTO anchor_senders (chain_id, sender, token, holder, renewed_at, leased_until)
       VALUES ($1, $2, 0, '', ${NOW}, ${NOW}) ON CONFLICT DO NOTHING`,
      [chainId, sender],
    );
    // Renewed in the future: the clock was set back, and the lease would be nobody's to take for as long.
    const [row] = await tables.query<LeaseRow[]>(
      `SELECT token::text, holder, waiting, ${NOW} AS now,
              leased_until <= ${NOW}
                OR renewed_at > ${NOW} + interval '${CLOCKS_DIFFER_SECONDS} seconds' AS "isOver",
              leased_until - ${NOW} < interval '${LEASE_SECONDS} seconds' * 0.7 AS "isOld"
         FROM anchor_senders WHERE chain_id = $1 AND sender = $2 FOR UPDATE SKIP LOCKED`,
      [chainId, sender],
    );
    if (!row) return null;
    const isNew = row.holder !== holder || row.isOver;
    if (isNew && !row.isOver && database.isShared) return null;
    const token = BigInt(row.token) + (isNew ? 1n : 0n);
    if (isNew || row.isOld) {
      await tables.query(
        `UPDATE anchor_senders SET token = $3, holder = $4, ${RENEWED} WHERE chain_id = $1 AND sender = $2`,
        [chainId, sender, token.toString(), holder],
      );
    }
    return { chainId, sender, token, now: row.now, isNew, waiting: row.waiting };
  });
}

interface LeaseRow {
  readonly token: string;
  readonly holder: string;
  readonly waiting: string | null;
  readonly now: Date;
  readonly isOver: boolean;
  readonly isOld: boolean;
}

/** Writes if the lease's token is still the newest, and renews the lease; otherwise throws LeaseLost and writes nothing. */
export function writeUnder<T>(
  database: Database,
  lease: Lease,
  write: (tables: Tables) => Promise<T>,
): Promise<T> {
  return database.transaction(async (tables) => {
    // The row stays locked until the commit, so the lease cannot change hands between this look and the write.
    const [row] = await tables.query<{ token: string }[]>(
      'SELECT token::text FROM anchor_senders WHERE chain_id = $1 AND sender = $2 FOR UPDATE',
      [lease.chainId, lease.sender],
    );
    if (row?.token !== lease.token.toString()) throw new LeaseLost(lease);
    await tables.query(`UPDATE anchor_senders SET ${RENEWED} WHERE chain_id = $1 AND sender = $2`, [
      lease.chainId,
      lease.sender,
    ]);
    return write(tables);
  });
}

/** Tells those who ask why it waits. */
export async function noteWaiting(database: Database, lease: Lease, waiting: string | null): Promise<void> {
  if (waiting === lease.waiting) return;
  const { chainId, sender } = lease;
  await writeUnder(database, lease, (tables) =>
    tables.update(AnchorSenders, { chainId, sender }, { waiting }),
  );
}

/** Gives the lease up, so that another process need not wait for its end. */
export async function releaseLease(
  tables: Tables,
  { chainId, sender }: SenderName,
  holder: string,
): Promise<void> {
  await tables.query(
    `UPDATE anchor_senders SET leased_until = ${NOW} WHERE chain_id = $1 AND sender = $2 AND holder = $3`,
    [chainId, sender, holder],
  );
}

/** Whether somebody holds the lease now, by the database's clock. */
export async function isLeased(tables: Tables, { chainId, sender }: SenderName): Promise<boolean> {
  const rows = await tables.query<unknown[]>(
    `SELECT 1 FROM anchor_senders WHERE chain_id = $1 AND sender = $2 AND leased_until > ${NOW}`,
    [chainId, sender],
  );
  return rows.length > 0;
}

export const anchorSender = (tables: Tables, { chainId, sender }: SenderName): Promise<AnchorSender | null> =>
  tables.findOneBy(AnchorSenders, { chainId, sender });
