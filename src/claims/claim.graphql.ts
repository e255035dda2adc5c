import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import { connectionType } from '../api/connection.graphql.js';
import { connectionOf, readPage, type Connection } from '../api/connection.js';
import type { Context } from '../api/context.js';
import { Node } from '../api/node.graphql.js';
import { PageArguments } from '../api/page.graphql.js';
import { Instant } from '../api/scalars.js';
import { recordedId, SignedStatementInput } from '../api/signed-statement.graphql.js';
import { authorshipDraft, type AuthorshipDraft } from '../creation/authorship-draft.js';
import type { WithheldField } from '../disclosure/withheld-field.js';
import { GenerationRecordObject, HumanActObject } from '../creation/creation.graphql.js';
import type { GenerationRecord } from '../creation/generation-record.js';
import type { HumanAct } from '../creation/human-act.js';
import { idOf, parseId } from '../lib/ids.js';
import { personOf, PersonObject } from '../people/person.graphql.js';
import { statementBy, StatementObject } from '../register/statement.graphql.js';
import type { StoredStatement } from '../register/statement-store.js';
import { FileObject } from '../works/file.graphql.js';
import type { StoredFile } from '../works/file.js';
import { WorkObject } from '../works/work.graphql.js';
import type { Work } from '../works/work.js';
import { claimAuthorship } from './claim-authorship.js';
import { coSignClaim } from './co-sign-claim.js';
import { statusOf, type Claim, type Claimant, type ClaimStatus } from './claim.js';
import { withdrawClaim } from './withdraw-claim.js';

const ClaimStatusEnum = {
  AWAITING_CO_SIGNATURES: 'awaiting-co-signatures',
  CLAIMED: 'claimed',
  WITHDRAWN: 'withdrawn',
} as const;
registerEnumType(ClaimStatusEnum, {
  name: 'ClaimStatus',
  description: 'How a claim stands. Claimed is not examined',
  valuesConfig: {
    AWAITING_CO_SIGNATURES: { description: 'Not all claimants have signed' },
    CLAIMED: { description: 'All claimants have signed' },
    WITHDRAWN: { description: 'Nobody who signed it upholds it' },
  },
});

const ClaimBasisEnum = {
  AUTHOR: 'author',
  JOINT_AUTHORS: 'joint-authors',
  WORK_MADE_FOR_HIRE: 'work-made-for-hire',
  TRANSFER_BY_AUTHOR: 'transfer-by-author',
} as const;
registerEnumType(ClaimBasisEnum, {
  name: 'ClaimBasis',
  description: 'On what a claim rests, in the terms of the US Copyright Office',
});

@ObjectType('Claimant', { description: 'A person whom a claim names', simpleResolvers: true })
class ClaimantObject {
  @Field(() => Instant, { nullable: true, description: 'Null until the person signs' })
  signedAt!: Date | null;

  @Field(() => Instant, { nullable: true, description: 'Null while the person upholds the claim' })
  withdrawnAt!: Date | null;
}

@ObjectType('Claim', {
  implements: Node,
  description:
    'A claim of authorship: what persons say of themselves and of how the work was made. It is recorded, not examined',
  simpleResolvers: true,
})
export class ClaimObject extends Node {}

export const ClaimConnection = connectionType('Claim', () => ClaimObject);

@InputType({ description: 'A signed statement of the kind claim-authorship' })
class ClaimAuthorshipInput extends SignedStatementInput {}

@InputType({ description: 'A signed statement of the kind co-sign-claim' })
class CoSignClaimInput extends SignedStatementInput {}

@InputType({ description: 'A signed statement of the kind withdraw-claim' })
class WithdrawClaimInput extends SignedStatementInput {}

@ObjectType({ description: 'The claim is recorded', simpleResolvers: true })
class ClaimAuthorshipResult {
  @Field(() => ClaimObject)
  claim!: object;
}

@ObjectType({ description: 'The co-signature is recorded', simpleResolvers: true })
class CoSignClaimResult {
  @Field(() => ClaimObject)
  claim!: object;
}

