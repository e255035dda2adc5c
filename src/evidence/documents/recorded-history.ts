import * as z from 'zod';
import { addressSchema, eventIdSchema } from '../../lib/ids.js';
import { instantSchema } from '../../register/statement.js';
import { EVENT_CAPACITIES, eventSchema } from '../../title/history/provenance-event.js';
import { tokenFields } from '../../title/tokens/token-link.js';

const place = z.int().min(0).describe("Place of the statement in the register's log, from 0");
const capacity = z
  .enum(EVENT_CAPACITIES)
  .describe(
    'As what the signer spoke for the work when it was recorded. Anybody can be a competing claimant: what one tells stands beside the rest',
  );

/** An event of the work's history, as somebody states it. */
export const recordedEventSchema = z.strictObject({
  id: eventIdSchema,
  index: place,
  position: z.int().min(0).describe('Its place within the statement, from 0'),
  object: z.string().nullable().describe('Which physical object of the work, where there are several'),
  event: eventSchema,
  recordedBy: addressSchema,
  capacity,
  recordedAt: instantSchema,
  endedAt: instantSchema
    .nullable()
    .describe('When its signer took it back or put another in its place; null while it stands'),
  endedBy: z.string().nullable().describe('CID of the statement that did'),
});

/** A statement that told of the history, and of which the events were erased. */
export const erasedHistorySchema = z.strictObject({
  index: place,
  cid: z.string().describe('CIDv1 of the statement: a copy of it shows by this that it is one'),
  object: z.string().nullable().describe('Which physical object of the work, where there are several'),
  recordedBy: addressSchema,
  capacity,
  recordedAt: instantSchema,
  erasedAt: instantSchema,
});

/** A token that somebody states to stand for the work. */
export const recordedTokenSchema = z
  .strictObject({
    id: z.string(),
    index: place,
    ...tokenFields,
    owner: addressSchema.describe('What ownerOf gave at the block'),
    blockNumber: z.int().min(0),
    blockHash: z.string(),
    blockTime: instantSchema,
    linkedBy: addressSchema,
    capacity,
    linkedAt: instantSchema,
  })
  .describe('Evidence and no title: whoever has a token need not own the work, and the other way round');

export type HistoryEvent = z.infer<typeof recordedEventSchema>;
export type ErasedHistory = z.infer<typeof erasedHistorySchema>;
export type RecordedToken = z.infer<typeof recordedTokenSchema>;
