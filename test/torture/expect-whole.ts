import { openAdapters } from '../../src/adapters/open-adapters.js';
import { readConfig } from '../../src/config.js';
import { findingsIn } from '../register/findings-in.js';
import { expectStepsOnce } from '../register/steps-once.js';

/** What must be true of a house that nobody uses: fsck finds nothing, and each step of its log was anchored once. */
export async function expectWhole(environment: Readonly<Record<string, string>>): Promise<void> {
  const ports = await openAdapters(readConfig(environment));
  try {
    expect(await findingsIn(ports)).toEqual([]);
    await expectStepsOnce(ports);
  } finally {
    await ports.close();
  }
}
