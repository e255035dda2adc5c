import type { Question } from '../ask/question.js';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

/** How a dispute stands. Silence decides nothing */
export type DisputeState =
  | 'OPEN'
  | 'ANSWERED'
  /** One side tells an outcome that is good for it, which the other has not told */
  | 'OUTCOME_STATED'
  /** Both sides tell the same outcome, or one tells what is against it */
  | 'DECIDED'
  | 'WITHDRAWN';

export type MyWorksQueryVariables = Exact<{
  id: string;
}>;

export type MyWorksQuery = {
  readonly person: {
    readonly presentKey: string;
    readonly recoveryKeys: ReadonlyArray<string>;
    readonly claims: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly status: ClaimStatus;
          readonly isContested: boolean;
          readonly by: ReadonlyArray<{
            readonly signedAt: string | null;
            readonly person: { readonly id: string };
          }>;
          readonly disputes: ReadonlyArray<{
            readonly id: string;
            readonly state: DisputeState;
            readonly ground: DisputeGround;
            readonly answerBy: string;
          }>;
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
        };
      }>;
    };
    readonly works: {
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
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly title: string;
          readonly altText: string | null;
          readonly dateMade: string | null;
          readonly registeredAt: string;
          readonly history: ReadonlyArray<{
            readonly id: string;
            readonly recordedAt: string;
            readonly method: TransferMethod;
          }>;
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

export const myWorks: Question<MyWorksQuery, MyWorksQueryVariables> = {
  text: 'query MyWorks($id:ID!){person(id:$id){presentKey recoveryKeys claims(first:100){edges{node{id status isContested by{signedAt person{id}}disputes{id state ground answerBy}work{...workCard}}}}works(first:100){edges{node{...workCard}}}owned(first:100){edges{node{...workCard history{id recordedAt method}}}}}}fragment workCard on Work{id title altText dateMade registeredAt makers{name}files{...pictureFile}}fragment pictureFile on File{cid mediaType width height orientation forgetting{forgottenAt}withheld{reason}}',
};
