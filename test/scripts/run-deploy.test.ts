import { runDeploy } from '../../scripts/run-deploy.js';
import { openRpcLedger } from '../../src/adapters/ledger/open-rpc-ledger.js';
import { anAnvil, anchor, later, rootOf, SALT, step, TEST_KEY } from '../adapters/ledger-fixtures.js';

interface Deployed {
  readonly address: string;
  readonly chainId: string;
  readonly wasThere: boolean;
  readonly transaction: { readonly gasUsed: string; readonly paidWei: string } | null;
}

async function run(line: readonly string[], environment: Record<string, string>) {
  const printed = { out: '', err: '' };
  const code = await runDeploy(line, environment, {
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
  });
  return { code, ...printed };
}

const json = async (line: readonly string[], environment: Record<string, string>) =>
  JSON.parse((await run([...line, '--json'], environment)).out) as Deployed;

describe('npm run deploy', () => {
  it('deploys the registry once, at the address where the server finds it', async () => {
    const { rpcUrl } = await anAnvil();
    const environment = { ETH_RPC_URL: rpcUrl, ANCHOR_KEY: TEST_KEY };
    const first = await json([], environment);
    expect(first).toMatchObject({ chainId: '31337', wasThere: false });
    expect(Number(first.transaction?.gasUsed)).toBeGreaterThan(300_000);
    expect(Number(first.transaction?.paidWei)).toBeGreaterThan(0);
    expect(await json([], environment)).toEqual({ ...first, wasThere: true, transaction: null });
    const ledger = await openRpcLedger({ rpcUrl, privateKey: TEST_KEY, salt: SALT });
    later(ledger, () => ledger.close());
    expect(ledger.registry).toBe(first.address);
    expect((await run([], environment)).out).toContain(
      `${first.address} on chain 31337; it was there already.`,
    );
  });

  it('deploys directly on a chain without the proxy, and the server takes the address', async () => {
    const { rpcUrl } = await anAnvil('--disable-default-create2-deployer');
    const environment = { ETH_RPC_URL: rpcUrl, ANCHOR_KEY: TEST_KEY };
    const refused = await run([], environment);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('--direct');
    const { address: registry } = await json(['--direct'], environment);
    expect(await json(['--direct'], { ...environment, ANCHOR_REGISTRY: registry })).toMatchObject({
      address: registry,
      wasThere: true,
    });
    const ledger = await openRpcLedger({ rpcUrl, privateKey: TEST_KEY, salt: SALT, registry });
    later(ledger, () => ledger.close());
    await anchor(ledger, step(0n, 5n));
    expect(await ledger.newest()).toEqual({ size: 5n, root: rootOf(5n) });
  });

  it('says what is missing, and never the key', async () => {
    expect(await run(['--help'], {})).toMatchObject({
      code: 0,
      out: expect.stringContaining('--direct') as unknown,
    });
    expect(await run(['--loud'], {})).toMatchObject({
      code: 2,
      err: expect.stringContaining('--loud') as unknown,
    });
    expect(await run([], {})).toMatchObject({
      code: 1,
      err: expect.stringContaining('Set ETH_RPC_URL') as unknown,
    });
    const { rpcUrl } = await anAnvil();
    const poor = `0x${'77'.repeat(32)}`;
    const { code, err } = await run([], { ETH_RPC_URL: rpcUrl, ANCHOR_KEY: poor });
    expect(code).toBe(1);
    expect(err).toMatch(
      /could not deploy the checkpoint registry; has it funds on this chain\? .*nsufficient funds/,
    );
    expect(err).not.toContain(poor);
  });
});
