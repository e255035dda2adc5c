import { Arg, Ctx, Field, ID, Int, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';
import type { Context } from '../api/context.js';
import { JsonObject } from '../api/scalars.js';
import { Refusal } from '../lib/refusal.js';
import { daySchema } from '../originality/derivation-permission.js';
import { findRuleFindings, type RuleFindings } from './find-rule-findings.js';

const POLARITIES = ['supports', 'weighsAgainst', 'duty', 'status', 'indeterminate'] as const;
const PolarityEnum = {
  SUPPORTS: 'supports',
  WEIGHS_AGAINST: 'weighsAgainst',
  DUTY: 'duty',
  STATUS: 'status',
  INDETERMINATE: 'indeterminate',
} as const satisfies Record<string, (typeof POLARITIES)[number]>;
registerEnumType(PolarityEnum, {
  name: 'RulePolarity',
  description: 'Which way a finding goes. None decides that somebody is the author',
});

@ObjectType('RuleFinding', { description: 'What one rule finds in the facts', simpleResolvers: true })
class RuleFindingObject {
  @Field(() => String, { description: 'Such as US-03' })
  rule!: string;

  @Field(() => String)
  jurisdiction!: string;

  @Field(() => String)
  code!: string;

  @Field(() => PolarityEnum)
  polarity!: string;

  @Field(() => String)
  text!: string;

  @Field(() => [String])
  citations!: readonly string[];

  @Field(() => [String], { description: 'What speaks against it: always told' })
  contraryAuthority!: readonly string[];

  @Field(() => String, {
    description:
      'Of its authority: statute, final-decision, first-instance-decision, official-guidance or pending',
  })
  status!: string;

  @Field(() => [String], { description: 'Facts that are not known and were presumed, as the text says' })
  presumed!: readonly string[];

  @Field(() => [String], { description: 'Facts that are not known and would make it more whole' })
  missingFacts!: readonly string[];

  @Field(() => String, { nullable: true, description: 'Who reviewed the rule; null where nobody did' })
  reviewedBy!: string | null;

  @Field(() => String)
  review!: string;
}

@ObjectType('AskedPack', {
  description: 'The rules of one jurisdiction that were asked',
  simpleResolvers: true,
})
class AskedPackObject {
  @Field(() => String)
  jurisdiction!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String, { description: 'SHA-256 of its canonical JSON (schema/rule-packs), in hex' })
  sha256!: string;

  @Field(() => String, { nullable: true })
  reviewedBy!: string | null;

  @Field(() => String)
  review!: string;
}

@ObjectType('ImpliedFact', {
  description: 'What follows from the facts by what they mean',
  simpleResolvers: true,
})
class ImpliedFactObject {
  @Field(() => String)
  fact!: string;

  @Field(() => Boolean)
  value!: boolean;

  @Field(() => String)
  why!: string;
}

@ObjectType('FactSource', { description: 'Where a fact is told', simpleResolvers: true })
class FactSourceObject {
  @Field(() => String)
  fact!: string;

  @Field(() => String, {
    description: 'A JSON Pointer into the claim, such as claim: /acts; the register; or whoever asks',
  })
  from!: string;
}

@ObjectType('NeededFacts', {
  description: 'A rule that cannot be decided, and the facts that would',
  simpleResolvers: true,
})
class NeededFactsObject {
  @Field(() => String)
  rule!: string;

  @Field(() => String)
  jurisdiction!: string;

  @Field(() => [String])
  facts!: readonly string[];
}

@ObjectType('RuleNotInForce', {
  description: 'A rule that was not asked: it was not in force on that day',
  simpleResolvers: true,
})
class RuleNotInForceObject {
  @Field(() => String)
  rule!: string;

  @Field(() => String)
  jurisdiction!: string;

  @Field(() => String)
  effectiveFrom!: string;

  @Field(() => String, { nullable: true })
  effectiveTo!: string | null;
}

@ObjectType('RuleEvaluation', {
  description:
    "What the rules of authorship find in a work's own records, for and against. It informs and does not advise: there is no answer that somebody is the author",
  simpleResolvers: true,
})
class RuleEvaluationObject {
  @Field(() => ID, {
    nullable: true,
    description: 'The claim whose record was asked; null where none stands',
  })
  claim!: string | null;

  @Field(() => String, { description: 'The day as of which the law was asked' })
  asOf!: string;

  @Field(() => JsonObject, { description: 'What was asked about: schema/authorship-facts.json' })
  facts!: object;

  @Field(() => [FactSourceObject])
  sources!: readonly object[];

  @Field(() => String, { description: 'SHA-256 of the canonical JSON of the facts, in hex' })
  factsSha256!: string;

  @Field(() => [AskedPackObject])
  packs!: readonly object[];

  @Field(() => [ImpliedFactObject])
  implied!: readonly object[];

  @Field(() => [RuleFindingObject])
  findings!: readonly object[];

  @Field(() => [NeededFactsObject])
  needed!: readonly object[];

  @Field(() => [RuleNotInForceObject])
  notInForce!: readonly object[];

  @Field(() => String)
  notice!: string;
}

@Resolver()
export class RuleQueries {
  @Query(() => RuleEvaluationObject, {
    nullable: true,
    description:
      "What the rules of authorship find in a work's own records (acts, generation records, ledgers of its making), as of a day. What the records leave open is not known, and asked for; `facts` states it besides, and answers for it. Null for an unknown work. Refuses DATE_UNREADABLE, CLAIM_UNKNOWN, BAD_FACTS and JURISDICTION_UNKNOWN",
  })
  authorshipRules(
    @Arg('work', () => ID) work: string,
    @Arg('asOf', () => String, { description: 'A day, such as 2026-05-01' }) asOf: string,
    @Arg('claim', () => ID, { nullable: true, description: 'The earliest that stands where none is given' })
    claim: string | null,
    @Arg('jurisdictions', () => [String], {
      nullable: true,
      description: 'Such as US or DE, which asks the rules of the EU; all where none is given',
    })
    jurisdictions: string[] | null,
    @Arg('facts', () => JsonObject, {
      nullable: true,
      description:
        'What whoever asks states besides, which goes before the record: schema/authorship-facts.json',
    })
    facts: object | null,
    @Ctx() { house }: Context,
  ): Promise<RuleFindings | null> {
    if (!daySchema.safeParse(asOf).success)
      throw new Refusal(
        'DATE_UNREADABLE',
        `asOf is "${asOf.slice(0, 60)}"; it must be a day such as 2026-05-01.`,
        {
          name: 'asOf',
        },
      );
    return findRuleFindings(house, {
      work,
      claim: claim ?? null,
      asOf,
      jurisdictions: jurisdictions ?? null,
      stated: facts ?? null,
    });
  }
}
