import type { Tables } from '../ports.js';
import { chainHeads } from './making-store.js';
import { firstHead } from './making-step.js';
import type { Making } from './making.js';

/** Where a maker's own chain of steps has got, in hex. */
export interface MakingChain {
  readonly maker: string;
  readonly head: string;
}

/** The chains of all who may record steps of a making, and of who did. */
export async function findChains(
  tables: Tables,
  { id, makers }: Pick<Making, 'id' | 'makers'>,
): Promise<MakingChain[]> {
  const known = new Map((await chainHeads(tables, [id])).map(({ maker, head }) => [maker, head]));
  return [...new Set([...makers, ...known.keys()])].map((maker) => ({
    maker,
    head: known.get(maker) ?? firstHead(id, maker),
  }));
}
