import type { Question } from '../ask/question.js';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** How a claim stands. Claimed is not examined */
export type ClaimStatus =
  /** Not all claimants have signed */
  | 'AWAITING_CO_SIGNATURES'
  /** All claimants have signed */
  | 'CLAIMED'
  /** Nobody who signed it upholds it */
  | 'WITHDRAWN';

/** A signed statement of the kind state-training-preference */
export type StateTrainingPreferenceInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind grant-licence */
export type GrantLicenceInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind withdraw-licence */
export type WithdrawLicenceInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind transfer-right */
export type TransferRightInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind co-sign-claim */
export type CoSignClaimInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind withdraw-claim */
export type WithdrawClaimInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind open-dispute */
export type OpenDisputeInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind answer-dispute */
export type AnswerDisputeInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind state-outcome */
export type StateOutcomeInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind withdraw-dispute */
export type WithdrawDisputeInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind declare-derivation */
export type DeclareDerivationInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind withdraw-derivation */
export type WithdrawDerivationInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind permit-derivation */
export type PermitDerivationInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind withdraw-permission */
export type WithdrawPermissionInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind transfer-title */
export type TransferTitleInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind record-provenance */
export type RecordProvenanceInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

export type KeysOfQueryVariables = Exact<{
  id: string;
}>;

export type KeysOfQuery = {
  readonly person: { readonly keys: ReadonlyArray<string>; readonly presentKey: string } | null;
};

export type TransferTitleMutationVariables = Exact<{
  input: TransferTitleInput;
}>;

export type TransferTitleMutation = { readonly transferTitle: { readonly work: { readonly id: string } } };

export type CoSignClaimMutationVariables = Exact<{
  input: CoSignClaimInput;
}>;

export type CoSignClaimMutation = {
  readonly coSignClaim: { readonly claim: { readonly id: string; readonly status: ClaimStatus } };
};

export type WithdrawClaimMutationVariables = Exact<{
  input: WithdrawClaimInput;
}>;

export type WithdrawClaimMutation = {
  readonly withdrawClaim: { readonly claim: { readonly id: string; readonly status: ClaimStatus } };
};

export type OpenDisputeMutationVariables = Exact<{
  input: OpenDisputeInput;
}>;

export type OpenDisputeMutation = { readonly openDispute: { readonly dispute: { readonly id: string } } };

export type AnswerDisputeMutationVariables = Exact<{
  input: AnswerDisputeInput;
}>;

export type AnswerDisputeMutation = { readonly answerDispute: { readonly dispute: { readonly id: string } } };

export type StateOutcomeMutationVariables = Exact<{
  input: StateOutcomeInput;
}>;

export type StateOutcomeMutation = { readonly stateOutcome: { readonly dispute: { readonly id: string } } };

export type WithdrawDisputeMutationVariables = Exact<{
  input: WithdrawDisputeInput;
}>;

export type WithdrawDisputeMutation = {
  readonly withdrawDispute: { readonly dispute: { readonly id: string } };
};

export type GrantLicenceMutationVariables = Exact<{
  input: GrantLicenceInput;
}>;

export type GrantLicenceMutation = { readonly grantLicence: { readonly licence: { readonly id: string } } };

export type WithdrawLicenceMutationVariables = Exact<{
  input: WithdrawLicenceInput;
}>;

export type WithdrawLicenceMutation = {
  readonly withdrawLicence: { readonly licence: { readonly id: string } };
};

export type TransferRightMutationVariables = Exact<{
  input: TransferRightInput;
}>;

export type TransferRightMutation = {
  readonly transferRight: { readonly transfer: { readonly id: string } };
};

export type StateTrainingPreferenceMutationVariables = Exact<{
  input: StateTrainingPreferenceInput;
}>;

export type StateTrainingPreferenceMutation = {
  readonly stateTrainingPreference: { readonly work: { readonly id: string } };
};

export type RecordProvenanceMutationVariables = Exact<{
  input: RecordProvenanceInput;
}>;

export type RecordProvenanceMutation = {
  readonly recordProvenance: { readonly work: { readonly id: string } };
};

export type DeclareDerivationMutationVariables = Exact<{
  input: DeclareDerivationInput;
}>;

export type DeclareDerivationMutation = {
  readonly declareDerivation: { readonly derivation: { readonly id: string } };
};

export type WithdrawDerivationMutationVariables = Exact<{
  input: WithdrawDerivationInput;
}>;

