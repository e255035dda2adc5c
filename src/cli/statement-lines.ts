import { counted } from '../lib/counted.js';
import { idOf } from '../lib/ids.js';
import { fileReferenceSchema } from '../works/file.js';

/** What `show` asks of each statement on which it rests. */
export const STATEMENT_FIELDS = 'statement { id index kind forgottenAt content forgetting { receipt } }';

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

/** A file that statements name, also one whose words were erased. */
export interface NamedFile {
  readonly id: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Places of those statements in the register. */
  readonly namedBy: readonly number[];
}

/** All files that the statements of an answer name, each once: pictures, evidence, photographs, sources. */
export function filesIn(answer: unknown): NamedFile[] {
  const found = new Map<string, NamedFile>();
  const look = (value: unknown, index: number | null): void => {
    if (typeof value !== 'object' || value === null) return;
    const file = fileReferenceSchema.safeParse(value).data;
    if (file && index !== null) {
      const id = idOf('file', file.cid);
      const namedBy = [...new Set([...(found.get(id)?.namedBy ?? []), index])].toSorted((a, b) => a - b);
      found.set(id, { id, mediaType: file.mediaType, sizeBytes: file.sizeBytes, namedBy });
      return;
    }
    const at = isNamed(value) ? value.index : index;
    for (const [name, part] of Object.entries(value))
      look(name === 'receipt' && typeof part === 'string' ? toldIn(part) : part, at);
  };
  look(answer, null);
  return [...found.values()].toSorted((a, b) => (a.namedBy[0] ?? 0) - (b.namedBy[0] ?? 0));
}

/** What a signed receipt says, which is a line of JSON. */
const toldIn = (receipt: string): unknown => {
  const line = receipt.split('\n').find((one) => one.startsWith('{'));
  return line === undefined ? null : JSON.parse(line);
};

/** An answer without what was asked of its statements only to find their files. */
export const withoutContent = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (_, value: unknown) => {
      if (typeof value !== 'object' || value === null || !isNamed(value)) return value;
      const {
        content: _content,
        forgetting: _forgetting,
        ...rest
      } = value as NamedStatement & Record<string, unknown>;
      return rest;
    }),
  );

export const fileLines = (files: readonly NamedFile[]): string[] =>
  files.map(
    ({ id, mediaType, sizeBytes, namedBy }) =>
      `names     ${mediaType}, ${counted(sizeBytes, 'byte')}, by statement ${namedBy.join(', ')}  ${id}`,
  );
