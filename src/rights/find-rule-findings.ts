import { claimById } from '../claims/claim-store.js';
import { standingClaims } from '../claims/standing-claims.js';
import { isStorable } from '../lib/columns.js';
import { Refusal } from '../lib/refusal.js';
import { findMaking } from '../making/find-making.js';
import type { MakingGrade } from '../making/making-evidence.js';
import { makingsById } from '../making/making-store.js';
import type { Database } from '../ports.js';
import { workById } from '../works/work-store.js';
import { factsOfClaim, type FactSource } from './facts-of-claim.js';
import { evaluateRules, type RuleEvaluation } from './rules/evaluate-rules.js';
import type { Facts } from './rules/facts.js';
import { readFacts } from './rules/read-facts.js';
import { packsFor } from './rules/rule-packs.js';

interface Question {
  readonly work: string;
  /** Of which claim; the earliest that stands where it is null. */
  readonly claim: string | null;
  /** YYYY-MM-DD. */
  readonly asOf: string;
  /** Codes; all where it is null. */
  readonly jurisdictions: readonly string[] | null;
  /** What whoever asks states besides: it goes before what the record tells. */
  readonly stated: object | null;
}

export interface RuleFindings extends RuleEvaluation {
  /** Id of the claim whose record was asked; null where none stands. */
  readonly claim: string | null;
  readonly facts: Facts;
  readonly sources: readonly FactSource[];
}

/**
 * What the rules of authorship find in a work's own records, as of a day; null for an unknown work. Refuses CLAIM_UNKNOWN, BAD_FACTS, and
 * JURISDICTION_UNKNOWN.
 */
export async function findRuleFindings(
  { database: { tables } }: { database: Database },
  { work, claim: asked, asOf, jurisdictions, stated }: Question,
): Promise<RuleFindings | null> {
  if (!isStorable(work) || !(await workById(tables, work))) return null;
  const packs = packsFor(jurisdictions ?? []);
  const [standing] = asked === null ? await standingClaims(tables, [work]) : [];
  const claim = asked === null ? standing : isStorable(asked) ? await claimById(tables, asked) : null;
  if (asked !== null && claim?.work !== work)
    throw new Refusal('CLAIM_UNKNOWN', `${asked} is no claim on ${work} that is recorded here.`, {
      claim: asked,
    });
  const makings = await makingsById(tables, claim?.body.makings ?? []);
  const grades: MakingGrade[] = [];
  for (const making of makings) grades.push((await findMaking(tables, making)).evidence(work).grade);
  const record = claim ? factsOfClaim(claim.body, { grades }) : { facts: {}, sources: [] };
  const read = readFacts({ ...record.facts, ...stated });
  if ('problems' in read)
    throw new Refusal(
      'BAD_FACTS',
      `The facts cannot be asked about: ${read.problems
        .map(({ place, problem }) => `${place} ${problem}`)
        .slice(0, 20)
        .join('; ')}.`,
      { problems: read.problems },
    );
  const own = new Set(Object.keys(stated ?? {}));
  return {
    ...evaluateRules(read.facts, { asOf, packs }),
    claim: claim?.id ?? null,
    facts: read.facts,
    sources: [
      ...record.sources.filter(({ fact }) => !own.has(fact)),
      ...[...own].map((fact) => ({ fact: fact as FactSource['fact'], from: 'whoever asks' })), // readFacts refuses others
    ],
  };
}
