import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.js';
import { FlagSeverityEnum } from '../title/history/provenance.graphql.js';
import { WorkObject } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import { findWorkFlags, type WorkFlags } from './find-work-flags.js';

@ObjectType('RecordFlag', {
  description:
    'A question that the record of a work raises for a person. Never a finding: it accuses nobody, and decides nothing',
  simpleResolvers: true,
})
class RecordFlagObject {
  @Field(() => String, { description: 'Such as CONFLICTING_CLAIMS' })
  code!: string;

  @Field(() => FlagSeverityEnum)
  severity!: string;

  @Field(() => [ID], {
    description: 'Ids of the claims, disputes, events, works and files that it is about; none for the work',
  })
  about!: readonly string[];

  @Field(() => String)
  message!: string;

  @Field(() => String, { description: 'What is looked for' })
  rule!: string;

  @Field(() => String, { description: 'Why that matters: a statute, a guideline, a decision' })
  source!: string;

  @Field(() => String, { description: 'What would clear it' })
  clears!: string;
}

@ObjectType('UnreadFile', { description: 'A file that could not be read', simpleResolvers: true })
class UnreadFileObject {
  @Field(() => String, { description: 'CIDv1' })
  file!: string;

  @Field(() => String)
  why!: string;
}

@ObjectType('RecordFlags', {
  description: 'What a person should look at in the record of a work as a whole',
  simpleResolvers: true,
})
class RecordFlagsObject {
  @Field(() => [RecordFlagObject], { description: 'The gravest first' })
  flags!: WorkFlags['flags'];

  @Field(() => [UnreadFileObject], { description: 'Files of which so nothing is said' })
  unread!: WorkFlags['unread'];
}

@Resolver(() => WorkObject)
export class FlagsOfWork {
  @FieldResolver(() => RecordFlagsObject, {
    description:
      'What its claims, disputes, rights, objects and files raise, as the due-diligence report has it; what its history raises stands in provenance. Reads every file of it: ask of one work at a time. Codes: CONFLICTING_CLAIMS, CLAIMANT_NOT_AUTHOR, NO_TRANSFER_WRITING, RECONSTRUCTED_PROCESS, REGISTRATION_AFTER_DISPUTE, OBJECT_ID_INCOMPLETE, ARR_DUE_UNSTATED, AI_UNDISCLOSED, DUPLICATE_IMAGE.',
  })
  async flagsOfRecord(@Root() { id }: Work, @Ctx() { house }: Context): Promise<RecordFlagsObject> {
    const found = await findWorkFlags(house, id);
    if (!found) throw new Error(`${id} was there a moment ago and is gone`);
    return found;
  }
}
