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

export type PictureFileFragment = {
  readonly cid: string;
  readonly mediaType: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly orientation: number | null;
  readonly forgetting: { readonly forgottenAt: string } | null;
  readonly withheld: { readonly reason: string } | null;
};

export type WorkCardFragment = {
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

export type OwnedWorkFragment = {
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

export const followStatement: Question<FollowStatementSubscription, FollowStatementSubscriptionVariables> = {
  text: 'subscription FollowStatement($id:ID!){statementProgress(id:$id){id index recordedAt checkpoint{size signedAt}anchor{state chainId blockNumber minedAt}}}',
};
