import type { Question } from '../ask/question.js';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** How far a checkpoint's transaction has come */
export type AnchorState =
  /** Signed and stored; it may have been sent */
  | 'TX_SIGNED'
  /** An RPC took it; no block holds it, or none does any more after a reorg */
  | 'BROADCAST'
  /** A block holds it and it succeeded; a reorg could still take it back */
  | 'MINED'
  /** No reorg can take it back: the final block of the chain has reached it */
  | 'FINAL'
  /** It did not anchor: `failure` says why. Another is signed */
  | 'FAILED';

/** How a picture stands to a registered work */
export type Relation =
  /** The very same file */
  | 'EXACT_BYTES'
  /** The two cover each other, but for margins of 15 % */
  | 'NEAR_DUPLICATE'
  /** The same, when turned or mirrored */
  | 'MIRRORED_OR_ROTATED'
  /** The asked picture is a part of the registered one */
  | 'CROP'
  /** The registered picture, whole, is a part of the asked one */
  | 'EMBEDDED_IN'
  /** The two share a part, and each has more besides */
  | 'DERIVATIVE'
  /** Only the model of whoever keeps the register calls the two alike: it does not say where */
  | 'LOOK_ALIKE';

/** A signed statement of the kind register-work */
export type RegisterWorkInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind claim-authorship */
export type ClaimAuthorshipInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

export type RegisterWorkMutationVariables = Exact<{
  input: RegisterWorkInput;
}>;

export type RegisterWorkMutation = {
  readonly registerWork:
    | { readonly work: { readonly id: string; readonly statement: { readonly id: string } } }
    | {
        readonly matches: ReadonlyArray<{
          readonly relation: Relation;
          readonly work: {
            readonly id: string;
            readonly title: string;
            readonly altText: string | null;
            readonly dateMade: string | null;
            readonly registeredAt: string;
            readonly makers: ReadonlyArray<{ readonly name: string }>;
            readonly files: ReadonlyArray<{
              readonly cid: string;
              readonly mediaType: string;
              readonly width: number | null;
              readonly height: number | null;
              readonly orientation: number | null;
              readonly forgetting: { readonly forgottenAt: string } | null;
              readonly withheld: { readonly reason: string } | null;
            }>;
          };
        }>;
      };
};

export type ClaimAuthorshipMutationVariables = Exact<{
  input: ClaimAuthorshipInput;
}>;

export type ClaimAuthorshipMutation = {
  readonly claimAuthorship: {
    readonly claim: { readonly id: string; readonly statement: { readonly id: string } };
  };
};

export type RecoveryOfQueryVariables = Exact<{
  id: string;
}>;

export type RecoveryOfQuery = { readonly person: { readonly recoveryKeys: ReadonlyArray<string> } | null };

export type FollowStatementSubscriptionVariables = Exact<{
  id: string;
}>;

export type FollowStatementSubscription = {
  readonly statementProgress: {
    readonly id: string;
    readonly index: number;
    readonly recordedAt: string;
    readonly checkpoint: { readonly size: number; readonly signedAt: string } | null;
    readonly anchor: {
      readonly state: AnchorState;
      readonly chainId: string;
      readonly blockNumber: number | null;
      readonly minedAt: string | null;
    } | null;
  };
};

export const registerWork: Question<RegisterWorkMutation, RegisterWorkMutationVariables> = {
  text: 'mutation RegisterWork($input:RegisterWorkInput!){registerWork(input:$input){...on RegisteredWork{work{id statement{id}}}...on LooksLikeEarlierWork{matches{relation work{...workCard}}}}}fragment workCard on Work{id title altText dateMade registeredAt makers{name}files{...pictureFile}}fragment pictureFile on File{cid mediaType width height orientation forgetting{forgottenAt}withheld{reason}}',
};
export const claimAuthorship: Question<ClaimAuthorshipMutation, ClaimAuthorshipMutationVariables> = {
  text: 'mutation ClaimAuthorship($input:ClaimAuthorshipInput!){claimAuthorship(input:$input){claim{id statement{id}}}}',
};
export const recoveryOf: Question<RecoveryOfQuery, RecoveryOfQueryVariables> = {
  text: 'query RecoveryOf($id:ID!){person(id:$id){recoveryKeys}}',
};
export const followStatement: Question<FollowStatementSubscription, FollowStatementSubscriptionVariables> = {
  text: 'subscription FollowStatement($id:ID!){statementProgress(id:$id){id index recordedAt checkpoint{size signedAt}anchor{state chainId blockNumber minedAt}}}',
};
