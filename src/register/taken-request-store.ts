import { EntitySchema } from 'typeorm';
import { instantColumn, keyOf } from '../lib/columns.js';
import type { Tables } from '../ports.js';

/** A request that was taken, which must not be taken again while it is fresh. */
interface TakenRequest {
  readonly signer: string;
  readonly nonce: string;
  readonly submitBefore: Date;
}

export const TakenRequests = new EntitySchema<TakenRequest>({
  name: 'taken_requests',
  columns: {
    signer: { type: 'text', ...keyOf('taken_requests') },
    nonce: { type: 'text', ...keyOf('taken_requests') },
    submitBefore: { ...instantColumn },
  },
});

/** Notes a request; false where it was taken before. Those that are too old to come again are forgotten. */
export async function takeRequest(
  tables: Tables,
  { signer, nonce, submitBefore }: TakenRequest,
  now: Date,
): Promise<boolean> {
  await tables.query('DELETE FROM taken_requests WHERE submit_before < $1', [now]);
  const { raw } = await tables
    .createQueryBuilder()
    .insert()
    .into(TakenRequests)
    .values({ signer, nonce, submitBefore })
    .orIgnore()
    .returning('nonce')
    .execute();
  return Array.isArray(raw) && raw.length === 1;
}
