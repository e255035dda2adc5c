import { keysBy } from '../../../people/key-rotation.js';
import { boundsOf, type Bounds } from '../../../title/edtf-bounds.js';
import { keyOfParty, type EventParty } from '../../../title/history/event-parts.js';
import { boundsOfTransfer, titleOnDay, type OwnerOnDay } from '../../../title/ownership.js';
import { isKindOf } from '../../../title/provenance/acquisition-methods.js';
import { flagRule } from '../../../title/provenance/flags/flag.js';
import { namedPerson } from '../person-name.js';
import { presentOwners } from '../present-owners.js';
import { REGISTERED_METHODS, type RegisteredMethod } from '../provenance-of.js';
import type { HistoryEvent } from '../recorded-history.js';
import { toldHistory } from '../told-history.js';
import type { RecordedTransfer, WorkFacts } from '../work-record.js';
import { raise, type RecordFlag } from './record-flag.js';

const NEMO_DAT = 'nemo dat quod non habet; UCC § 2-403; Sale of Goods Act 1979, s. 21';
const DIFFERENT_OWNERS = flagRule(
  'OWNER_STATED_VS_REGISTERED',
  'high',
  NEMO_DAT,
  'By what is told of its history somebody owns it who is not among the registered owners, and did not pass it on in the register.',
  'The document by which title came from the one to the other, or a corrected history.',
);
const PASSED_ON_BEFORE = flagRule(
  'TRANSFER_AFTER_PASSING',
  'high',
  NEMO_DAT,
  'Whoever transferred it in the register had no title any more by what is told of its history.',
  'That both tell one passing, or how title came back before the transfer.',
);

/**
 * Where the title that is told and the one that is registered contradict one another. Compared are keys, and names where the registration gives one to a
 * key; whom neither tells apart may be the same. Of several objects nothing is compared: the register keeps title of the work.
 */
export function titleFlags(record: WorkFacts): RecordFlag[] {
  const [told, ...others] = toldHistory(record);
  const passings = record.title.transfers.flatMap(({ from, method, ...transfer }) =>
    from === null || method === 'new-key'
      ? []
      : [
          {
            ...transfer,
            from,
            method,
            bounds: boundsOfTransfer({ ...transfer, recordedAt: new Date(transfer.recordedAt) }),
          },
        ],
  );
  if (!told || others.length > 0 || record.title.transfers.length === 0) return [];
  const needs = { record, events: told.events, passings, compare: comparing(record) };
  return [...ownerFlags(needs), ...passingFlags(needs)];
}

interface Needs {
  readonly record: WorkFacts;
  readonly events: readonly HistoryEvent[];
  readonly passings: readonly (Omit<RecordedTransfer, 'method'> & {
    readonly from: string;
    readonly method: RegisteredMethod;
    readonly bounds: Bounds;
  })[];
  readonly compare: (party: EventParty, key: string) => 'same' | 'other' | 'not known';
}

function ownerFlags({ record, events, passings, compare }: Needs): RecordFlag[] {
  const registered = presentOwners(record);
  return certainOwners(events, Date.parse(record.asOf)).flatMap(({ party, since, by }) => {
    if (!registered.every(({ owner }) => compare(party, owner) === 'other')) return [];
    const began = (since === null ? null : boundsOf(since)?.from) ?? -Infinity;
    if (passings.some(({ from, bounds }) => compare(party, from) !== 'other' && bounds.to >= began))
      return [];
    const owners = registered.map(({ owner }) => namedPerson(record, owner)).join(', ');
    return [
      raise(
        DIFFERENT_OWNERS,
        [by],
        `By what is told ${ownerInWords({ party, since })} owns it; registered as owner: ${owners || 'nobody'}.`,
      ),
    ];
  });
}

function passingFlags({ record, events, passings, compare }: Needs): RecordFlag[] {
  const parties = events.flatMap(({ event }) =>
    event.type === 'passage' ? [...(event.from ?? []), ...(event.to ?? [])] : [],
  );
  return passings.flatMap((passing) => {
    const { index, from, bounds } = passing;
    const owners = certainOwners(events, bounds.from);
    const isTold = parties.some((party) => compare(party, from) === 'same');
    const isOfOthers = owners.length > 0 && owners.every(({ party }) => compare(party, from) === 'other');
    if (!isTold || !isOfOthers || owners.some((told) => mayBeOne(told, passing, { events, compare })))
      return [];
    return [
      raise(
        PASSED_ON_BEFORE,
        owners.map(({ by }) => by),
        `Entry ${index} is a transfer by ${namedPerson(record, from)}; by what is told it was owned by then by ${owners.map(ownerInWords).join(', ')}.`,
      ),
    ];
  });
}

/**
 * Whether a passing that is told may be the one that is registered: it is to the same person, or to who may be and in a way that may be the same, and the
 * registered one has no other date.
 */
function mayBeOne(
  { party, by }: OwnerOnDay,
  { to, method, date }: Needs['passings'][number],
  { events, compare }: Pick<Needs, 'events' | 'compare'>,
): boolean {
  const compared = to.map(({ owner }) => compare(party, owner));
  if (compared.some((answer) => answer === 'same')) return true;
  if (date !== null || compared.every((answer) => answer === 'other')) return false;
  const event = events.find(({ id }) => id === by)?.event;
  const told = (event?.type === 'passage' && event.method) || null;
  const registered = method === 'other' ? null : REGISTERED_METHODS[method].id;
  return told === null || registered === null || isKindOf(told, registered) || isKindOf(registered, told);
}

/** By what is told alone; none where a date or a doubt leaves another answer. */
function certainOwners(events: readonly HistoryEvent[], at: number): readonly OwnerOnDay[] {
  const recorded = events.map(({ index, recordedAt, ...event }) => ({
    ...event,
    work: '',
    statementIndex: BigInt(index),
    recordedAt: new Date(recordedAt),
    endedAt: null,
  }));
  const { owners } = titleOnDay({ transfers: [], events: recorded, dateMade: null }, at);
  return owners.every(({ isCertain }) => isCertain) ? owners : [];
}

/** Whether a party that is told is the person of a key, as far as keys and the names of the registration say. */
function comparing(record: WorkFacts): Needs['compare'] {
  const keysOf = keysBy(record.rotations.map(({ from, to }) => ({ fromKey: from, toKey: to })));
  const named = record.work.makers.flatMap(({ name, person }) =>
    person === undefined ? [] : keysOf(person).map((key) => ({ key, name: keyOfParty({ name }) })),
  );
  return ({ name, person }, key) => {
    if (person !== undefined) return keysOf(person).includes(key) ? 'same' : 'other';
    const told = keyOfParty({ name });
    if (named.some((one) => one.key === key && one.name === told)) return 'same';
    return named.some((one) => one.key === key || one.name === told) ? 'other' : 'not known';
  };
}

const ownerInWords = ({ party: { name, person }, since }: Pick<OwnerOnDay, 'party' | 'since'>): string =>
  `${name ?? person ?? 'somebody'}${since === null ? '' : ` (since ${since})`}`;
