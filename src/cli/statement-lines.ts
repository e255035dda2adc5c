/** What `show` asks of each statement on which it rests. */
export const STATEMENT_FIELDS = 'statement { id index kind forgottenAt }';

export interface NamedStatement {
  readonly id: string;
  readonly index: number;
  readonly kind: string;
  readonly forgottenAt: string | null;
}

const isNamed = (value: object): value is NamedStatement =>
  'id' in value && 'index' in value && 'kind' in value && 'forgottenAt' in value;

/** All statements that an answer names, each once, in the order of the register. */
export function statementsIn(answer: unknown): NamedStatement[] {
  const found = new Map<number, NamedStatement>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isNamed(value)) found.set(value.index, value);
    for (const part of Object.values(value)) look(part);
  };
  look(answer);
  return [...found.values()]
    .toSorted((a, b) => a.index - b.index)
    .map(({ id, index, kind, forgottenAt }) => ({ id, index, kind, forgottenAt }));
}

export const statementLines = (statements: readonly NamedStatement[]): string[] =>
  statements.map(
    ({ id, index, kind, forgottenAt }) =>
      `statement ${index}: ${kind}${forgottenAt === null ? '' : `, erased ${forgottenAt}`}  ${id}`,
  );
