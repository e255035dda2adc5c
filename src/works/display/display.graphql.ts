import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../../api/context.js';
import { enumOf } from '../../api/enum-of.js';
import { Count, Instant } from '../../api/scalars.js';
import { SignedRequestInput } from '../../disclosure/disclosure.graphql.js';
import { personOf, PersonObject } from '../../people/person.graphql.js';
import { FileObject } from '../file.graphql.js';
import type { StoredFile } from '../file.js';
import { takeCounterNotice } from './counter-notice.js';
import { DISPLAY_STEPS, type DisplayNotice, type DisplayStep } from './display-notice.js';
import { listNotices } from './list-notices.js';
import { findNotice, forgetNotice } from './notice-document.js';
import { showAgain, withhold } from './withhold-file.js';

const DisplayStepEnum = enumOf(DISPLAY_STEPS);
registerEnumType(DisplayStepEnum, {
  name: 'DisplayStep',
  description: 'What happened to the display of a file. The register stays as it is',
  valuesConfig: {
    WITHHELD: { description: 'An operator withholds it after a notice' },
    COUNTER_NOTICE: { description: 'Somebody who speaks for a work of it answers' },
    SHOWN_AGAIN: { description: 'An operator shows it again' },
  },
});

@ObjectType('DisplayNotice', {
  description:
    'A line of the log of what is withheld from display, and why. What notices say themselves only operators see',
  simpleResolvers: true,
})
export class DisplayNoticeObject {
  @Field(() => Count)
  number!: bigint;

  @Field(() => DisplayStepEnum)
  step!: DisplayStep;

  @Field(() => String)
  reason!: string;

  @Field(() => Instant)
  at!: Date;
}

@ObjectType('NoticeDocument', {
  description: 'What a notice or a counter-notice says, for an operator',
  simpleResolvers: true,
})
class NoticeDocumentObject {
  @Field(() => Count)
  number!: bigint;

  @Field(() => String, { nullable: true, description: 'Null where none came with it, or it was erased' })
  document!: string | null;
}

@Resolver(() => DisplayNoticeObject)
export class DisplayNoticeFields {
  @FieldResolver(() => FileObject, { nullable: true })
  file(@Root() { file }: DisplayNotice, @Ctx() { loaders }: Context): Promise<StoredFile | null> {
    return loaders.file.load(file);
  }

  @FieldResolver(() => PersonObject)
  by(@Root() { by }: DisplayNotice): PersonObject {
    return personOf(by);
  }
}

@Resolver(() => FileObject)
export class DisplayOfFile {
  @FieldResolver(() => DisplayNoticeObject, {
    nullable: true,
    description: 'By which notice it is withheld from display now; null where it is shown',
  })
  withheld(@Root() { cid }: StoredFile, @Ctx() { loaders }: Context): Promise<DisplayNotice | null> {
    return loaders.withheld.load(cid);
  }
}

@Resolver()
export class DisplayOperations {
  @Query(() => [DisplayNoticeObject], {
    description:
      'The log of what was withheld from display, the newest first: at most 100, before a number where one is given',
  })
  displayNotices(
    @Arg('before', () => Count, { nullable: true }) before: number | null,
    @Arg('first', () => Int, { defaultValue: 20, description: '1 to 100' }) first: number,
    @Ctx() { house }: Context,
  ): Promise<DisplayNotice[]> {
    return listNotices(house, { before: before == null ? null : BigInt(before), first });
  }

  @Query(() => NoticeDocumentObject, {
    description:
      'A notice or a counter-notice itself, for an operator who signs a request of the kind read-notice. Refuses NOT_ALLOWED, NOTICE_UNKNOWN and the codes of every signed request',
  })
  noticeDocument(
    @Arg('input', () => SignedRequestInput) input: SignedRequestInput,
    @Ctx() { house }: Context,
  ): Promise<DisplayNotice> {
    return findNotice(house, input);
  }

  @Mutation(() => NoticeDocumentObject, {
    description:
      'Erases what a notice says, for an operator who signs a request of the kind erase-notice; that there was one, and the reason for everybody, stay. Refuses as noticeDocument',
  })
  eraseNotice(
    @Arg('input', () => SignedRequestInput) input: SignedRequestInput,
    @Ctx() { house }: Context,
  ): Promise<DisplayNotice> {
    return forgetNotice(house, input);
  }

  @Mutation(() => [DisplayNoticeObject], {
    description:
      'Withholds a file from display, at a request of the kind withhold-file by an operator; gives what was said of its display. Refuses NOT_ALLOWED, FILE_MISSING, WITHHELD_ALREADY and the codes of every signed request',
  })
  withholdFile(
    @Arg('input', () => SignedRequestInput) input: SignedRequestInput,
    @Ctx() { house }: Context,
  ): Promise<DisplayNotice[]> {
    return withhold(house, input);
  }

  @Mutation(() => [DisplayNoticeObject], {
    description:
      'Shows a file again, at a request of the kind show-file-again by an operator. Refuses NOT_ALLOWED, FILE_MISSING, NOT_WITHHELD and the codes of every signed request',
  })
  showFileAgain(
    @Arg('input', () => SignedRequestInput) input: SignedRequestInput,
    @Ctx() { house }: Context,
  ): Promise<DisplayNotice[]> {
    return showAgain(house, input);
  }

  @Mutation(() => [DisplayNoticeObject], {
    description:
      'Takes a counter-notice, at a request of the kind counter-notice by who speaks for a work of the file. Refuses FILE_MISSING, NOT_WITHHELD, NOT_ALLOWED, ANSWERED_ALREADY and the codes of every signed request',
  })
  counterNotice(
    @Arg('input', () => SignedRequestInput) input: SignedRequestInput,
    @Ctx() { house }: Context,
  ): Promise<DisplayNotice[]> {
    return takeCounterNotice(house, input);
  }
}
