import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import type { Context } from '../api/context.js';
import type { Axis, EvidenceReport } from './evidence-report.js';
import { verifyWork } from './verify-work.js';

const CheckResultEnum = { PASSED: 'passed', FAILED: 'failed', NOT_CHECKED: 'not checked' } as const;
registerEnumType(CheckResultEnum, {
  name: 'CheckResult',
  description: 'What a check came to',
  valuesConfig: { NOT_CHECKED: { description: 'It could not be looked at: neither good nor bad' } },
});

const CheckTimeEnum = { AT_SIGNING: 'at signing', TODAY: 'today' } as const;
registerEnumType(CheckTimeEnum, {
  name: 'CheckTime',
  description: 'Of which time a check speaks',
  valuesConfig: {
    AT_SIGNING: { description: 'How it was when it was signed, recorded and anchored' },
    TODAY: { description: 'What has become of it since, and how it is now' },
  },
});

@ObjectType('Check', { description: 'One thing that was looked at', simpleResolvers: true })
class CheckObject {
  @Field(() => CheckTimeEnum)
  when!: string;

  @Field(() => String, { description: 'What was looked at, in words' })
  what!: string;

  @Field(() => String, { description: 'The part, file or statement in which it was looked at' })
  subject!: string;

  @Field(() => CheckResultEnum)
  result!: string;

  @Field(() => String, { description: 'What was found, or why it was not looked at' })
  detail!: string;
}

@ObjectType('Axis', { description: 'All checks of one sort', simpleResolvers: true })
class AxisObject {
  @Field(() => CheckResultEnum)
  result!: string;

  @Field(() => [CheckObject])
  checks!: Axis['checks'];
}

@ObjectType('EvidenceReport', {
  description: 'What a verification found, each axis apart; there is no verdict over all of them',
  simpleResolvers: true,
})
class EvidenceReportObject {
  @Field(() => AxisObject, { description: 'The files are those that the signed statements name' })
  bytes!: Axis;

  @Field(() => AxisObject, { description: 'Each statement is signed by the key that it names' })
  signatures!: Axis;

  @Field(() => AxisObject, { description: "Each statement's entry is in the log that the checkpoint closes" })
  inclusion!: Axis;

  @Field(() => AxisObject, {
    description: 'The log signed the checkpoint; cosignatures are listed as not checked',
  })
  checkpoint!: Axis;

  @Field(() => AxisObject, { description: "The checkpoint's root is on the chain" })
  anchor!: Axis;
}

@Resolver()
export class VerifyQueries {
  @Query(() => EvidenceReportObject, {
    description:
      "Verifies all that the register holds of a work against this server's own content store and chain. To verify without this server, export the package. Refuses WORK_UNKNOWN and NOT_CHECKPOINTED.",
  })
  async verify(
    @Arg('work', () => ID) work: string,
    @Ctx() { house }: Context,
  ): Promise<EvidenceReport['axes']> {
    const { axes } = await verifyWork(house, work);
    return axes;
  }
}
