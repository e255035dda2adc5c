import * as z from 'zod';
import { add, fractionText, isMore, ONE, parseFraction, ZERO } from '../../lib/fraction.js';
import { eventIdSchema, workIdSchema } from '../../lib/ids.js';
import { plainText } from '../../lib/plain-text.js';
import type { Capacity } from '../../claims/capacity.js';
import type { FileReference } from '../../works/file.js';
import { boundedDateSchema } from '../bounded-date.js';
import { boundsOf } from '../edtf-bounds.js';
import { ACQUISITION_METHODS } from '../provenance/acquisition-methods.js';
import { keyOfParty, ownerSchema, partySchema, sourceSchema, type EventOwner } from './event-parts.js';
import { examinationSchema } from './examination.js';

const METHOD_IDS = ACQUISITION_METHODS.map(({ id }) => id);

const saleSchema = z.strictObject({
  title: plainText(300).optional().describe('Name of the sale'),
  house: partySchema.optional().describe('Auction house or dealer'),
  lot: plainText(60).optional(),
});

const common = {
  begin: boundedDateSchema.optional().describe('When it happened, or they came to have it'),
  place: plainText(200).optional().describe('Where it happened'),
  sale: saleSchema.optional(),
  price: z
    .strictObject({
      amount: z.string().regex(/^\d{1,18}(?:\.\d{1,4})?$/, 'is not an amount such as 1250.50'),
      currency: z.string().regex(/^[A-Z]{3}$/, 'is not a currency of ISO 4217, such as EUR'),
    })
    .optional(),
  note: plainText(2000).optional(),
  sources: z.array(sourceSchema).min(1).max(20).optional().describe('The documents that it rests on'),
};

/** What of an event can be in doubt. */
export const DOUBTABLE = [
  'event',
  'method',
  'from',
  'to',
  'agents',
  'begin',
  'end',
  'place',
  'price',
] as const;

const uncertain = z
  .array(z.enum(DOUBTABLE))
  .min(1)
  .max(DOUBTABLE.length)
  .optional()
  .describe('What of it is uncertain; "event": whether it happened at all');

const passageSchema = z
  .strictObject({
    type: z.literal('passage').describe('It came to somebody: title, custody or both, as the method has it'),
    method: z
      .enum(METHOD_IDS)
      .optional()
      .describe(
        'One of the 50 methods of arttracks/museum_provenance. Theft, looting and illegal extraction move custody, never title; left out where it is not known, and then it moves both',
      ),
    from: z.array(partySchema).min(1).max(20).optional(),
    to: z
      .array(ownerSchema)
      .min(1)
      .max(50)
      .optional()
      .describe('With shares of the whole, all of them or none'),
    agents: z
      .array(z.strictObject({ party: partySchema, actsFor: z.enum(['giver', 'receiver']) }))
      .min(1)
      .max(10)
      .optional(),
    end: boundedDateSchema.optional().describe('When they ceased to have it'),
    isDirect: z
      .boolean()
      .optional()
      .describe('Whether it passed directly to the next that is told; false where that is not known'),
    stockNumber: plainText(100).optional(),
    said: plainText(5000)
      .optional()
      .describe('The words of a text that tells it, in the convention of AAM and CMOA'),
    ...common,
    uncertain,
  })
  .superRefine((passage, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    if (!passage.to && !passage.from && !passage.method && !passage.said)
      refuse('tells nothing of what happened');
    if (isEndedBefore(passage)) refuse('ends before it begins');
    const wrong = wrongShares(passage.to ?? []);
    if (wrong !== null) refuse(wrong);
    const takers = new Set((passage.to ?? []).map(keyOfParty));
    if (takers.size < (passage.to ?? []).length) refuse('names a receiver twice');
    if (passage.from?.some((party) => takers.has(keyOfParty(party))))
      refuse('passes from somebody to themselves');
  });

const offerSchema = z.strictObject({
  type: z
    .literal('offer')
    .describe('It was offered and not sold, or it is not known to have been: nothing moves'),
  outcome: z.enum(['bought-in', 'withdrawn', 'not-known']),
  by: partySchema.optional().describe('Who offered it'),
  ...common,
  uncertain,
});

