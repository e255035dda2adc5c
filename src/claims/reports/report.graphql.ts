import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../../api/context.js';
import { Count, Instant } from '../../api/scalars.js';
import { SignedRequestInput } from '../../disclosure/disclosure.graphql.js';
import { GroundEnum } from '../disputes/dispute.graphql.js';
import type { DisputeGround } from '../disputes/dispute.js';
import { acceptReport, findReports } from './accept-report.js';
import { forgetReport } from './erase-report.js';
import type { Report } from './report.js';

@InputType({
  description: 'What somebody tells the operators: unsigned, in no register, and seen by them alone',
})
class ReportInput {
  @Field(() => String, { description: 'Id of a work, a claim or a file (file: and its CID)' })
  subject!: string;

  @Field(() => GroundEnum)
  ground!: DisputeGround;

  @Field(() => String, { description: 'At most 5,000 letters' })
  account!: string;

  @Field(() => String, { nullable: true, description: 'How an operator may answer' })
  contact?: string | null;
}

@ObjectType({ description: 'The report is with the operators', simpleResolvers: true })
class ReportResult {
  @Field(() => Boolean)
  isTaken!: boolean;
}

@ObjectType('Report', { description: 'What was reported', simpleResolvers: true })
class ReportObject {
  @Field(() => Count)
  number!: bigint;

  @Field(() => String)
  subject!: string;

  @Field(() => GroundEnum)
  ground!: DisputeGround;

  @Field(() => String)
  account!: string;

  @Field(() => String, { nullable: true })
  contact!: string | null;

  @Field(() => Instant)
  at!: Date;
}

@ObjectType({ description: 'The report is gone', simpleResolvers: true })
class EraseReportResult {
  @Field(() => Count)
  number!: bigint;
}

@Resolver()
export class ReportOperations {
  @Mutation(() => ReportResult, {
    description:
      'Tells the operators that something is wrong; anybody may, without a key and without a bond, ten times an hour. It contests nothing: for that, openDispute. Refuses OUT_OF_SCHEMA and TOO_MANY_REPORTS',
  })
  async report(
    @Arg('input', () => ReportInput) { contact, ...input }: ReportInput,
    @Ctx() { house, client }: Context,
  ): Promise<ReportResult> {
    await acceptReport(house, { report: { ...input, ...(contact != null && { contact }) }, client });
    return { isTaken: true };
  }

  @Mutation(() => EraseReportResult, {
    description:
      'Erases a report, for an operator who signs a request of the kind erase-report. Refuses NOT_ALLOWED, REPORT_UNKNOWN and the codes of every signed request',
  })
  async eraseReport(
    @Arg('input', () => SignedRequestInput) input: SignedRequestInput,
    @Ctx() { house }: Context,
  ): Promise<EraseReportResult> {
    return { number: await forgetReport(house, input) };
  }

  @Query(() => [ReportObject], {
    description:
      'What was reported, for an operator who signs a request of the kind read-reports; at most 100. Refuses NOT_ALLOWED and the codes of every signed request',
  })
  reports(
    @Arg('input', () => SignedRequestInput) input: SignedRequestInput,
    @Ctx() { house }: Context,
  ): Promise<Report[]> {
    return findReports(house, input);
  }
}
