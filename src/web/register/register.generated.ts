import type { Question } from '../ask/question.js';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

/** How a claim stands. Claimed is not examined */
export type ClaimStatus =
  /** Not all claimants have signed */
  | 'AWAITING_CO_SIGNATURES'
  /** All claimants have signed */
  | 'CLAIMED'
  /** Nobody who signed it upholds it */
  | 'WITHDRAWN';

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

export type ClaimsOnQueryVariables = Exact<{
  id: string;
}>;

export type ClaimsOnQuery = {
  readonly work: {
    readonly id: string;
    readonly makers: ReadonlyArray<{
      readonly name: string;
      readonly person: { readonly id: string; readonly keys: ReadonlyArray<string> } | null;
    }>;
    readonly claims: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly status: ClaimStatus;
          readonly by: ReadonlyArray<{
            readonly signedAt: string | null;
            readonly withdrawnAt: string | null;
            readonly person: { readonly id: string };
          }>;
        };
      }>;
    };
  } | null;
};

export type WorkToClaimQueryVariables = Exact<{
  id: string;
}>;

export type WorkToClaimQuery = {
  readonly work: {
    readonly id: string;
    readonly title: string;
    readonly altText: string | null;
    readonly dateMade: string | null;
    readonly registeredAt: string;
    readonly files: ReadonlyArray<{
      readonly url: string;
      readonly cid: string;
      readonly mediaType: string;
      readonly width: number | null;
      readonly height: number | null;
      readonly orientation: number | null;
      readonly forgetting: { readonly forgottenAt: string } | null;
      readonly withheld: { readonly reason: string } | null;
    }>;
    readonly statement: { readonly id: string };
    readonly makers: ReadonlyArray<{ readonly name: string }>;
  } | null;
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
export const claimsOn: Question<ClaimsOnQuery, ClaimsOnQueryVariables> = {
  text: 'query ClaimsOn($id:ID!){work(id:$id){id makers{name person{id keys}}claims(first:100){edges{node{id status by{signedAt withdrawnAt person{id}}}}}}}',
};
export const workToClaim: Question<WorkToClaimQuery, WorkToClaimQueryVariables> = {
  text: 'query WorkToClaim($id:ID!){work(id:$id){...workCard files{url}statement{id}}}fragment workCard on Work{id title altText dateMade registeredAt makers{name}files{...pictureFile}}fragment pictureFile on File{cid mediaType width height orientation forgetting{forgottenAt}withheld{reason}}',
};
