import { judged, type Check } from './evidence-report.js';
import { keyHistory, rotationProblem } from './key-history.js';
import type { OpenedStatement } from './verify-signatures.js';

/**
 * Checks of each rotation in the package that its new key accepted it, and that the old key, or one of the recovery keys
 * which that had named, signed it. Those that pass say which keys are one person.
 */
export function keyChecks(statements: readonly OpenedStatement[]): Check[] {
  const placed = statements.flatMap(({ listed, statement }) =>
    statement ? [{ index: listed.index, statement, path: listed.path }] : [],
  );
  const history = keyHistory(placed);
  return placed
    .filter(({ statement }) => statement.kind === 'rotate-key')
    .map(({ index, path }) => {
      const rotation = history.rotations.find((one) => one.index === index);
      const by =
        rotation?.statement.signer === rotation?.body.from ? 'the old key' : 'a recovery key of the old one';
      return judged(rotation ? rotationProblem(history, rotation) : 'Its body is not one of rotate-key.', {
        what: 'A key of one person took the place of another',
        subject: path,
        detail: rotation
          ? `${rotation.body.from} and ${rotation.body.to} are one person: ${by} signed it, and the new key accepted it.`
          : '',
      });
    });
}
