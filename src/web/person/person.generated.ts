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

/** On what a claim rests, in the terms of the US Copyright Office */
export type ClaimBasis = 'AUTHOR' | 'JOINT_AUTHORS' | 'WORK_MADE_FOR_HIRE' | 'TRANSFER_BY_AUTHOR';

export type PersonPageQueryVariables = Exact<{
  id: string;
}>;

export type PersonPageQuery = {
  readonly person: {
    readonly id: string;
    readonly address: string;
    readonly presentKey: string;
    readonly keys: ReadonlyArray<string>;
  } | null;
};

export type WorksClaimedQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type WorksClaimedQuery = {
  readonly person: {
    readonly id: string;
    readonly claims: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly status: ClaimStatus;
          readonly basis: ClaimBasis;
          readonly isContested: boolean;
          readonly by: ReadonlyArray<{
            readonly signedAt: string | null;
            readonly withdrawnAt: string | null;
            readonly person: { readonly id: string };
          }>;
          readonly work: {
            readonly medium: string | null;
            readonly description: string | null;
            readonly id: string;
            readonly title: string;
            readonly altText: string | null;
            readonly dateMade: string | null;
            readonly registeredAt: string;
            readonly makers: ReadonlyArray<{
              readonly name: string;
              readonly person: { readonly id: string; readonly keys: ReadonlyArray<string> } | null;
            }>;
            readonly registrant: { readonly id: string };
            readonly statement: { readonly index: number };
            readonly owners: ReadonlyArray<{
              readonly share: string;
              readonly owner: { readonly id: string };
            }>;
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
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type WorksRegisteredQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type WorksRegisteredQuery = {
  readonly person: {
    readonly id: string;
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
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type WorksOwnedQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;

export type WorksOwnedQuery = {
  readonly person: {
    readonly id: string;
    readonly owned: {
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
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  } | null;
};

export type CataloguedFragment = {
  readonly medium: string | null;
  readonly description: string | null;
  readonly id: string;
  readonly title: string;
  readonly altText: string | null;
  readonly dateMade: string | null;
  readonly registeredAt: string;
  readonly makers: ReadonlyArray<{
    readonly name: string;
    readonly person: { readonly id: string; readonly keys: ReadonlyArray<string> } | null;
  }>;
  readonly registrant: { readonly id: string };
  readonly statement: { readonly index: number };
  readonly owners: ReadonlyArray<{ readonly share: string; readonly owner: { readonly id: string } }>;
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

export const personPage: Question<PersonPageQuery, PersonPageQueryVariables> = {
  text: 'query PersonPage($id:ID!){person(id:$id){id address presentKey keys}}',
};
export const worksClaimed: Question<WorksClaimedQuery, WorksClaimedQueryVariables> = {
  text: 'query WorksClaimed($id:ID!$after:String){person(id:$id){id claims(first:100 after:$after){edges{node{id status basis isContested by{signedAt withdrawnAt person{id}}work{...catalogued}}}pageInfo{hasNextPage endCursor}}}}fragment catalogued on Work{...workCard medium description makers{person{id keys}}registrant{id}statement{index}owners{share owner{id}}}fragment workCard on Work{id title altText dateMade registeredAt makers{name}files{...pictureFile}}fragment pictureFile on File{cid mediaType width height orientation forgetting{forgottenAt}withheld{reason}}',
};
export const worksRegistered: Question<WorksRegisteredQuery, WorksRegisteredQueryVariables> = {
  text: 'query WorksRegistered($id:ID!$after:String){person(id:$id){id works(first:100 after:$after){edges{node{...workCard}}pageInfo{hasNextPage endCursor}}}}fragment workCard on Work{id title altText dateMade registeredAt makers{name}files{...pictureFile}}fragment pictureFile on File{cid mediaType width height orientation forgetting{forgottenAt}withheld{reason}}',
};
export const worksOwned: Question<WorksOwnedQuery, WorksOwnedQueryVariables> = {
  text: 'query WorksOwned($id:ID!$after:String){person(id:$id){id owned(first:100 after:$after){edges{node{...ownedWork}}pageInfo{hasNextPage endCursor}}}}fragment ownedWork on Work{...workCard owners{share owner{id}}}fragment workCard on Work{id title altText dateMade registeredAt makers{name}files{...pictureFile}}fragment pictureFile on File{cid mediaType width height orientation forgetting{forgottenAt}withheld{reason}}',
};
