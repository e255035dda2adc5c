import { UNIXFS_PROFILE } from '../../lib/cid.js';
import type { ContentStore, Tables } from '../../ports.js';
import { contentAmong, filesLargerThan } from './kept-content-store.js';

interface Needs {
  readonly tables: Tables;
  readonly content: Pick<ContentStore, 'blocksOf'>;
}

export interface BlocksOf {
  /** CIDs of blocks that nothing has which is kept. */
  readonly own: readonly string[];
  /** CIDs of those that something else has, too. */
  readonly shared: readonly string[];
}

/** The blocks of some content; `gone` are CIDs of the files that are forgotten, which keep nothing. Of statements the rows tell. */
export async function unsharedBlocks(
  { tables, content }: Needs,
  cids: readonly string[],
  gone: ReadonlySet<string>,
): Promise<BlocksOf> {
  const all = new Set<string>();
  for (const cid of cids) for (const block of await content.blocksOf(cid)) all.add(block);
  const shared = new Set((await contentAmong(tables, [...all])).filter((cid) => !gone.has(cid)));
  // What is one block is named by it. Of what is more, the nodes must be asked: one of 174 MiB.
  for (const cid of await filesLargerThan(tables, UNIXFS_PROFILE.chunkBytes)) {
    if (gone.has(cid)) continue;
    for (const block of await content.blocksOf(cid)) if (all.has(block)) shared.add(block);
  }
  return { own: [...all].filter((block) => !shared.has(block)), shared: [...shared] };
}
