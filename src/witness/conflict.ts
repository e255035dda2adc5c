/** Two signed checkpoints of one log that do not go together. */
export interface Conflict {
  /**
   * - `forked`: two trees of the same size; the two checkpoints alone prove it.
   * - `rewritten`: the later tree, recomputed from all its entries, does not begin with the earlier one.
   * - `shrunk`: the log shows a smaller tree than before. The two need not contradict each other.
   */
  readonly kind: 'forked' | 'rewritten' | 'shrunk';
  /** The log's key, and the witness's, as name+id+key. */
  readonly log: string;
  readonly witness: string;
  /** When it was found, by the witness's clock: RFC 3339. */
  readonly foundAt: string;
  /** What the witness had cosigned: the note with the log's signature and the witness's own. */
  readonly cosigned: string;
  /** What the log signed and the witness refuses. */
  readonly refused: string;
}

/** A witness never cosigns a log again that has contradicted itself; one that shows an old head may yet catch up. */
export const isFinal = ({ kind }: Conflict): boolean => kind !== 'shrunk';

const SAYS = {
  forked:
    'has signed two different trees of the same size. Somebody was shown another log than somebody else, and the two checkpoints below prove it.',
  rewritten:
    'has signed a tree that does not begin with the one that it had signed before: entries were taken out, changed or put in.',
  shrunk:
    'shows a smaller tree than before. It was set back to an old copy, or shows an old checkpoint; nothing is cosigned until it has grown again.',
} as const;

/** What happened, in plain words, with both checkpoints as they were signed. */
export function conflictText({ kind, log, witness, foundAt, cosigned, refused }: Conflict): string {
  const name = log.slice(0, log.indexOf('+'));
  return [
    `The log ${name} ${SAYS[kind]}`,
    '',
    `Found at ${foundAt} by the witness ${witness}`,
    `The log's key: ${log}`,
    '',
    'The witness had cosigned this checkpoint:',
    '',
    cosigned,
    'It refuses this one, which the log signed too:',
    '',
    refused,
  ].join('\n');
}
