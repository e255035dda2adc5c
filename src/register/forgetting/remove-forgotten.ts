import { parseId } from '../../lib/ids.js';
import type { ContentStore, Database } from '../../ports.js';
import type { KnownForgettings } from './known-forgettings.js';
import { unsharedBlocks } from './unshared-blocks.js';

interface Needs {
  readonly database: Pick<Database, 'tables'>;
  readonly content: Pick<ContentStore, 'has' | 'blocksOf' | 'remove'>;
}

/** CIDs of the files among some ids. */
export const forgottenFiles = (ids: Iterable<string>): Set<string> =>
  new Set(
    [...ids].flatMap((id) => {
      const { kind, name = '' } = parseId(id) ?? {};
      return kind === 'file' ? [name] : [];
    }),
  );

/** Takes out of a content store what is forgotten and is there all the same; gives how many blocks. */
export async function removeForgotten(
  { database: { tables }, content }: Needs,
  forgettings: KnownForgettings,
): Promise<number> {
  const gone = forgottenFiles(forgettings.keys());
  let removed = 0;
  for (const id of forgettings.keys()) {
    const cid = parseId(id)?.name ?? '';
    if (!(await content.has(cid))) continue;
    const { own } = await unsharedBlocks({ tables, content }, [cid], gone);
    // The first is the one by which the rest is found, and goes last.
    await content.remove(own.toReversed());
    removed += own.length;
  }
  return removed;
}
