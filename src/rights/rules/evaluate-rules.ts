import { canonicalBytes } from '../../lib/canonical-json.js';
import { toHex } from '../../lib/hex.js';
import { sha256 } from '../../lib/sha256.js';
import type { FactName, Facts } from './facts.js';
import { withImplied, type ImpliedFact } from './implied-facts.js';
import type { AuthorityStatus, Polarity, Rule, RulePack } from './rule.js';
import { evaluate } from './three-valued.js';

export interface RuleFinding {
  readonly rule: string;
  readonly jurisdiction: string;
  readonly code: string;
  readonly polarity: Polarity;
  readonly text: string;
  readonly citations: readonly string[];
  readonly contraryAuthority: readonly string[];
  readonly status: AuthorityStatus;
  /** Facts that are not known and were presumed, as the text says. */
  readonly presumed: readonly FactName[];
  /** Facts that are not known and would make it more whole. */
  readonly missingFacts: readonly FactName[];
  readonly reviewedBy: string | null;
  readonly review: string;
}

export interface RuleEvaluation {
  /** The day as of which the law was asked: YYYY-MM-DD. */
  readonly asOf: string;
  /** SHA-256 of the canonical JSON (RFC 8785) of each pack, in hex. */
  readonly packs: readonly {
    readonly jurisdiction: string;
    readonly version: number;
    readonly sha256: string;
    readonly reviewedBy: string | null;
    readonly review: string;
  }[];
  /** SHA-256 of the canonical JSON of the facts as given, in hex. */
  readonly factsSha256: string;
  /** What follows from the facts by what they mean. */
  readonly implied: readonly ImpliedFact[];
  readonly findings: readonly RuleFinding[];
  /** Rules that cannot be decided, and the facts that would. */
  readonly needed: readonly {
    readonly rule: string;
    readonly jurisdiction: string;
    readonly facts: readonly FactName[];
  }[];
  /** Rules that were not asked, since they were not in force on that day. */
  readonly notInForce: readonly {
    readonly rule: string;
    readonly jurisdiction: string;
    readonly effectiveFrom: string;
    readonly effectiveTo: string | null;
  }[];
  readonly notice: string;
}

export const NOTICE =
  'This informs and does not advise. It lists findings for and against with their authority; none of them decides who is an author, and the facts are as they were stated. Ask counsel.';

/** What the packs find in facts, as of a day. No fact that is not known is taken for true or false, except where a finding says what it presumed. */
export function evaluateRules(
  stated: Facts,
  { asOf, packs }: { asOf: string; packs: readonly RulePack[] },
): RuleEvaluation {
  const { facts, implied } = withImplied(stated);
  const all = packs.flatMap(({ rules, review }) => rules.map((rule) => ({ rule, review })));
  const asked = all
    .filter(({ rule }) => isInForce(rule, asOf))
    .map((one) => ({ ...one, outcome: evaluate(one.rule.when, facts) }));
  return {
    asOf,
    packs: packs.map((pack) => ({
      jurisdiction: pack.jurisdiction,
      version: pack.version,
      sha256: digestOf(pack),
      reviewedBy: pack.reviewedBy,
      review: pack.review,
    })),
    factsSha256: digestOf(stated),
    implied,
    findings: asked
      .filter(({ outcome }) => outcome.holds === true)
      .map(({ rule, review, outcome }) => findingOf(rule, { review, facts, presumed: outcome.facts })),
    needed: asked
      .filter(({ outcome }) => outcome.holds === null)
      .map(({ rule, outcome }) => ({
        rule: rule.id,
        jurisdiction: rule.jurisdiction,
        facts: outcome.facts,
      })),
    notInForce: all
      .filter(({ rule }) => !isInForce(rule, asOf))
      .map(({ rule: { id, jurisdiction, effectiveFrom, effectiveTo } }) => ({
        rule: id,
        jurisdiction,
        effectiveFrom,
        effectiveTo,
      })),
    notice: NOTICE,
  };
}

/** Days as YYYY-MM-DD sort as text. */
const isInForce = ({ effectiveFrom, effectiveTo }: Rule, day: string): boolean =>
  effectiveFrom <= day && (effectiveTo === null || day <= effectiveTo);

const digestOf = (value: unknown): string => toHex(sha256(canonicalBytes(value)));

function findingOf(
  {
    id,
    jurisdiction,
    finding,
    citations,
    contraryAuthority,
    authorityStatus,
    missingFacts,
    reviewedBy,
  }: Rule,
  { review, facts, presumed }: { review: string; facts: Facts; presumed: readonly FactName[] },
): RuleFinding {
  return {
    rule: id,
    jurisdiction,
    ...finding,
    citations,
    contraryAuthority,
    status: authorityStatus,
    presumed,
    missingFacts: missingFacts.filter((name) => facts[name] === null || facts[name] === undefined),
    reviewedBy,
    review: reviewedBy ?? review,
  };
}
