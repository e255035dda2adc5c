// First: type-graphql's decorators want it when the classes below are made.
import 'reflect-metadata';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import {
  TrainingPreferenceFields,
  TrainingPreferenceOfWork,
  TrainingPreferenceOperations,
} from '../rights/training-preference.graphql.js';
import { buildSchema } from 'type-graphql';
import { LicenceFields } from '../rights/licences/licence.graphql.js';
import { LicenceOperations } from '../rights/licences/licence-operations.graphql.js';
import { RightTransferFields } from '../rights/licences/right-transfer.graphql.js';
import { RightsOfPerson } from '../rights/licences/rights-of-person.graphql.js';
import { RightsOfWork } from '../rights/licences/rights-of-work.graphql.js';
import { RuleQueries } from '../rights/rules.graphql.js';
import { PermissionAnswerFields, PermissionQueries } from '../rights/licences/permission.graphql.js';
import { ContestsOfWork, DisputesOfClaim } from '../claims/disputes/contested.graphql.js';
import { DisputeEntryFields, DisputeFields } from '../claims/disputes/dispute.graphql.js';
import { DisputesOfPerson } from '../claims/disputes/disputes-of-person.graphql.js';
import { DisputeOperations } from '../claims/disputes/dispute-operations.graphql.js';
import { ReportOperations } from '../claims/reports/report.graphql.js';
import { DisplayNoticeFields, DisplayOfFile, DisplayOperations } from '../works/display/display.graphql.js';
import { ClaimsOfPerson } from '../claims/claims-of-person.graphql.js';
import { ClaimantFields, ClaimFields, ClaimOperations, ClaimsOfWork } from '../claims/claim.graphql.js';
import { GenerationRecordFields, HumanActFields } from '../creation/creation.graphql.js';
import { GenerationAccountFields } from '../creation/generation-account.graphql.js';
import { InspectionFields, InspectionQueries } from '../creation/inspection.graphql.js';
import { MadeFileFields } from '../making/made-file.graphql.js';
import {
  IterationFields,
  IterationQueries,
  IterationsFields,
  IterationsOfWork,
  IterationStepFields,
} from '../making/iterations.graphql.js';
import {
  MakingChainFields,
  MakingFields,
  MakingOperations,
  MakingsOfClaim,
  ClaimedMakingFields,
  MakingOfFile,
} from '../making/making.graphql.js';
import {
  DisclosedOpeningFields,
  DisclosureOperations,
  ErasuresOfStatement,
} from '../disclosure/disclosure.graphql.js';
import { VerifyQueries } from '../evidence/verify.graphql.js';
import {
  DerivationFields,
  DerivationOperations,
  DerivationsOfWork,
  RegisteredDerivationsFields,
  WorkDerivationsFields,
} from '../originality/derivation.graphql.js';
import {
  PermissionFields,
  PermissionOperations,
  PermissionsOfWork,
} from '../originality/derivation-permission.graphql.js';
import { MatchFields } from '../originality/match.graphql.js';
import { FoundDerivationsOfWork, FoundLikenessFields } from '../originality/found-likenesses.graphql.js';
import { VerdictReasonFields } from '../originality/originality-report.graphql.js';
import { OriginalityQueries } from '../originality/originality.graphql.js';
import { KeyOperations, KeyRotationFields, KeysOfPerson } from '../people/keys.graphql.js';
import { PersonFields } from '../people/person.graphql.js';
import { AnchorAttemptFields, AnchorFields } from '../register/anchor.graphql.js';
import { CheckpointFields } from '../register/checkpoint.graphql.js';
import { ProofQueries } from '../register/proof.graphql.js';
import {
  CheckpointCosignatures,
  LogWitnesses,
  StatementCosignatures,
} from '../register/cosignature.graphql.js';
import { StatementFields } from '../register/statement.graphql.js';
import { TypedDataQueries } from '../register/typed-data.graphql.js';
import {
  HoldingFields,
  ShareFields,
  TitleOfWork,
  TitleOperations,
  TitleTransferFields,
} from '../title/title.graphql.js';
import { CustodianFields, OwnerOnDayFields, OwnershipQueries } from '../title/ownership.graphql.js';
import {
  HistoryOwnerFields,
  ProvenanceEventFields,
  ProvenanceOfWork,
  ProvenanceOperations,
} from '../title/history/provenance.graphql.js';
import { HistoryPartyFields } from '../title/history/history-party.graphql.js';
import { FlagsOfWork } from '../evidence/work-flags.graphql.js';
import { TokenLinkFields, TokenOperations, TokensOfWork } from '../title/tokens/token.graphql.js';
import { WorksOwned } from '../title/works-owned.graphql.js';
import { WorksOfPerson } from '../works/works-of-person.graphql.js';
import { FileFields, UploadMutations } from '../works/file.graphql.js';
import { MakerFields, WorkFields } from '../works/work.graphql.js';
import { LogSubscriptions } from '../register/log-progress.graphql.js';
import { StatementSubscriptions } from '../register/statement-progress.graphql.js';
import { NodeQueries } from './node.graphql.js';

