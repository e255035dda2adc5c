import { CHANGED, passed, type Check } from './evidence-report.js';
import { statementFates } from './statement-fates.js';
import type { OpenedStatement } from './verify-signatures.js';
import { counted } from '../lib/counted.js';

/** What became of the statements since they were recorded, as checks that speak of today; none of it makes a package fail. */
export function fateChecks(statements: readonly OpenedStatement[], now: Date | undefined): Check[] {
  const fates = statementFates(statements, now);
  const last = statements.at(-1)?.listed.index;
  const changed = fates.map(({ path, what, detail }) =>
    passed({ when: 'today', what: `${what}${CHANGED}`, subject: path, detail }),
  );
  const rest = statements.length - new Set(fates.map(({ path }) => path)).size;
  return [
    ...changed,
    passed({
      when: 'today',
      what: 'Stands as it was recorded',
      subject: 'statements/',
      detail: `Nothing in the package withdraws, contests or supersedes ${rest} of ${counted(statements.length, 'statement')}. It tells of no entry after ${last}: ask the register for what came later.`,
    }),
  ];
}
