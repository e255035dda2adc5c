import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Mutation,
  ObjectType,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../api/context.js';
import { enumOf } from '../api/enum-of.js';
import { Instant } from '../api/scalars.js';
import { recordedId, SignedStatementInput } from '../api/signed-statement.graphql.js';
import { CapacityEnum } from '../claims/capacity.graphql.js';
import type { Capacity } from '../claims/capacity.js';
import { personOf, PersonObject } from '../people/person.graphql.js';
import { statementBy, StatementObject } from '../register/statement.graphql.js';
import type { StoredStatement } from '../register/statement-store.js';
import { WorkObject } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import { stateTrainingPreference } from './state-training-preference.js';
import {
  preferenceInForce,
  USE_PREFERENCES,
  type TrainingPreference,
  type UsePreference,
} from './training-preference.js';

const UsePreferenceEnum = enumOf(USE_PREFERENCES);
registerEnumType(UsePreferenceEnum, {
  name: 'UsePreference',
  description: 'Whether a use by machines is allowed',
  valuesConfig: { CONSTRAINED: { description: 'On terms that are told beside it' } },
});

@ObjectType('TrainingPreference', {
  description:
    "What somebody who speaks for a work states of its use by machines: the signer's statement. Whether others heed it, the register cannot say",
  simpleResolvers: true,
})
class TrainingPreferenceObject {
  @Field(() => String, {
    nullable: true,
    description: 'On which terms what is constrained is permitted, in words',
  })
  constraints!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the terms are' })
  policyUrl!: string | null;

  @Field(() => CapacityEnum, { description: 'In which capacity the signer spoke for the work then' })
  capacity!: Capacity;
}

@Resolver(() => TrainingPreferenceObject)
export class TrainingPreferenceFields {
  @FieldResolver(() => UsePreferenceEnum, { description: 'Training of models that generate nothing' })
  training(@Root() { uses }: TrainingPreference): UsePreference {
    return uses.ai_training;
  }

  @FieldResolver(() => UsePreferenceEnum, { description: 'Training of models that generate' })
  generativeTraining(@Root() { uses }: TrainingPreference): UsePreference {
    return uses.ai_generative_training;
  }

  @FieldResolver(() => UsePreferenceEnum, { description: 'Use as an input of a model' })
  inference(@Root() { uses }: TrainingPreference): UsePreference {
    return uses.ai_inference;
  }

  @FieldResolver(() => UsePreferenceEnum, { description: 'Text and data mining' })
  dataMining(@Root() { uses }: TrainingPreference): UsePreference {
    return uses.data_mining;
  }

  @FieldResolver(() => PersonObject)
  statedBy(@Root() { statedBy }: TrainingPreference): PersonObject {
    return personOf(statedBy);
  }

  @FieldResolver(() => Instant, { description: 'When the register took it' })
  recordedAt(@Root() { statedAt }: TrainingPreference): Date {
    return statedAt;
  }

  @FieldResolver(() => StatementObject)
  statement(
    @Root() { statement }: TrainingPreference,
    @Ctx() context: Context,
  ): Promise<StoredStatement | null> {
    return statementBy(context, statement);
  }
}

@InputType({ description: 'A signed statement of the kind state-training-preference' })
class StateTrainingPreferenceInput extends SignedStatementInput {}

@ObjectType({ description: 'The preference is recorded', simpleResolvers: true })
class StateTrainingPreferenceResult {
  @Field(() => WorkObject)
  work!: object;
}

@Resolver()
export class TrainingPreferenceOperations {
  @Mutation(() => StateTrainingPreferenceResult, {
    description:
      'Records what may be mined of a work and what models may learn from it. Refuses WORK_UNKNOWN, NOT_ALLOWED and the codes of every statement.',
  })
  async stateTrainingPreference(
    @Arg('input', () => StateTrainingPreferenceInput) input: StateTrainingPreferenceInput,
    @Ctx() context: Context,
  ): Promise<StateTrainingPreferenceResult> {
    const { body } = await recordedId(context, stateTrainingPreference, input);
    const work = await context.loaders.work.load(body.work);
    if (!work) throw new Error(`${body.work} was there a moment ago and is gone`);
    return { work };
  }
}

@Resolver(() => WorkObject)
export class TrainingPreferenceOfWork {
  @FieldResolver(() => TrainingPreferenceObject, {
    nullable: true,
    description:
      'What is in force: the last word of who registered the work, or else of a claimant who competes with nobody. Null where nothing is stated, which permits nothing and forbids nothing',
  })
  async trainingPreference(
    @Root() { id }: Work,
    @Ctx() { loaders }: Context,
  ): Promise<TrainingPreference | null> {
    return preferenceInForce(await loaders.preferences.load(id));
  }
}