const searchSchema = z.strictObject({
  type: z
    .literal('search')
    .describe(
      'Somebody searched a database, an archive, a catalogue: what was searched and not found is examined, too',
    ),
  searched: plainText(300).describe('What was searched, such as "lostart.de"'),
  kind: z.enum(['loss-database', 'archive', 'catalogue', 'other']),
  found: z.enum(['nothing', 'something']),
  by: partySchema.optional(),
  on: boundedDateSchema.describe('When it was searched'),
  span: boundedDateSchema.optional().describe('Which time of its history the search was about'),
  note: common.note,
  sources: common.sources,
});

export const eventSchema = z.discriminatedUnion('type', [
  passageSchema,
  offerSchema,
  searchSchema,
  examinationSchema,
]);

export const MOST_EVENTS_OF_STATEMENT = 200;

export const provenanceSchema = z.strictObject({
  work: workIdSchema,
  object: plainText(300)
    .optional()
    .describe('Which physical object of the work, where there are several: "the bronze of 1911, cast 3/8"'),
  events: z
    .array(eventSchema)
    .min(1)
    .max(MOST_EVENTS_OF_STATEMENT)
    .describe('In the order in which they happened, as far as that is known'),
  supersedes: z
    .array(eventIdSchema)
    .min(1)
    .max(1000)
    .refine((all) => new Set(all).size === all.length, 'names an event twice')
    .optional()
    .describe('Events that the signer recorded before and that these take the place of'),
});

export const provenanceWithdrawalSchema = z.strictObject({
  work: workIdSchema,
  events: z
    .array(eventIdSchema)
    .min(1)
    .max(1000)
    .refine((all) => new Set(all).size === all.length, 'names an event twice'),
  reason: plainText(2000).optional(),
});

export type ProvenanceBody = Readonly<z.infer<typeof provenanceSchema>>;
export type ProvenanceEvent = ProvenanceBody['events'][number];
/** What says where the object was, and whose: it moves, or it was offered. */
export type Movement = Extract<ProvenanceEvent, { type: 'passage' | 'offer' }>;
export type Passage = Extract<ProvenanceEvent, { type: 'passage' }>;

export const isMovement = (event: ProvenanceEvent): event is Movement =>
  event.type === 'passage' || event.type === 'offer';

/** Documents and photographs that events name, each as often as it is named. */
export const filesOfEvents = (events: readonly ProvenanceEvent[]): FileReference[] =>
  events.flatMap((event) => [
    ...(event.sources ?? []).flatMap(({ file }) => file ?? []),
    ...(event.type === 'examination' ? (event.photographs ?? []) : []),
  ]);

/** When it happened or began, in EDTF; of a search or an examination, when it was made. */
export const dateOfEvent = (event: ProvenanceEvent): string | undefined =>
  isMovement(event) ? event.begin : event.on;

/** An event with the object that it is told of; null where the work has one, or none in particular is meant. */
export interface EventOfObject {
  readonly object: string | null;
  readonly event: ProvenanceEvent;
}

/** An event as the register has it. */
export interface RecordedEvent {
  /** Follows from its statement and its place in it. */
  readonly id: string;
  readonly statementIndex: bigint;
  /** Within its statement, from 0. */
  readonly position: number;
  readonly work: string;
  readonly object: string | null;
  readonly event: ProvenanceEvent;
  /** Address of the key that signed it. */
  readonly recordedBy: string;
  readonly capacity: EventCapacity;
  readonly recordedAt: Date;
  /** When its signer took it back or put another in its place; null while it stands. */
  readonly endedAt: Date | null;
  /** CID of the statement that did. */
  readonly endedBy: string | null;
}

/** As what somebody tells the history of a work: whoever owns a share of it may, too. */
export type EventCapacity = Capacity | 'owner';
export const EVENT_CAPACITIES = [
  'registrant',
  'claimant',
  'owner',
  'competing-claimant',
] as const satisfies readonly EventCapacity[];

function isEndedBefore({ begin, end }: { begin?: string | undefined; end?: string | undefined }): boolean {
  const [from, to] = [begin, end].map((date) => (date === undefined ? null : boundsOf(date)));
  return from != null && to != null && to.to < from.from;
}

function wrongShares(to: readonly EventOwner[]): string | null {
  const told = to.flatMap(({ share }) => (share === undefined ? [] : [parseFraction(share)]));
  if (told.length === 0) return null;
  if (told.length < to.length) return 'tells shares of some receivers and not of others';
  const total = told.reduce(add, ZERO);
  return isMore(total, ONE) ? `gives shares that sum to ${fractionText(total)}, which is more than 1` : null;
}
