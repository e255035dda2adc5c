import type { ComponentType } from 'react';
import type { ActGiven } from './act-given.js';
import { AnswerDispute } from './answer-dispute.js';
import { CoSignClaim } from './co-sign-claim.js';
import { DeclareDerivation } from './declare-derivation.js';
import { GrantLicence } from './grant-licence.js';
import { OpenDispute } from './open-dispute.js';
import { PermitDerivation } from './permit-derivation.js';
import type { Possible } from './possible.js';
import { RecordProvenance } from './record-provenance.js';
import { StateOutcome } from './state-outcome.js';
import { StateTrainingPreference } from './state-training-preference.js';
import { TransferRight } from './transfer-right.js';
import { TransferTitle } from './transfer-title.js';
import { WithdrawClaim } from './withdraw-claim.js';
import { WithdrawDerivation } from './withdraw-derivation.js';
import { WithdrawDispute } from './withdraw-dispute.js';
import { WithdrawLicence } from './withdraw-licence.js';
import { WithdrawPermission } from './withdraw-permission.js';

/** What somebody can state of a work here. */
export interface Act {
  readonly name: string;
  /** Where other pages lead to it, after “#act-”. */
  readonly at?: string;
  /** By whom the register takes it: "It is for …". */
  readonly whose: string;
  readonly Form: ComponentType<ActGiven>;
  readonly isIn: (can: Possible) => boolean;
}

const SPEAKERS = 'those who registered it or claim it';
const SIDES = 'whoever raised the dispute, and those who uphold the claim';
const HOLDERS = 'those who uphold the earliest claim, or received a right by a transfer';

export const ACTS: readonly { readonly about: string; readonly acts: readonly Act[] }[] = [
  {
    about: 'Authorship',
    acts: [
      {
        name: 'Co-sign the claim',
        at: 'co-sign',
        whose: 'those whom a claim names, and who have not signed it',
        Form: CoSignClaim,
        isIn: ({ coSigned }) => coSigned.length > 0,
      },
      {
        name: 'Contest the claim',
        whose: 'anybody who neither signed the claim nor contests it already',
        Form: OpenDispute,
        isIn: ({ contested }) => contested.length > 0,
      },
      {
        name: 'Answer the dispute',
        at: 'answer',
        whose: SIDES,
        Form: AnswerDispute,
        isIn: ({ answered }) => answered.length > 0,
      },
      {
        name: 'Say how the dispute ended',
        at: 'outcome',
        whose: SIDES,
        Form: StateOutcome,
        isIn: ({ concluded }) => concluded.length > 0,
      },
      {
        name: 'Withdraw your dispute',
        whose: 'whoever raised it',
        Form: WithdrawDispute,
        isIn: ({ endedDisputes }) => endedDisputes.length > 0,
      },
      {
        name: 'Withdraw your claim',
        whose: 'those who signed a claim',
        Form: WithdrawClaim,
        isIn: ({ withdrawn }) => withdrawn.length > 0,
      },
    ],
  },
  {
    about: 'Title and history',
    acts: [
      {
        name: 'Transfer title',
        whose: 'those who own a share of it',
        Form: TransferTitle,
        isIn: ({ passesTitle }) => passesTitle,
      },
      {
        name: 'Tell its history',
        whose: 'those who registered it, claim it, or own a share of it or did',
        Form: RecordProvenance,
        isIn: ({ tellsHistory }) => tellsHistory,
      },
    ],
  },
  {
    about: 'Rights',
    acts: [
      {
        name: 'Grant a licence',
        whose: HOLDERS,
        Form: GrantLicence,
        isIn: ({ grantsRights }) => grantsRights,
      },
      {
        name: 'Withdraw a licence',
        whose: 'whoever granted it',
        Form: WithdrawLicence,
        isIn: ({ endedLicences }) => endedLicences.length > 0,
      },
      {
        name: 'Transfer a right',
        whose: HOLDERS,
        Form: TransferRight,
        isIn: ({ grantsRights }) => grantsRights,
      },
      {
        name: 'State what machines may learn',
        whose: SPEAKERS,
        Form: StateTrainingPreference,
        isIn: ({ speaksForIt }) => speaksForIt,
      },
    ],
  },
  {
    about: 'Derivations',
    acts: [
      {
        name: 'Say from what it derives',
        whose: SPEAKERS,
        Form: DeclareDerivation,
        isIn: ({ speaksForIt }) => speaksForIt,
      },
      {
        name: 'Withdraw that it derives',
        whose: 'whoever said so',
        Form: WithdrawDerivation,
        isIn: ({ endedDerivations }) => endedDerivations.length > 0,
      },
      {
        name: 'Permit to derive from it',
        whose: SPEAKERS,
        Form: PermitDerivation,
        isIn: ({ speaksForIt }) => speaksForIt,
      },
      {
        name: 'Withdraw a permission',
        whose: 'whoever gave it',
        Form: WithdrawPermission,
        isIn: ({ endedPermissions }) => endedPermissions.length > 0,
      },
    ],
  },
];
