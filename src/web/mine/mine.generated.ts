import type { Question } from '../ask/question.js';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Why a key was replaced, as the signer says */
export type RotationReason =
  /** Nobody can sign by it any more */
  | 'LOST'
  /** Somebody else may be able to sign by it */
  | 'COMPROMISED'
  /** As planned */
  | 'REPLACED';

/** How title passed; CREATION is its beginning, which follows from the first claim */
export type TransferMethod =
  | 'CREATION'
  | 'SALE'
  | 'GIFT'
  | 'BEQUEST'
  | 'INHERITANCE'
  | 'EXCHANGE'
  | 'COMMISSION'
  | 'ASSIGNMENT'
  | 'OTHER'
  /** It did not pass: the owner is the same person under a new key (rotate-key) */
  | 'NEW_KEY';

/** What somebody may want to do with a work: actions of the ODRL Vocabulary 2.2, and two for machines */
export type UseAction =
  /** Any of them */
  | 'USE'
  | 'REPRODUCE'
  | 'DISTRIBUTE'
  | 'DISPLAY'
  /** Show or perform in public */
  | 'PRESENT'
  | 'PRINT'
  | 'PLAY'
  | 'ARCHIVE'
  | 'EXTRACT'
  | 'INDEX'
  /** Make a new work from it */
  | 'DERIVE'
  | 'MODIFY'
  | 'TRANSLATE'
  | 'TEXT_AND_DATA_MINING'
  /** Train a model with it, whatever the model makes */
  | 'AI_TRAINING';

/** Both are transfers of copyright ownership (17 USC 101) */
export type RightTransferType = 'ASSIGNMENT' | 'EXCLUSIVE_LICENCE';

/** How a claim stands. Claimed is not examined */
export type ClaimStatus =
  /** Not all claimants have signed */
  | 'AWAITING_CO_SIGNATURES'
  /** All claimants have signed */
  | 'CLAIMED'
  /** Nobody who signed it upholds it */
  | 'WITHDRAWN';

/** On what a dispute rests */
export type DisputeGround =
  /** Somebody else made the work */
  | 'AUTHORSHIP'
  /** An author is not named */
  | 'CO_AUTHORSHIP'
  /** It takes from a work of another without permission */
  | 'COPIED'
  /** What is recorded of how it was made is not so */
  | 'FALSE_RECORD'
  /** Whoever is shown as its owner is not */
  | 'TITLE'
  /** A person is shown, or their data used, without consent */
  | 'CONSENT'
  /** Something else, as the statement tells */
  | 'OTHER';

/** Who speaks in a dispute */
export type DisputeSide = 'CHALLENGER' | 'CLAIMANT';

/** How a dispute was decided or settled: UPHELD is for who raised it, REJECTED for the claimants */
export type DisputeOutcome = 'UPHELD' | 'UPHELD_IN_PART' | 'REJECTED' | 'SETTLED';

/** How a dispute stands. Silence decides nothing */
export type DisputeState =
  | 'OPEN'
  | 'ANSWERED'
  /** One side tells an outcome that is good for it, which the other has not told */
  | 'OUTCOME_STATED'
  /** Both sides tell the same outcome, or one tells what is against it */
  | 'DECIDED'
  | 'WITHDRAWN';

/** A signed statement of the kind name-recovery-keys */
export type NameRecoveryKeysInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

/** A signed statement of the kind rotate-key */
export type RotateKeyInput = {
  /** The statement, exactly as it was signed; its schema is in schema/statements */
  readonly statement: Readonly<Record<string, unknown>>;
  /** The signer's EIP-712 signature (eth_signTypedData_v4) in hex: 65 bytes, or of a contract wallet (EIP-1271) at most 4096. Refuses WRONG_SIGNATURE, WALLET_NOT_DEPLOYED (ERC-6492), WALLET_NOT_FINAL (try again when it is) and CHAIN_UNREACHABLE */
  readonly signature: string;
  /** Uploads of the files that the statement names, as far as they are new */
  readonly uploads?: ReadonlyArray<string> | null | undefined;
};

