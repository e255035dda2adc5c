import type { Question } from '../ask/question.js';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** How it stands with claims on a work: CONTESTED where a dispute contests it or a work from which it derives, else CLAIMED where a claim stands, else UNCLAIMED */
export type WorkState = 'CLAIMED' | 'CONTESTED' | 'UNCLAIMED';

export type BrowseWorksQueryVariables = Exact<{
  after?: string | null | undefined;
  search?: string | null | undefined;
  tool?: string | null | undefined;
  madeFrom?: number | null | undefined;
  madeTo?: number | null | undefined;
  licence?: string | null | undefined;
  state?: WorkState | null | undefined;
  colour?: string | null | undefined;
}>;

export type BrowseWorksQuery = {
  readonly works: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly id: string;
        readonly title: string;
        readonly altText: string | null;
        readonly dateMade: string | null;
        readonly registeredAt: string;
        readonly claims: {
          readonly edges: ReadonlyArray<{ readonly node: { readonly isContested: boolean } }>;
        };
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
};

export type ToolsInUseQueryVariables = Exact<{ [key: string]: never }>;

export type ToolsInUseQuery = {
  readonly toolsInUse: ReadonlyArray<{ readonly tool: string; readonly works: number }>;
};

export const browseWorks: Question<BrowseWorksQuery, BrowseWorksQueryVariables> = {
  text: 'query BrowseWorks($after:String$search:String$tool:String$madeFrom:Int$madeTo:Int$licence:String$state:WorkState$colour:String){works(first:30 after:$after search:$search tool:$tool madeFrom:$madeFrom madeTo:$madeTo licence:$licence state:$state colour:$colour){edges{node{...workCard claims(first:5){edges{node{isContested}}}}}pageInfo{hasNextPage endCursor}}}fragment workCard on Work{id title altText dateMade registeredAt makers{name}files{...pictureFile}}fragment pictureFile on File{cid mediaType width height orientation forgetting{forgottenAt}withheld{reason}}',
};
export const toolsInUse: Question<ToolsInUseQuery, ToolsInUseQueryVariables> = {
  text: 'query ToolsInUse{toolsInUse{tool works}}',
};