/** The schema of the API. Validation is the kinds' own (zod); type-graphql only carries values. */
export async function buildApiSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    // type-graphql wants one; subscriptions here follow the database, and publish on no topics.
    pubSub: { publish: () => undefined, subscribe: async function* nothing() {} },
    resolvers: [
      NodeQueries,
      LogSubscriptions,
      StatementSubscriptions,
      WorkFields,
      MakerFields,
      FileFields,
      UploadMutations,
      ClaimOperations,
      ClaimsOfWork,
      ClaimFields,
      ReportOperations,
      DisplayOperations,
      DisplayNoticeFields,
      DisplayOfFile,
      DisputeOperations,
      DisputesOfClaim,
      ContestsOfWork,
      DisputeFields,
      DisputesOfPerson,
      DisputeEntryFields,
      ClaimantFields,
      GenerationRecordFields,
      HumanActFields,
      InspectionQueries,
      InspectionFields,
      GenerationAccountFields,
      TitleOperations,
      TitleOfWork,
      HoldingFields,
      ShareFields,
      TitleTransferFields,
      OwnershipQueries,
      OwnerOnDayFields,
      CustodianFields,
      ProvenanceOperations,
      ProvenanceOfWork,
      ProvenanceEventFields,
      HistoryOwnerFields,
      HistoryPartyFields,
      FlagsOfWork,
      TokenOperations,
      TokensOfWork,
      TokenLinkFields,
      PersonFields,
      KeyOperations,
      KeysOfPerson,
      KeyRotationFields,
      WorksOfPerson,
      ClaimsOfPerson,
      WorksOwned,
      OriginalityQueries,
      VerdictReasonFields,
      FoundDerivationsOfWork,
      FoundLikenessFields,
      MatchFields,
      DerivationOperations,
      DerivationsOfWork,
      WorkDerivationsFields,
      RegisteredDerivationsFields,
      DerivationFields,
      LicenceOperations,
      RightsOfPerson,
      RightsOfWork,
      LicenceFields,
      RightTransferFields,
      PermissionQueries,
      RuleQueries,
      PermissionAnswerFields,
      TrainingPreferenceOperations,
      TrainingPreferenceOfWork,
      TrainingPreferenceFields,
      MakingOperations,
      MakingFields,
      MakingChainFields,
      MakingsOfClaim,
      ClaimedMakingFields,
      MakingOfFile,
      MadeFileFields,
      IterationQueries,
      IterationFields,
      IterationsFields,
      IterationStepFields,
      IterationsOfWork,
      DisclosureOperations,
      DisclosedOpeningFields,
      ErasuresOfStatement,
      PermissionOperations,
      PermissionsOfWork,
      PermissionFields,
      StatementFields,
      CheckpointFields,
      ProofQueries,
      CheckpointCosignatures,
      StatementCosignatures,
      LogWitnesses,
      AnchorFields,
      AnchorAttemptFields,
      TypedDataQueries,
      VerifyQueries,
    ],
    validate: false,
  });
  // type-graphql has no place for these three.
  describe(schema.getQueryType(), 'What can be asked. Nothing here changes anything');
  describe(
    schema.getMutationType(),
    'What can be declared: a mutation for each kind of statement, and uploads for their files',
  );
  describe(
    schema.getSubscriptionType(),
    'What can be followed, over server-sent events at /graphql/stream (GraphQL over SSE, distinct connections)',
  );
  return schema;
}

function describe(type: GraphQLObjectType | null | undefined, description: string): void {
  if (type) type.description = description;
}
