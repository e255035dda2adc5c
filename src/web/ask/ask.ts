import { WHOLE, type Problem } from '../../lib/read-as.js';
import type { Question } from './question.js';

/** What went wrong with a question, and what the person can do about it. */
export class AskProblem extends Error {
  constructor(
    /** The register's own code, such as WORK_UNKNOWN; OFFLINE where it could not be reached; BROKEN for a failure of its own. */
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

interface Reply<Answer> {
  readonly data?: Answer | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly details?: Readonly<Record<string, unknown>> };
  }[];
}

/** Asks the API of the server that the page came from. Throws AskProblem. */
export async function ask<Answer, Variables>(
  question: Question<Answer, Variables>,
  variables: Variables,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Answer> {
  const reply = await post<Answer>({ query: question.text, variables }, signal);
  const [error] = reply.errors ?? [];
  if (error) {
    const { code = 'BROKEN', details } = error.extensions ?? {};
    throw code === 'INTERNAL_SERVER_ERROR'
      ? broken()
      : new AskProblem(code, unfitting({ code, details }) ?? error.message, details);
  }
  if (!reply.data) throw broken();
  return reply.data;
}

/**
 * Of what does not fit its schema: what is wrong, and of which field, without a statement that nobody here wrote as one; null for other problems.
 * `called`: how the page calls a place, null where it does not.
 */
export function unfitting(
  { code, details = {} }: { readonly code: string; readonly details?: AskProblem['details'] | undefined },
  called: (place: string) => string | null = () => null,
): string | null {
  const { problems } = details;
  if (code !== 'OUT_OF_SCHEMA' || !Array.isArray(problems)) return null;
  // By the schema of the details of OUT_OF_SCHEMA.
  const wrong = (problems as readonly Problem[]).map(({ place, problem }) =>
    place === WHOLE ? problem : `${called(place) ?? placeInWords(place)} ${problem}`,
  );
  return `What you filled in cannot be recorded: ${[...new Set(wrong)].join('; ')}.`;
}

/** humanActs.0.when is "human act 1, when": counted as people do. */
const placeInWords = (place: string): string =>
  place
    .replaceAll(
      /(?:(ie)?s)?\.(\d+)/g,
      (_, y: string | undefined, at: string) => `${y ? 'y' : ''} ${Number(at) + 1}`,
    )
    .replaceAll('.', ', ')
    .replaceAll(/[a-z](?=[A-Z])/g, '$& ')
    .toLowerCase();

async function post<Answer>(body: object, signal?: AbortSignal): Promise<Reply<Answer>> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw offline();
  }
  try {
    return (await response.json()) as Reply<Answer>; // the API answers by its schema
  } catch {
    throw broken();
  }
}

export const offline = (): AskProblem =>
  new AskProblem(
    'OFFLINE',
    'The register cannot be reached. Look at your connection; nothing you typed is lost.',
  );

const broken = (): AskProblem =>
  new AskProblem('BROKEN', 'Something failed at the register, and it is in its log. Try again in a moment.');