export type MyWorksQueryVariables = Exact<{
  id: string;
}>;

export type MyWorksQuery = {
  readonly person: {
    readonly keys: ReadonlyArray<string>;
    readonly presentKey: string;
    readonly recoveryKeys: ReadonlyArray<string>;
    readonly rotations: ReadonlyArray<{
      readonly fromKey: string;
      readonly toKey: string;
      readonly reason: RotationReason;
      readonly rotatedAt: string;
    }>;
    readonly works: {
      readonly pageInfo: { readonly hasNextPage: boolean };
      readonly edges: ReadonlyArray<{
        readonly node: {
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
    readonly owned: {
      readonly pageInfo: { readonly hasNextPage: boolean };
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly title: string;
          readonly altText: string | null;
          readonly dateMade: string | null;
          readonly registeredAt: string;
          readonly owners: ReadonlyArray<{ readonly share: string; readonly owner: { readonly id: string } }>;
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
  } | null;
};

export type ClaimsOfMineQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type ClaimsOfMineQuery = {
  readonly person: {
    readonly claims: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly status: ClaimStatus;
          readonly isContested: boolean;
          readonly by: ReadonlyArray<{
            readonly signedAt: string | null;
            readonly withdrawnAt: string | null;
            readonly person: { readonly id: string };
          }>;
          readonly disputes: ReadonlyArray<{
            readonly id: string;
            readonly state: DisputeState;
            readonly outcome: DisputeOutcome | null;
            readonly ground: DisputeGround;
            readonly answerBy: string;
            readonly entries: ReadonlyArray<{
              readonly side: DisputeSide;
              readonly outcome: DisputeOutcome | null;
              readonly decidedBy: string | null;
              readonly decidedOn: string | null;
              readonly statedBy: { readonly id: string };
            }>;
          }>;
          readonly work: { readonly id: string; readonly title: string };
        };
      }>;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type DisputesRaisedQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type DisputesRaisedQuery = {
  readonly person: {
    readonly disputesRaised: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly state: DisputeState;
          readonly outcome: DisputeOutcome | null;
          readonly ground: DisputeGround;
          readonly answerBy: string;
          readonly work: { readonly id: string; readonly title: string };
          readonly entries: ReadonlyArray<{
            readonly side: DisputeSide;
            readonly outcome: DisputeOutcome | null;
            readonly decidedBy: string | null;
            readonly decidedOn: string | null;
            readonly statedBy: { readonly id: string };
          }>;
        };
      }>;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type NamedAsMineQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type NamedAsMineQuery = {
  readonly person: {
    readonly namedIn: {
      readonly edges: ReadonlyArray<{ readonly node: { readonly id: string; readonly title: string } }>;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type TitlePassedOnQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type TitlePassedOnQuery = {
  readonly person: {
    readonly passedOn: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly title: string;
          readonly history: ReadonlyArray<{
            readonly id: string;
            readonly method: TransferMethod;
            readonly date: string | null;
            readonly recordedAt: string;
            readonly from: { readonly id: string } | null;
            readonly to: ReadonlyArray<{ readonly share: string; readonly owner: { readonly id: string } }>;
          }>;
        };
      }>;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type RightsPassedOnQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type RightsPassedOnQuery = {
  readonly person: {
    readonly rightTransfers: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly type: RightTransferType;
          readonly actions: ReadonlyArray<UseAction>;
          readonly where: ReadonlyArray<string> | null;
          readonly since: string;
          readonly until: string | null;
          readonly transferredAt: string;
          readonly from: { readonly id: string };
          readonly to: { readonly id: string };
          readonly work: { readonly id: string; readonly title: string };
        };
      }>;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type LostKeyQueryVariables = Exact<{
  id: string;
}>;

export type LostKeyQuery = {
  readonly person: { readonly presentKey: string; readonly recoveryKeys: ReadonlyArray<string> } | null;
};

export type NameRecoveryKeysMutationVariables = Exact<{
  input: NameRecoveryKeysInput;
}>;

export type NameRecoveryKeysMutation = {
  readonly nameRecoveryKeys: { readonly person: { readonly id: string } };
};

export type RotateKeyMutationVariables = Exact<{
  input: RotateKeyInput;
}>;

export type RotateKeyMutation = { readonly rotateKey: { readonly person: { readonly id: string } } };

export type MyDisputeFragment = {
  readonly id: string;
  readonly state: DisputeState;
  readonly outcome: DisputeOutcome | null;
  readonly ground: DisputeGround;
  readonly answerBy: string;
  readonly entries: ReadonlyArray<{
    readonly side: DisputeSide;
    readonly outcome: DisputeOutcome | null;
    readonly decidedBy: string | null;
    readonly decidedOn: string | null;
    readonly statedBy: { readonly id: string };
  }>;
};

export const myWorks: Question<MyWorksQuery, MyWorksQueryVariables> = {
  text: 'query MyWorks($id:ID!){person(id:$id){keys presentKey rotations{fromKey toKey reason rotatedAt}recoveryKeys works(first:100){pageInfo{hasNextPage}edges{node{...workCard}}}owned(first:100){pageInfo{hasNextPage}edges{node{...ownedWork}}}}}fragment workCard on Work{id title altText dateMade registeredAt makers{name}files{...pictureFile}}fragment pictureFile on File{cid mediaType width height orientation forgetting{forgottenAt}withheld{reason}}fragment ownedWork on Work{...workCard owners{share owner{id}}}',
};
export const claimsOfMine: Question<ClaimsOfMineQuery, ClaimsOfMineQueryVariables> = {
  text: 'query ClaimsOfMine($id:ID!$after:String){person(id:$id){claims(first:100 after:$after){edges{node{id status isContested by{signedAt withdrawnAt person{id}}disputes{...myDispute}work{id title}}}pageInfo{hasNextPage endCursor}}}}fragment myDispute on Dispute{id state outcome ground answerBy entries{side outcome decidedBy decidedOn statedBy{id}}}',
};
export const disputesRaised: Question<DisputesRaisedQuery, DisputesRaisedQueryVariables> = {
  text: 'query DisputesRaised($id:ID!$after:String){person(id:$id){disputesRaised(first:100 after:$after){edges{node{...myDispute work{id title}}}pageInfo{hasNextPage endCursor}}}}fragment myDispute on Dispute{id state outcome ground answerBy entries{side outcome decidedBy decidedOn statedBy{id}}}',
};
export const namedAsMine: Question<NamedAsMineQuery, NamedAsMineQueryVariables> = {
  text: 'query NamedAsMine($id:ID!$after:String){person(id:$id){namedIn(first:100 after:$after){edges{node{id title}}pageInfo{hasNextPage endCursor}}}}',
};
export const titlePassedOn: Question<TitlePassedOnQuery, TitlePassedOnQueryVariables> = {
  text: 'query TitlePassedOn($id:ID!$after:String){person(id:$id){passedOn(first:100 after:$after){edges{node{id title history{id method date recordedAt from{id}to{share owner{id}}}}}pageInfo{hasNextPage endCursor}}}}',
};
export const rightsPassedOn: Question<RightsPassedOnQuery, RightsPassedOnQueryVariables> = {
  text: 'query RightsPassedOn($id:ID!$after:String){person(id:$id){rightTransfers(first:100 after:$after){edges{node{id type actions where since until transferredAt from{id}to{id}work{id title}}}pageInfo{hasNextPage endCursor}}}}',
};
export const lostKey: Question<LostKeyQuery, LostKeyQueryVariables> = {
  text: 'query LostKey($id:ID!){person(id:$id){presentKey recoveryKeys}}',
};
export const nameRecoveryKeys: Question<NameRecoveryKeysMutation, NameRecoveryKeysMutationVariables> = {
  text: 'mutation NameRecoveryKeys($input:NameRecoveryKeysInput!){nameRecoveryKeys(input:$input){person{id}}}',
};
export const rotateKey: Question<RotateKeyMutation, RotateKeyMutationVariables> = {
  text: 'mutation RotateKey($input:RotateKeyInput!){rotateKey(input:$input){person{id}}}',
};
