interface Entry {
  readonly side: string;
  readonly outcome: string | null;
}
type Stated<Of extends Entry> = Of & { readonly outcome: NonNullable<Of['outcome']> };

/** The outcome that the other side of a dispute stated last, where one's own has not stated the same and nothing is decided. */
export function outcomeOfOthers<Of extends Entry>(
  { state, entries }: { readonly state: string; readonly entries: readonly Of[] },
  own: Of['side'],
): Stated<Of> | null {
  if (state !== 'OUTCOME_STATED') return null;
  const stated = entries.filter((entry): entry is Stated<Of> => entry.outcome !== null);
  const theirs = stated.findLast(({ side }) => side !== own);
  const mine = stated.findLast(({ side }) => side === own);
  return theirs && theirs.outcome !== mine?.outcome ? theirs : null;
}
