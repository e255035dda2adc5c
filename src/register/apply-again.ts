import { doTogether } from '../lib/together.js';
import type { Tables } from '../ports.js';
import type { recordedAgain } from './stored-statement.js';
import { wavesOf } from './waves.js';

/**
 * Applies recorded statements again, as if one after the other; those that have nothing in common share their SQL. The
 * files that they name must be in the tables.
 */
export async function applyAgain(
  tables: Tables,
  statements: readonly ReturnType<typeof recordedAgain>[],
): Promise<void> {
  const candidates = statements
    .filter(({ hasEffect }) => hasEffect)
    .map((one) => ({ ...one, statement: one.recorded.statement }));
  for (const wave of wavesOf(candidates))
    await doTogether(
      tables,
      wave.map(
        ({ kind, recorded }) =>
          () =>
            kind.apply(tables, recorded),
      ),
    );
}
