import { Ctx, Field, FieldResolver, ObjectType, registerEnumType, Resolver, Root } from 'type-graphql';
import type { Context } from '../../api/context.js';
import { enumOf } from '../../api/enum-of.js';
import { Node } from '../../api/node.graphql.js';
import { Instant } from '../../api/scalars.js';
import { parseId } from '../../lib/ids.js';
import { personOf, PersonObject } from '../../people/person.graphql.js';
import { statementBy, StatementObject } from '../../register/statement.graphql.js';
import type { StoredStatement } from '../../register/statement-store.js';
import { FileObject } from '../../works/file.graphql.js';
import type { StoredFile } from '../../works/file.js';
import { WorkObject } from '../../works/work.graphql.js';
import type { Work } from '../../works/work.js';
import { DUTIES, type DutyAction, type Licence, type LicenceRule } from './licence.js';
import { STANDARD_LICENCES } from './standard-licences.js';
import { ACTIONS, PURPOSES, type Action, type Purpose } from './use.js';

export const ActionEnum = enumOf(ACTIONS);
registerEnumType(ActionEnum, {
  name: 'UseAction',
  description:
    'What somebody may want to do with a work: actions of the ODRL Vocabulary 2.2, and two for machines',
  valuesConfig: {
    USE: { description: 'Any of them' },
    PRESENT: { description: 'Show or perform in public' },
    DERIVE: { description: 'Make a new work from it' },
    AI_TRAINING: { description: 'Train a model with it, whatever the model makes' },
  },
});

export const PurposeEnum = enumOf(PURPOSES);
registerEnumType(PurposeEnum, { name: 'UsePurpose', description: 'What a use is for' });

export const DutyActionEnum = enumOf(DUTIES);
registerEnumType(DutyActionEnum, {
  name: 'DutyAction',
  description: 'What whoever uses a work must do for it (ODRL 2.2, duty)',
});

const RuleEffectEnum = enumOf(['permit', 'prohibit']);
registerEnumType(RuleEffectEnum, { name: 'LicenceEffect', description: 'What a rule of a licence does' });

@ObjectType('LicenceDuty', { description: 'What a permission asks for', simpleResolvers: true })
export class DutyObject {
  @Field(() => DutyActionEnum)
  action!: DutyAction;

  @Field(() => String, { nullable: true })
  text!: string | null;
}

@ObjectType('LicenceRule', {
  description: 'A permission or a prohibition, in the form of ODRL 2.2',
  simpleResolvers: true,
})
class LicenceRuleObject {
  @Field(() => RuleEffectEnum)
  effect!: string;

  @Field(() => [ActionEnum])
  actions!: readonly Action[];

  @Field(() => [String], {
    nullable: true,
    description: 'Countries (ISO 3166-1 alpha-2); null is everywhere',
  })
  where!: readonly string[] | null;

  @Field(() => PurposeEnum, { nullable: true, description: 'Null is any' })
  purpose!: Purpose | null;

  @Field(() => String, { nullable: true, description: 'First day' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'Last day' })
  until!: string | null;

  @Field(() => [DutyObject])
  duties!: readonly DutyObject[];

  @Field(() => String, { nullable: true })
  text!: string | null;

  @Field(() => String, { nullable: true, description: 'Which clause of a licence that many use it is' })
  clause!: string | null;
}

@ObjectType('Licence', {
  implements: Node,
  description:
    'On which terms a work may be used, as who holds the right states. Recorded, not examined, and no legal advice. Non-exclusive',
  simpleResolvers: true,
})
export class LicenceObject extends Node {
  @Field(() => Instant, { description: 'When the register took it' })
  grantedAt!: Date;

  @Field(() => Instant, { nullable: true, description: 'When it was withdrawn, or offered no more' })
  withdrawnAt!: Date | null;
}

@Resolver(() => LicenceObject)
export class LicenceFields {
  @FieldResolver(() => WorkObject)
  work(@Root() { work }: Licence, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(work);
  }

  @FieldResolver(() => PersonObject, { nullable: true, description: 'Who is licensed; null is anybody' })
  to(@Root() { body }: Licence): PersonObject | null {
    return body.to === undefined ? null : personOf(body.to);
  }

  @FieldResolver(() => PersonObject)
  grantedBy(@Root() { grantedBy }: Licence): PersonObject {
    return personOf(grantedBy);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'A licence that many use, by its SPDX identifier or code at RightsStatements.org; or the name of one whose terms are not known here. Null where rules tell the terms',
  })
  name(@Root() { body }: Licence): string | null {
    return body.standard ?? body.named?.name ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Where its text is' })
  url(@Root() { body }: Licence): string | null {
    return (body.standard === undefined ? body.named?.url : STANDARD_LICENCES[body.standard]?.url) ?? null;
  }

  @FieldResolver(() => [LicenceRuleObject], {
    description: 'Its terms; empty where it permits nothing in answers',
  })
  rules(@Root() { body }: Licence): LicenceRuleObject[] {
    const rules: readonly (LicenceRule & { readonly clause?: string })[] =
      body.standard === undefined ? (body.rules ?? []) : (STANDARD_LICENCES[body.standard]?.rules ?? []);
    return rules.map(({ where, purpose, from, until, duties = [], text, clause, ...rule }) => ({
      ...rule,
      where: where ?? null,
      purpose: purpose ?? null,
      from: from ?? null,
      until: until ?? null,
      duties: duties.map((duty) => ({ action: duty.action, text: duty.text ?? null })),
      text: text ?? null,
      clause: clause ?? null,
    }));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'First day; the day of its recording where it is null',
  })
  from(@Root() { body }: Licence): string | null {
    return body.from ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Last day, to its end in UTC; null is without end',
  })
  until(@Root() { body }: Licence): string | null {
    return body.until ?? null;
  }

  @FieldResolver(() => FileObject, {
    nullable: true,
    description: 'The whole text, where the signer gave one',
  })
  text(@Root() { body }: Licence, @Ctx() { loaders }: Context): Promise<StoredFile | null> | null {
    return body.text ? loaders.file.load(body.text.cid) : null;
  }

  @FieldResolver(() => StatementObject)
  statement(@Root() { id }: Licence, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, parseId(id)?.name ?? '');
  }
}
