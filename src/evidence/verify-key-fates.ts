import { CHANGED, failed, passed, type Check } from './evidence-report.js';
import { isAboutKeys, keyHistory, rotationProblem, type PlacedStatement } from './key-history.js';
import type { OpenedStatement } from './verify-signatures.js';
import { counted } from '../lib/counted.js';

interface Signed extends PlacedStatement {
  readonly path: string;
  readonly recordedAt: string | null;
}

/**
 * What became of the keys that signed statements of the package, as far as it tells: which of them was replaced, when, by which and by whom.
 * That takes nothing from what they signed before. A statement that a key signed after it was replaced fails: no such register takes one.
 */
export function keyFateChecks(statements: readonly OpenedStatement[]): Check[] {
  const placed = statements.flatMap(({ listed: { index, path }, statement, recordedAt }): Signed[] =>
    statement ? [{ index, path, statement, recordedAt }] : [],
  );
  const history = keyHistory(placed);
  const good = history.rotations.filter((rotation) => rotationProblem(history, rotation) === null);
  const checks = good.flatMap(({ index, statement: { signer }, body: { from, to, reason } }) => {
    const own = placed.filter(({ statement }) => statement.signer === from);
    const before = own.filter((one) => one.index < index && !isAboutKeys(one.statement));
    const rotation = placed.find((one) => one.index === index);
    const replaced = `replaced by ${to} (${reason}) at ${rotation?.recordedAt ?? 'an unknown time'}, entry ${index}, signed by ${signer === from ? 'itself' : `its recovery key ${signer}`}`;
    return [
      ...(before.length === 0
        ? []
        : [
            passed({
              when: 'today',
              what: `A key that signed was replaced${CHANGED}`,
              subject: rotation?.path ?? '',
              detail: `${from} signed ${counted(before.length, 'statement')} here and was ${replaced}. What it signed before stands; it can sign nothing more.`,
            }),
          ]),
      ...own
        .filter((one) => one.index > index)
        .map(({ path }) =>
          failed({
            what: 'Signed before the key was replaced',
            subject: path,
            detail: `${from} had been ${replaced}.`,
          }),
        ),
    ];
  });
  if (checks.some(({ when }) => when === 'today')) return checks;
  const detail = 'As far as the package tells, no key that signed a statement in it was replaced.';
  return [
    ...checks,
    passed({
      when: 'today',
      what: 'The keys that signed are still those of their persons',
      subject: 'statements/',
      detail,
    }),
  ];
}
