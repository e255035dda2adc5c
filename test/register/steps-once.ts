import type { Database, Ledger } from '../../src/ports.js';
import { anchorRows } from '../../src/register/anchor-store.js';
import { newestCheckpoint } from '../../src/register/checkpoint-store.js';

/**
 * Each step of the log is on the chain once, going on where the one before ended, up to the newest checkpoint; and each is
 * what one anchor says, and each anchor that says to be mined is one of them.
 */
export async function expectStepsOnce({
  database: { tables },
  ledger,
}: {
  readonly database: Database;
  readonly ledger: Ledger;
}): Promise<void> {
  const steps = await ledger.anchored();
  expect(steps.map(({ from }) => from)).toEqual([0n, ...steps.slice(0, -1).map(({ to }) => to)]);
  expect(steps.at(-1)?.to).toBe((await newestCheckpoint(tables))?.size);
  const { anchors } = await anchorRows(tables);
  const effective = anchors.filter(({ state }) => state === 'mined' || state === 'final');
  expect(
    effective.map(({ fromSize, toSize, root, hash }) => `${fromSize} ${toSize} ${root} ${hash}`).toSorted(),
  ).toEqual(steps.map(({ from, to, root, mined }) => `${from} ${to} ${root} ${mined.hash}`).toSorted());
}
