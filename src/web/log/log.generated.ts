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

export type LogPageQueryVariables = Exact<{ [key: string]: never }>;

export type LogPageQuery = {
  readonly log: {
    readonly origin: string;
    readonly verifierKey: string;
    readonly halted: { readonly reason: string; readonly since: string } | null;
    readonly witnesses: ReadonlyArray<{
      readonly verifierKey: string;
      readonly askedAt: string | null;
      readonly problem: string | null;
      readonly newest: { readonly cosignedAt: string; readonly size: number } | null;
    }>;
  };
  readonly checkpoint: {
    readonly size: number;
    readonly root: string;
    readonly signedAt: string;
    readonly note: string;
    readonly anchor: {
      readonly state: AnchorState;
      readonly chainId: string;
      readonly hash: string;
      readonly blockNumber: number | null;
      readonly minedAt: string | null;
    } | null;
  } | null;
  readonly anchoring: {
    readonly chainId: string;
    readonly registry: string;
    readonly sender: string;
    readonly isRunning: boolean;
    readonly waiting: string | null;
    readonly newest: {
      readonly state: AnchorState;
      readonly hash: string;
      readonly fromSize: number;
      readonly toSize: number;
      readonly blockNumber: number | null;
      readonly minedAt: string | null;
    } | null;
    readonly underWay: ReadonlyArray<{
      readonly state: AnchorState;
      readonly hash: string;
      readonly toSize: number;
    }>;
  };
};

export type FollowLogSubscriptionVariables = Exact<{ [key: string]: never }>;

export type FollowLogSubscription = { readonly logProgress: { readonly origin: string } };

export const logPage: Question<LogPageQuery, LogPageQueryVariables> = {
  text: 'query LogPage{log{origin verifierKey halted{reason since}witnesses{verifierKey askedAt problem newest{cosignedAt size}}}checkpoint{size root signedAt note anchor{state chainId hash blockNumber minedAt}}anchoring{chainId registry sender isRunning waiting newest{state hash fromSize toSize blockNumber minedAt}underWay{state hash toSize}}}',
};
export const followLog: Question<FollowLogSubscription, FollowLogSubscriptionVariables> = {
  text: 'subscription FollowLog{logProgress{origin}}',
};
