import type { Question } from '../ask/question.js';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

/** What a use is for */
export type UsePurpose = 'COMMERCIAL' | 'NON_COMMERCIAL';

/** What whoever uses a work must do for it (ODRL 2.2, duty) */
export type DutyAction =
  | 'ATTRIBUTE'
  | 'SHARE_ALIKE'
  | 'INDICATE_CHANGES'
  | 'INCLUDE_NOTICE'
  | 'COMPENSATE'
  | 'INFORM'
  | 'OBTAIN_CONSENT'
  | 'OBSERVE_TERMS';

/** Whether a use is permitted by what is recorded */
export type PermissionAnswer =
  | 'PERMIT'
  /** To whoever does what the duties say */
  | 'DUTY'
  /** Nothing that is recorded permits it for certain. What the law excepts is not asked */
  | 'DENY';

/** What a clause does to the answer */
export type ClauseEffect =
  | 'PERMITS'
  | 'PROHIBITS'
  | 'TRANSFERS'
  /** Who asks holds the right */
  | 'HOLDS'
  | 'PERMITS_NOTHING';

export type MayBeUsedQueryVariables = Exact<{
  work: string;
  action: UseAction;
  who?: string | null | undefined;
  at?: string | null | undefined;
  place?: string | null | undefined;
  purpose?: UsePurpose | null | undefined;
}>;

export type MayBeUsedQuery = {
  readonly permission: {
    readonly answer: PermissionAnswer;
    readonly missing: ReadonlyArray<string>;
    readonly duties: ReadonlyArray<{ readonly action: DutyAction; readonly text: string | null }>;
    readonly clauses: ReadonlyArray<{
      readonly of: string;
      readonly path: string;
      readonly effect: ClauseEffect;
      readonly text: string | null;
    }>;
    readonly lacking: ReadonlyArray<{ readonly id: string }>;
    readonly work: { readonly contestedBy: ReadonlyArray<{ readonly id: string }> };
  } | null;
};

export const mayBeUsed: Question<MayBeUsedQuery, MayBeUsedQueryVariables> = {
  text: 'query MayBeUsed($work:ID!$action:UseAction!$who:ID$at:String$place:String$purpose:UsePurpose){permission(work:$work action:$action who:$who at:$at place:$place purpose:$purpose){answer duties{action text}clauses{of path effect text}missing lacking{id}work{contestedBy{id}}}}',
};
