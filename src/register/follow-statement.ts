import { parseId } from '../lib/ids.js';
import type { Tables } from '../ports.js';
import { anchorsCovering } from './anchor-store.js';
import { checkpointsCovering } from './checkpoint-store.js';
import { statementsByCid, type StoredStatement } from './statement-store.js';
import { followHead, type HeadWatch } from './watch-head.js';

interface Needs {
  readonly tables: Tables;
  readonly heads: HeadWatch;
}

/** A statement each time that it goes on, from recorded over checkpointed to finally anchored, and at once as it is; nothing for one that is not recorded here. */
export async function* followStatement(
  { tables, heads }: Needs,
  { id, signal }: { readonly id: string; readonly signal: AbortSignal },
): AsyncGenerator<StoredStatement, void> {
  const [statement] = await statementsByCid(tables, [parseId(id)?.name ?? '']);
  if (!statement) return;
  let told: string | null = null;
  for await (const _ of followHead(heads, signal)) {
    const [[checkpoint], [anchor]] = await Promise.all([
      checkpointsCovering(tables, [statement.index]),
      anchorsCovering(tables, [statement.index]),
    ]);
    const stage = `${checkpoint?.size ?? ''} ${anchor?.id ?? ''} ${anchor?.state ?? ''}`;
    if (stage !== told) yield statement;
    told = stage;
    if (anchor?.state === 'final') return;
  }
}
