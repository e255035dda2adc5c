import type { ClaimStatus } from '../claims/claim.js';
import { isCertain, type JudgedMatch } from './match.js';

/** What the records say of a picture and its look-alikes. It informs a person, who decides; nothing follows from it by itself. */
export const VERDICTS = [
  'first-claim',
  'own-variant',
  'licensed-derivative',
  'unlicensed-near-copy',
  'unresolved',
] as const;
export type Verdict = (typeof VERDICTS)[number];

export const REASONS = [
  'nothing-found',
  'registered-first',
  'own-work',
  'permitted',
  'permitted-otherwise',
  'not-permitted',
  'one-method',
  'contested',
  'claim-withdrawn',
  'nobody-named',
  'too-plain',
  'truncated',
  'not-all-searched',
] as const;
export type Reason = (typeof REASONS)[number];

export interface ReasonGiven {
  readonly code: Reason;
  /** The work of which it is said; null where it is said of the search. */
  readonly work: string | null;
  readonly message: string;
}

export interface VerdictGiven {
  readonly verdict: Verdict;
  readonly reasons: readonly ReasonGiven[];
}

/** What is recorded about the work of a match. */
export interface WorkRecords {
  /** Of all claims on it. */
  readonly claims: readonly ClaimStatus[];
  /** A permission in force by which whoever asks may derive from it, given by who speaks for it; null for none. */
  readonly permission: {
    readonly id: string;
    /** Whether it is for the way in which the picture derives, as far as a comparison can tell. */
    readonly isForThis: boolean;
  } | null;
}

interface Facts {
  readonly matches: readonly JudgedMatch[];
  readonly recordsOf: (work: string) => WorkRecords;
  /** Whether the question names who asks. */
  readonly isNamed: boolean;
  readonly tooPlain: boolean;
  readonly isTruncated: boolean;
  /** Whether every registered picture was searched by all its fingerprints. */
  readonly isComplete: boolean;
}

/** What each look-alike amounts to, alone. */
type Standing = Extract<
  Verdict,
  'own-variant' | 'licensed-derivative' | 'unlicensed-near-copy' | 'unresolved'
>;

export function verdictOn({
  matches,
  recordsOf,
  isNamed,
  tooPlain,
  isTruncated,
  isComplete,
}: Facts): VerdictGiven {
  const earlier = beforeOwnRegistration(matches);
  const judged = earlier.map((match) => standingOf(match, recordsOf(match.work), isNamed));
  const reasons = judged.map(({ reason }) => reason);
  const standings = new Set<Standing>(judged.map(({ standing }) => standing));
  const doubt = (code: Reason, message: string) => {
    reasons.push({ code, work: null, message });
    standings.add('unresolved');
  };
  if (tooPlain) doubt('too-plain', 'The picture has too little structure to be judged by its look.');
  if (isTruncated) doubt('truncated', 'More works look alike than were compared.');
  if (!isComplete)
    doubt('not-all-searched', 'The fingerprints of some registered pictures are not taken yet.');
  // What speaks against the picture comes before what is in doubt, and that before what speaks for it.
  for (const verdict of ['unlicensed-near-copy', 'unresolved', 'licensed-derivative', 'own-variant'] as const)
    if (standings.has(verdict)) return { verdict, reasons };
  if (matches.length > earlier.length)
    reasons.push({
      code: 'registered-first',
      work: matches.find(isOwnBytes)?.work ?? null,
      message: 'Whoever asks registered these very bytes before anything that looks like them.',
    });
  else
    reasons.push({
      code: 'nothing-found',
      work: null,
      message: 'Nothing registered looks like it. That nothing was found does not say that there is nothing.',
    });
  return { verdict: 'first-claim', reasons };
}

const isOwnBytes = ({ relation, isOwn }: JudgedMatch): boolean =>
  relation === 'exact-bytes' && isOwn === true;

/** Where whoever asks has registered these bytes, only what was registered before that. */
function beforeOwnRegistration(matches: readonly JudgedMatch[]): readonly JudgedMatch[] {
  const own = matches.find(isOwnBytes);
  return own ? matches.filter(({ statementIndex }) => statementIndex < own.statementIndex) : matches;
}

function standingOf(
  match: JudgedMatch,
  { claims, permission }: WorkRecords,
  isNamed: boolean,
): { standing: Standing; reason: ReasonGiven } {
  const say = (standing: Standing, code: Reason, message: string) => ({
    standing,
    reason: { code, work: match.work, message },
  });
  if (match.isOwn)
    return say('own-variant', 'own-work', 'Whoever asks registered this work, by this or an earlier key.');
  if (!isCertain(match))
    return say(
      'unresolved',
      'one-method',
      `Only ${match.methods.join(' and ')} ${match.methods.length === 1 ? 'calls' : 'call'} the two alike: a person must look.`,
    );
  if (permission?.isForThis)
    return say(
      'licensed-derivative',
      'permitted',
      `${permission.id}, which is in force, permits whoever asks to derive from this work.`,
    );
  if (permission)
    return say(
      'unresolved',
      'permitted-otherwise',
      `${permission.id}, which is in force, permits whoever asks to derive from this work in other ways than this one seems to be.`,
    );
  const standing = claims.filter((status) => status !== 'withdrawn');
  if (claims.length > 0 && standing.length === 0)
    return say('unresolved', 'claim-withdrawn', 'All claims of authorship on this work are withdrawn.');
  if (standing.length > 1)
    return say(
      'unresolved',
      'contested',
      `${standing.length} claims of authorship on this work stand beside one another.`,
    );
  return isNamed
    ? say(
        'unlicensed-near-copy',
        'not-permitted',
        'Another person registered this work, and no permission in force is recorded for whoever asks.',
      )
    : say(
        'unresolved',
        'nobody-named',
        'Another may have registered this work: the question does not say who asks, and tells no own works from others.',
      );
}
