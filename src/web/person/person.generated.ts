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

export type PersonPageQueryVariables = Exact<{
  id: string;
}>;

export type PersonPageQuery = {
  readonly person: {
    readonly id: string;
    readonly address: string;
    readonly presentKey: string;
    readonly keys: ReadonlyArray<string>;
    readonly works: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly medium: string | null;
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
      readonly pageInfo: { readonly hasNextPage: boolean };
    };
    readonly claims: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly status: ClaimStatus;
          readonly isContested: boolean;
          readonly work: {
            readonly medium: string | null;
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
    readonly owned: {
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
  } | null;
};

export const personPage: Question<PersonPageQuery, PersonPageQueryVariables> = {
  text: 'query PersonPage($id:ID!){person(id:$id){id address presentKey keys works(first:100){edges{node{...workCard medium}}pageInfo{hasNextPage}}claims(first:100){edges{node{id status isContested work{...workCard medium}}}}owned(first:100){edges{node{...workCard}}}}}fragment workCard on Work{id title altText dateMade registeredAt makers{name}files{...pictureFile}}fragment pictureFile on File{cid mediaType width height orientation forgetting{forgottenAt}withheld{reason}}',
};
