import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { compileContracts } from '../scripts/compile-contracts.mjs';
import { foundryBinary } from '../src/adapters/ledger/foundry-binary.js';
import { checkpointRegistryBytecode } from '../src/adapters/ledger/checkpoint-registry.generated.js';

const run = promisify(execFile);

/** Runs forge in contracts/; a failure carries what forge printed. */
async function forge(...args: string[]): Promise<string> {
  const { stdout } = await run(foundryBinary('forge'), [...args, '--color', 'never'], {
    cwd: 'contracts',
  }).catch((cause: { stdout?: string; stderr?: string }) => {
    throw new Error(`forge ${args.join(' ')}\n${cause.stdout}\n${cause.stderr}`, { cause });
  });
  return stdout;
}

describe('the checkpoint registry', () => {
  it("passes forge's unit, fuzz and invariant tests, at the gas that is committed", async () => {
    const output = await forge('test', '--gas-snapshot-check', 'true', '--gas-snapshot-emit', 'false');
    const passed = Number(/(\d+) tests passed, 0 failed, 0 skipped/.exec(output)?.[1] ?? 0);
    expect(passed).toBeGreaterThan(20);
    expect(output).toMatch(/invariant_\w+\(\) \(runs: 32, calls: 1600/);
    expect(output).toMatch(/testFuzz_\w+\([^)]*\) \(runs: 256/);
  }, 60_000);

  it('costs the sender at most 55,000 gas for a later checkpoint', async () => {
    const gas = JSON.parse(await readFile('contracts/snapshots/CheckpointRegistry.json', 'utf8')) as Record<
      string,
      string
    >;
    expect(Number(gas['later checkpoint'])).toBeLessThanOrEqual(55_000);
  });

  it('is in the repository as solc-js compiles it', async () => {
    for (const [path, content] of Object.entries(compileContracts())) {
      expect({ path, content: await readFile(path, 'utf8') }).toEqual({ path, content });
    }
  }, 30_000);

  it('is tested by forge as the very bytecode that is deployed', async () => {
    await forge('build');
    const path = 'contracts/out/CheckpointRegistry.sol/CheckpointRegistry.json';
    const artifact = JSON.parse(await readFile(path, 'utf8')) as { bytecode: { object: string } };
    expect(artifact.bytecode.object).toBe(checkpointRegistryBytecode);
  }, 60_000);
});