export type WithdrawDerivationMutation = {
  readonly withdrawDerivation: { readonly derivation: { readonly id: string } };
};

export type PermitDerivationMutationVariables = Exact<{
  input: PermitDerivationInput;
}>;

export type PermitDerivationMutation = {
  readonly permitDerivation: { readonly permission: { readonly id: string } };
};

export type WithdrawPermissionMutationVariables = Exact<{
  input: WithdrawPermissionInput;
}>;

export type WithdrawPermissionMutation = {
  readonly withdrawPermission: { readonly permission: { readonly id: string } };
};

export const keysOf: Question<KeysOfQuery, KeysOfQueryVariables> = {
  text: 'query KeysOf($id:ID!){person(id:$id){keys presentKey}}',
};
export const transferTitle: Question<TransferTitleMutation, TransferTitleMutationVariables> = {
  text: 'mutation TransferTitle($input:TransferTitleInput!){transferTitle(input:$input){work{id}}}',
};
export const coSignClaim: Question<CoSignClaimMutation, CoSignClaimMutationVariables> = {
  text: 'mutation CoSignClaim($input:CoSignClaimInput!){coSignClaim(input:$input){claim{id status}}}',
};
export const withdrawClaim: Question<WithdrawClaimMutation, WithdrawClaimMutationVariables> = {
  text: 'mutation WithdrawClaim($input:WithdrawClaimInput!){withdrawClaim(input:$input){claim{id status}}}',
};
export const openDispute: Question<OpenDisputeMutation, OpenDisputeMutationVariables> = {
  text: 'mutation OpenDispute($input:OpenDisputeInput!){openDispute(input:$input){dispute{id}}}',
};
export const answerDispute: Question<AnswerDisputeMutation, AnswerDisputeMutationVariables> = {
  text: 'mutation AnswerDispute($input:AnswerDisputeInput!){answerDispute(input:$input){dispute{id}}}',
};
export const stateOutcome: Question<StateOutcomeMutation, StateOutcomeMutationVariables> = {
  text: 'mutation StateOutcome($input:StateOutcomeInput!){stateOutcome(input:$input){dispute{id}}}',
};
export const withdrawDispute: Question<WithdrawDisputeMutation, WithdrawDisputeMutationVariables> = {
  text: 'mutation WithdrawDispute($input:WithdrawDisputeInput!){withdrawDispute(input:$input){dispute{id}}}',
};
export const grantLicence: Question<GrantLicenceMutation, GrantLicenceMutationVariables> = {
  text: 'mutation GrantLicence($input:GrantLicenceInput!){grantLicence(input:$input){licence{id}}}',
};
export const withdrawLicence: Question<WithdrawLicenceMutation, WithdrawLicenceMutationVariables> = {
  text: 'mutation WithdrawLicence($input:WithdrawLicenceInput!){withdrawLicence(input:$input){licence{id}}}',
};
export const transferRight: Question<TransferRightMutation, TransferRightMutationVariables> = {
  text: 'mutation TransferRight($input:TransferRightInput!){transferRight(input:$input){transfer{id}}}',
};
export const stateTrainingPreference: Question<
  StateTrainingPreferenceMutation,
  StateTrainingPreferenceMutationVariables
> = {
  text: 'mutation StateTrainingPreference($input:StateTrainingPreferenceInput!){stateTrainingPreference(input:$input){work{id}}}',
};
export const recordProvenance: Question<RecordProvenanceMutation, RecordProvenanceMutationVariables> = {
  text: 'mutation RecordProvenance($input:RecordProvenanceInput!){recordProvenance(input:$input){work{id}}}',
};
export const declareDerivation: Question<DeclareDerivationMutation, DeclareDerivationMutationVariables> = {
  text: 'mutation DeclareDerivation($input:DeclareDerivationInput!){declareDerivation(input:$input){derivation{id}}}',
};
export const withdrawDerivation: Question<WithdrawDerivationMutation, WithdrawDerivationMutationVariables> = {
  text: 'mutation WithdrawDerivation($input:WithdrawDerivationInput!){withdrawDerivation(input:$input){derivation{id}}}',
};
export const permitDerivation: Question<PermitDerivationMutation, PermitDerivationMutationVariables> = {
  text: 'mutation PermitDerivation($input:PermitDerivationInput!){permitDerivation(input:$input){permission{id}}}',
};
export const withdrawPermission: Question<WithdrawPermissionMutation, WithdrawPermissionMutationVariables> = {
  text: 'mutation WithdrawPermission($input:WithdrawPermissionInput!){withdrawPermission(input:$input){permission{id}}}',
};
