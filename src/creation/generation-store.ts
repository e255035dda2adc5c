import type { Tables } from '../ports.js';
import type { GenerationRecord } from './generation-record.js';

/** What makes two generations the same picture, if nothing else differs: another seed or prompt gives another. */
type SameBy = Pick<GenerationRecord, 'seed' | 'prompt'>;

/**
 * Works that are claimed, by claims that stand, with a generation of the same seed and public prompt, the earliest registered first; none of
 * which the file is itself.
 */
export async function worksOfSameGeneration(
  tables: Tables,
  { seed, prompt }: SameBy,
  { exceptFile, most }: { readonly exceptFile: string; readonly most: number },
): Promise<string[]> {
  if (seed === undefined || prompt === undefined || !('text' in prompt)) return [];
  const rows = await tables.query<{ work: string }[]>(
    `SELECT c.work FROM claims c JOIN works w ON w.id = c.work
      WHERE c.body -> 'generations' @> $1::jsonb
        AND EXISTS (SELECT FROM claimants p WHERE p.claim = c.id AND p.signed_at IS NOT NULL AND p.withdrawn_at IS NULL)
        AND NOT EXISTS (SELECT FROM work_files f WHERE f.work = c.work AND f.file = $2)
      GROUP BY c.work, w.statement_index ORDER BY w.statement_index LIMIT $3`,
    [JSON.stringify([{ seed, prompt: { text: prompt.text } }]), exceptFile, most],
  );
  return rows.map(({ work }) => work);
}
