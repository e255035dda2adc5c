import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';

/** Brackets within brackets, of all definitions together: a chain of fragments is at most so deep. */
const MOST_NESTING = 300;

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Refuses a query that nests so deeply that graphql-js, whose rules recurse through selections and fragments, would
 * exhaust the stack before the rule about depth has its say. Throws a GraphQLError with the status 400.
 */
export function checkNesting(query: unknown): void {
  if (typeof query === 'string' && nestingOf(query) > MOST_NESTING) {
    throw new GraphQLError(`The query nests more than ${MOST_NESTING} deep. Ask for less at once.`, {
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
    });
  }
}

function nestingOf(query: string): number {
  const lexer = new Lexer(new Source(query));
  let depth = 0;
  let deepest = 0;
  let total = 0;
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      if (OPENING.has(token.kind)) deepest = Math.max(deepest, ++depth);
      else if (CLOSING.has(token.kind) && --depth === 0) {
        total += deepest;
        deepest = 0;
      }
      if (total + deepest > MOST_NESTING) break;
    }
  } catch (error) {
    // A character that is none of GraphQL's: the parser says so, and comes no further than this.
    if (!(error instanceof GraphQLError)) throw error;
  }
  return total + deepest;
}
