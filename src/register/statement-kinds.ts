import { claimAuthorship } from '../claims/claim-authorship.js';
import { coSignClaim } from '../claims/co-sign-claim.js';
import { answerDispute } from '../claims/disputes/answer-dispute.js';
import { openDispute } from '../claims/disputes/open-dispute.js';
import { stateOutcome } from '../claims/disputes/state-outcome.js';
import { withdrawDispute } from '../claims/disputes/withdraw-dispute.js';
import { withdrawClaim } from '../claims/withdraw-claim.js';
import { Refusal } from '../lib/refusal.js';
import { declareDerivation } from '../originality/declare-derivation.js';
import { permitDerivation } from '../originality/permit-derivation.js';
import { withdrawDerivation } from '../originality/withdraw-derivation.js';
import { withdrawPermission } from '../originality/withdraw-permission.js';
import { beginMaking } from '../making/begin-making.js';
import { recordSteps } from '../making/record-steps.js';
import { nameRecoveryKeys } from '../people/name-recovery-keys.js';
import { rotateKey } from '../people/rotate-key.js';
import { grantLicence } from '../rights/licences/grant-licence.js';
import { transferRight } from '../rights/licences/transfer-right.js';
import { withdrawLicence } from '../rights/licences/withdraw-licence.js';
import { stateTrainingPreference } from '../rights/state-training-preference.js';
import { recordProvenance } from '../title/history/record-provenance.js';
import { linkToken } from '../title/tokens/link-token.js';
import { transferTitle } from '../title/transfer-title.js';
import { withdrawProvenance } from '../title/history/withdraw-provenance.js';
import { registerWork } from '../works/register-work.js';
import type { StatementKind } from './statement-kind.js';

/** Every kind of statement that this register takes. A new ability is a new line here. */
const KINDS = [
  registerWork,
  claimAuthorship,
  coSignClaim,
  transferTitle,
  withdrawClaim,
  nameRecoveryKeys,
  rotateKey,
  declareDerivation,
  withdrawDerivation,
  permitDerivation,
  withdrawPermission,
  stateTrainingPreference,
  beginMaking,
  recordSteps,
  recordProvenance,
  withdrawProvenance,
  linkToken,
  grantLicence,
  withdrawLicence,
  transferRight,
  openDispute,
  answerDispute,
  stateOutcome,
  withdrawDispute,
] as const;

/** A kind whose body is checked when it is read, so its type need not be known. */
type SomeKind = StatementKind<unknown, unknown>;

// Each kind reads its own body by its own schema before any of its functions sees it.
export const STATEMENT_KINDS = KINDS as unknown as readonly SomeKind[];

export function statementKind(name: string): SomeKind {
  const kind = STATEMENT_KINDS.find((one) => one.kind === name);
  if (kind) return kind;
  const names = STATEMENT_KINDS.map((one) => one.kind);
  throw new Refusal(
    'UNKNOWN_KIND',
    `"${name.slice(0, 80)}" is no kind of statement. The kinds are: ${names.join(', ')}.`,
    { kind: name, kinds: names },
  );
}
