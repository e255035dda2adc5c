import { Refusal } from '../lib/refusal.js';
import type { PageInfo } from './node.graphql.js';

/** The most that can be asked for at once. */
const MOST = 100;

export interface PageArgs {
  readonly first: number;
  readonly after?: string | null;
}

export interface Connection<Item> {
  readonly edges: readonly { readonly cursor: string; readonly node: Item }[];
  readonly pageInfo: PageInfo;
}

/** A place in one particular list: `list` names it, so that a cursor of another list is noticed. */
export interface Page {
  readonly list: string;
  /** The register index after which to go on; null from the beginning. */
  readonly after: bigint | null;
  readonly first: number;
}

/** Reads a page's arguments; refuses sizes outside 1–100 and cursors of other lists. */
export function readPage(list: string, { first, after }: PageArgs): Page {
  if (first < 1 || first > MOST)
    throw new Refusal('BAD_PAGE_SIZE', `first must be between 1 and ${MOST}; it is ${first}.`, { first });
  return { list, first, after: after == null ? null : readCursor(list, after) };
}

/** The page of `found`, of which one more than asked for was fetched to see whether more follow. */
export function connectionOf<Item>(
  { list, first }: Page,
  found: readonly Item[],
  indexOf: (item: Item) => bigint,
): Connection<Item> {
  const edges = found.slice(0, first).map((node) => ({ cursor: cursorOf(list, indexOf(node)), node }));
  const pageInfo = {
    hasNextPage: found.length > first,
    hasPreviousPage: false,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

const cursorOf = (list: string, index: bigint): string =>
  Buffer.from(`${list} ${index}`).toString('base64url');

function readCursor(list: string, cursor: string): bigint {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const match = /^(.*) (\d{1,18})$/s.exec(text);
  if (match?.[1] !== list || cursorOf(list, BigInt(match[2] ?? 0)) !== cursor) {
    throw new Refusal(
      'BAD_CURSOR',
      'The cursor is not one of this list. Use the endCursor of a page of the same list, with the same arguments.',
      { cursor },
    );
  }
  return BigInt(match[2] ?? 0);
}
