import { hidden, hideInClaim, type Hide, type KeptText } from '../../disclosure/private-claim.js';
import { canonicalJson } from '../../lib/canonical-json.js';
import { AskProblem } from '../ask/ask.js';
import { ACT_KINDS, MACHINE_FIELDS, type Draft } from './draft.js';
import { claimBody, machineValue, type Body } from './draft-bodies.js';

/** What a draft tells and could keep private. */
export interface Hideable {
  /** As the draft remembers it: the name of a field of the machine's record, or the id of an act. */
  readonly key: string;
  readonly name: string;
  /** JSON Pointer into the claim. */
  readonly pointer: string;
  /** Whether the picture's own file tells it all the same. */
  readonly isInFile: boolean;
}

export const hideableOf = (draft: Draft, read: Body | null): readonly Hideable[] =>
  // Nothing is told of the making where nothing is claimed.
  draft.standing === 'registrar' ? [] : [...ofMachine(draft, read), ...ofActs(draft)];

const ofMachine = (draft: Draft, read: Body | null): readonly Hideable[] =>
  draft.hadMachine
    ? MACHINE_FIELDS.filter(
        // A record without its tool is none.
        ({ field }) => field !== 'tool' && machineValue(field, draft, read) !== '',
      ).map(({ field, name }) => ({
        key: field,
        name,
        pointer: `/generations/0/${field}`,
        isInFile: machineValue(field, { ...draft, machine: {} }, read) !== '',
      }))
    : [];

const ofActs = ({ acts }: Draft): readonly Hideable[] =>
  acts.map(({ id, kind }, at) => ({
    key: id,
    name: `Act ${at + 1}: ${ACT_KINDS.find((one) => one.kind === kind)?.name ?? kind}`,
    pointer: `/acts/${at}`,
    isInFile: false,
  }));

type Claiming = Parameters<typeof claimBody>[1];

/** The body of claim-authorship with what is private as commitments. Refuses OPENINGS_NOT_SAVED. */
export const privateClaimBody = (draft: Draft, claiming: Claiming): Body =>
  hiddenIn(draft, claiming, (field, content) => {
    const saved = savedOpening(draft, field, content);
    if (!saved)
      throw new AskProblem(
        'OPENINGS_NOT_SAVED',
        'Something private was changed after what opens it was saved. Save it again.',
      );
    return saved;
  }).claim;

/** What opens the private fields of a draft: as it was saved, and anew where that is of something else. */
export const openingsOf = (draft: Draft, read: Body | null): readonly KeptText[] =>
  hiddenIn(
    draft,
    unsent(read),
    (field, content) => savedOpening(draft, field, content) ?? hidden(field, content),
  ).kept;

/** Whether what opens the private fields was saved as they are now. */
export const areOpeningsSaved = (draft: Draft, read: Body | null): boolean =>
  hiddenIn(draft, unsent(read), (field, content) => ({
    field,
    content,
    commitment: '',
    salt: '',
  })).kept.every(({ field, content }) => savedOpening(draft, field, content));

function hiddenIn(draft: Draft, claiming: Claiming, hide: Hide) {
  const pointers = hideableOf(draft, claiming.read)
    .filter(({ key }) => draft.privately.includes(key))
    .map(({ pointer }) => pointer);
  return hideInClaim(claimBody(draft, claiming), { texts: false, pointers, hide });
}

/** What is private names no files, so it is known before any is sent. */
const unsent = (read: Body | null): Claiming => ({
  work: '',
  claimant: '',
  competesWith: null,
  read,
  evidence: new Map(),
});

const savedOpening = ({ openings }: Draft, field: string, content: unknown): KeptText | undefined =>
  openings.find((saved) => saved.field === field && canonicalJson(saved.content) === canonicalJson(content));
