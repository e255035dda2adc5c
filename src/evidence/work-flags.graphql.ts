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

@ObjectType('MachineMadeFile', {
  description:
    'A file of the work, or one that a standing claim on it brings, that says that a machine had part in it',
  simpleResolvers: true,
})
class MachineMadeFileObject {
  @Field(() => String, { description: 'CIDv1' })
  file!: string;

  @Field(() => String, { nullable: true, description: 'Which it names; null where it names none' })
  tool!: string | null;
}

@ObjectType('SamePicture', {
  description:
    'A registered picture that is the same, and of which nobody declares that one derives from the other',
  simpleResolvers: true,
})
class SamePictureObject {
  @Field(() => ID)
  work!: string;

  @Field(() => Boolean, { description: 'Whether that work was registered before' })
  isEarlier!: boolean;

  @Field(() => String, { description: 'Such as exact-bytes or near-duplicate' })
  relation!: string;
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

  @Field(() => [MachineMadeFileObject], { description: 'What AI_UNDISCLOSED rests on' })
  machineMade!: WorkFlags['machineMade'];

  @Field(() => [SamePictureObject], { description: 'What DUPLICATE_IMAGE rests on' })
  samePictures!: WorkFlags['samePictures'];
}

@Resolver(() => WorkObject)
export class FlagsOfWork {
  @FieldResolver(() => RecordFlagsObject, {
    description:
      'What its claims, disputes, rights, objects and files raise, as the due-diligence report has it; what its history raises stands in provenance. Reads every file of it and of the claims on it: ask of one work at a time. Codes: CONFLICTING_CLAIMS, CLAIMANT_NOT_AUTHOR, NO_TRANSFER_WRITING, RECONSTRUCTED_PROCESS, REGISTRATION_AFTER_DISPUTE, OBJECT_ID_INCOMPLETE, HISTORY_ERASED, OWNER_STATED_VS_REGISTERED, TRANSFER_AFTER_PASSING, ARR_DUE_UNSTATED, AI_UNDISCLOSED, DUPLICATE_IMAGE.',
  })
  async flagsOfRecord(@Root() { id }: Work, @Ctx() { house }: Context): Promise<RecordFlagsObject> {
    const found = await findWorkFlags(house, id);
    if (!found) throw new Error(`${id} was there a moment ago and is gone`);
    return found;
  }
}