@ObjectType({ description: 'The withdrawal is recorded', simpleResolvers: true })
class WithdrawClaimResult {
  @Field(() => ClaimObject)
  claim!: object;
}

@ObjectType('AuthorshipDraft', {
  description:
    "Two lists in the terms of the US Copyright Office's application (Compendium, §§618.4, 621.8). Ideas and prompts are in neither",
  simpleResolvers: true,
})
class AuthorshipDraftObject implements AuthorshipDraft {
  @Field(() => [String], { description: "Acts of the claim, in the application's terms" })
  authorCreated!: readonly string[];

  @Field(() => [String], { description: 'What machines generated' })
  materialExcluded!: readonly string[];
}

@ObjectType('WithheldField', {
  description:
    'A field that a claim holds back. Whoever is given salt and content can check them against the commitment',
  simpleResolvers: true,
})
class WithheldFieldObject implements WithheldField {
  @Field(() => String, {
    description:
      'JSON Pointer (RFC 6901) into the body as it would be with everything told, such as /generations/0/seed',
  })
  path!: string;

  @Field(() => String, {
    description: 'SHA-256("raisonne/commitment/v1\\0" ‖ salt ‖ JCS(field)) in hex',
  })
  commitment!: string;
}

@Resolver()
export class ClaimOperations {
  @Query(() => ClaimObject, {
    nullable: true,
    description: 'A claim by its id; null when it is not recorded here',
  })
  claim(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context): Promise<Claim | null> {
    return loaders.claim.load(id);
  }

  @Mutation(() => ClaimAuthorshipResult, {
    description:
      'Records a claim of authorship. Refuses WORK_UNKNOWN, NOT_ALLOWED, CLAIMED_ALREADY, COMPETING_CLAIM, MAKING_UNKNOWN, CREATED_AND_EXCLUDED, WITHHELD_AND_TOLD, SHARES_NOT_ONE and the codes of every statement.',
  })
  async claimAuthorship(
    @Arg('input', () => ClaimAuthorshipInput) input: ClaimAuthorshipInput,
    @Ctx() context: Context,
  ): Promise<ClaimAuthorshipResult> {
    const { cid } = await recordedId(context, claimAuthorship, input);
    return { claim: await loadClaim(context, idOf('claim', cid)) };
  }

  @Mutation(() => CoSignClaimResult, {
    description:
      'Records that a claimant co-signs. Refuses CLAIM_UNKNOWN, NOT_ALLOWED, SIGNED_ALREADY, CLAIM_WITHDRAWN and the codes of every statement.',
  })
  async coSignClaim(
    @Arg('input', () => CoSignClaimInput) input: CoSignClaimInput,
    @Ctx() context: Context,
  ): Promise<CoSignClaimResult> {
    const { body } = await recordedId(context, coSignClaim, input);
    return { claim: await loadClaim(context, body.claim) };
  }

  @Mutation(() => WithdrawClaimResult, {
    description:
      'Records that a claimant withdraws. Refuses CLAIM_UNKNOWN, NOT_ALLOWED, WITHDRAWN_ALREADY and the codes of every statement.',
  })
  async withdrawClaim(
    @Arg('input', () => WithdrawClaimInput) input: WithdrawClaimInput,
    @Ctx() context: Context,
  ): Promise<WithdrawClaimResult> {
    const { body } = await recordedId(context, withdrawClaim, input);
    return { claim: await loadClaim(context, body.claim) };
  }
}

async function loadClaim({ loaders }: Context, id: string): Promise<Claim> {
  const claim = await loaders.claim.load(id);
  if (!claim) throw new Error(`${id} was recorded a moment ago and is gone`);
  return claim;
}

