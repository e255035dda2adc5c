import { erasedInWords } from '../evidence/documents/erased-words.js';

/** What is asked wherever a history is told: without it an erased one reads as if there were none. */
export const ERASED_FIELDS = 'erased { id index kind recordedAt forgottenAt signer { id } }';

export interface ErasedStatement {
  readonly id: string;
  readonly index: number;
  readonly recordedAt: string;
  readonly forgottenAt: string;
  readonly signer: { readonly id: string };
}

export const erasedLines = (erased: readonly ErasedStatement[]): string[] =>
  erased.map(({ index, recordedAt, forgottenAt, signer }) =>
    erasedInWords({ index, by: signer.id, recordedAt, erasedAt: forgottenAt }),
  );