@Resolver(() => WorkObject)
export class ClaimsOfWork {
  @FieldResolver(() => ClaimConnection, {
    description: 'Claims of authorship, the earliest first; competing claims stand side by side',
  })
  async claims(
    @Root() { id }: Work,
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<Claim>> {
    const page = readPage(`claims ${id}`, args);
    const found = await loaders.claimPage.load({ work: id, after: page.after ?? -1n, limit: page.first + 1 });
    return connectionOf(page, found, (claim) => claim.statementIndex);
  }
}

@Resolver(() => ClaimantObject)
export class ClaimantFields {
  @FieldResolver(() => PersonObject)
  person(@Root() { person }: Claimant): PersonObject {
    return personOf(person);
  }
}

@Resolver(() => ClaimObject)
export class ClaimFields {
  @FieldResolver(() => AuthorshipDraftObject, {
    description:
      "Drafts, from the claim's acts and generation records, of what the author created and what is excluded, for a person to edit; no legal advice",
  })
  authorshipDraft(@Root() { body: { generations = [], acts = [] } }: Claim): AuthorshipDraft {
    return authorshipDraft(generations, acts);
  }

  @FieldResolver(() => Instant, { description: 'When the register took it' })
  recordedAt(@Root() { claimedAt }: Claim): Date {
    return claimedAt;
  }

  @FieldResolver(() => WorkObject)
  work(@Root() { work }: Claim, @Ctx() { loaders }: Context): Promise<Work | null> {
    return loaders.work.load(work);
  }

  @FieldResolver(() => [ClaimantObject], {
    description: 'Its claimants, in the order in which it names them',
  })
  by(@Root() { id }: Claim, @Ctx() { loaders }: Context): Promise<Claimant[]> {
    return loaders.claimants.load(id);
  }

  @FieldResolver(() => ClaimStatusEnum)
  async status(@Root() { id }: Claim, @Ctx() { loaders }: Context): Promise<ClaimStatus> {
    return statusOf(await loaders.claimants.load(id));
  }

  @FieldResolver(() => ClaimBasisEnum)
  basis(@Root() { body }: Claim): string {
    return body.basis;
  }

  @FieldResolver(() => String, { nullable: true, description: 'How the work came to be, in words' })
  account(@Root() { body }: Claim): string | null {
    return body.account ?? null;
  }

  @FieldResolver(() => [GenerationRecordObject], {
    description: 'Generation records, in the order of making',
  })
  generations(@Root() { body }: Claim): readonly GenerationRecord[] {
    return body.generations ?? [];
  }

  @FieldResolver(() => [HumanActObject], { description: 'Human acts, in the order of making' })
  acts(@Root() { body }: Claim): readonly HumanAct[] {
    return body.acts ?? [];
  }

  @FieldResolver(() => [String], {
    description:
      'What the author created, as the claimants state it for an application; empty where they do not',
  })
  authorCreated(@Root() { body }: Claim): readonly string[] {
    return body.authorCreated ?? [];
  }

  @FieldResolver(() => [String], { description: 'What is excluded, as the claimants state it' })
  materialExcluded(@Root() { body }: Claim): readonly string[] {
    return body.materialExcluded ?? [];
  }

  @FieldResolver(() => [String], {
    description: 'What is new where something was there before, as the claimants state it',
  })
  newMaterialIncluded(@Root() { body }: Claim): readonly string[] {
    return body.newMaterialIncluded ?? [];
  }

  @FieldResolver(() => [WithheldFieldObject], {
    description: 'Fields that the claimants do not tell, as commitments to them',
  })
  withheld(@Root() { body }: Claim): readonly WithheldField[] {
    return body.withheld ?? [];
  }

  @FieldResolver(() => [FileObject], { description: "The claimants' own files and other evidence" })
  async evidence(
    @Root() { body }: Claim,
    @Ctx() { loaders }: Context,
  ): Promise<(StoredFile | Error | null)[]> {
    return loaders.file.loadMany((body.evidence ?? []).map(({ cid }) => cid));
  }

  @FieldResolver(() => ClaimObject, {
    nullable: true,
    description: 'The earlier claim with which this one competes',
  })
  async competesWith(@Root() { competesWith }: Claim, @Ctx() { loaders }: Context): Promise<Claim | null> {
    return competesWith === null ? null : loaders.claim.load(competesWith);
  }

  @FieldResolver(() => StatementObject, { description: 'The statement that made it' })
  statement(@Root() { id }: Claim, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, parseId(id)?.name ?? '');
  }
}
