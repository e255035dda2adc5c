import path from 'node:path';
import { readConfig, readKeyConfig } from '../src/config.js';
import { parseWitnessKey, witnessKey } from '../src/lib/cosignature.js';
import { noteSigner } from '../src/lib/signed-note.js';
import { aRandom } from './fixtures/random.js';

/** The key of a public witness. */
const REMORA = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2';

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      dataDir: path.resolve('data'),
      publicUrl: null,
      databaseUrl: null,
      ipfsApiUrl: null,
      ethereum: null,
      anchorEveryMs: 0,
      anchorBumpAfterMs: 180_000,
      anchorMaxFeeWei: 200_000_000_000n,
      anchorDailyWei: null,
      logOrigin: null,
      operators: [],
      renditionsBytes: 2_000_000_000,
      proxies: 0,
      timestampUrl: null,
      credentialAnchors: [],
      credentialKey: null,
      embedding: null,
      witnesses: [],
    });
  });

  it('takes an empty variable as none', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4000, databaseUrl: null });
  });

  it('takes the public address with a slash at its end or without', () => {
    expect(readConfig({ PUBLIC_URL: 'https://art.example/register//' }).publicUrl).toBe(
      'https://art.example/register',
    );
  });

  it('waits ten minutes between anchors on a chain that costs', () => {
    const chain = { ETH_RPC_URL: 'https://rpc.example', ANCHOR_KEY: `0x${'1'.repeat(64)}` };
    expect(readConfig(chain)).toMatchObject({
      anchorEveryMs: 600_000,
      ethereum: { rpcUrl: 'https://rpc.example', registry: null, creator: null, finalBlocks: null },
    });
    expect(readConfig({ ...chain, ANCHOR_EVERY_S: '30' })).toMatchObject({ anchorEveryMs: 30_000 });
  });

  it('takes the address of a timestamp authority', () => {
    expect(readConfig({ TIMESTAMP_URL: 'https://tsa.example/' }).timestampUrl).toBe('https://tsa.example/');
    expect(() => readConfig({ TIMESTAMP_URL: 'tsa.example' })).toThrow(/TIMESTAMP_URL is not a URL/);
  });

  it('takes witnesses with their addresses', () => {
    const witness = noteSigner('witness.example/one', aRandom('a configured witness').bytes(32));
    const { name, publicKey } = witness;
    const WITNESSES = ` ${REMORA}=https://witness.example/\n ${witnessKey(witness)}=http://[::1]:8080/a=b `;
    expect(readConfig({ WITNESSES }).witnesses).toEqual([
      { key: parseWitnessKey(REMORA), url: 'https://witness.example' },
      { key: { name, publicKey }, url: 'http://[::1]:8080/a=b' },
    ]);
  });

  it.each([
    [REMORA, /WITNESSES has no address for remora\.n621\.de: KEY=URL is needed/],
    [`${REMORA}=nowhere`, /WITNESSES .*names an address that does not begin with http/],
    ['remora.n621.de+da77ade8+BOvN63jn=https://a.example', /WITNESSES .*does not begin with such a key/],
    [`${REMORA}=http://a.example ${REMORA}=http://b.example`, /WITNESSES names a witness twice/],
    [`x=http://a.example ${REMORA}`, /WITNESSES .*x=http[^]*WITNESSES has no address/],
  ])('refuses the witnesses %s', (WITNESSES, problem) => {
    expect(() => readConfig({ WITNESSES })).toThrow(problem);
  });

  it('takes the limits of anchoring, in the units that people use', () => {
    const limits = {
      ANCHOR_BUMP_AFTER_S: '60',
      ANCHOR_MAX_FEE_GWEI: '40',
      ANCHOR_DAILY_SPEND_WEI: '20000000000000000',
    };
    expect(readConfig(limits)).toMatchObject({
      anchorBumpAfterMs: 60_000,
      anchorMaxFeeWei: 40_000_000_000n,
      anchorDailyWei: 20_000_000_000_000_000n,
    });
    expect(() =>
      readConfig({ ANCHOR_DAILY_SPEND_WEI: '0.1', ANCHOR_MAX_FEE_GWEI: '0', ANCHOR_FINAL_BLOCKS: '-1' }),
    ).toThrow(
      /ANCHOR_FINAL_BLOCKS is not a whole number[^]*ANCHOR_MAX_FEE_GWEI is not between 1 and[^]*ANCHOR_DAILY_SPEND_WEI is not a whole number of wei/,
    );
  });

  it('shows a model pictures as most want them, or as it is said', () => {
    expect(readConfig({ EMBEDDING_MODEL: 'sscd.onnx' }).embedding).toEqual({
      path: path.resolve('sscd.onnx'),
      side: 288,
      mean: [0.485, 0.456, 0.406],
      deviation: [0.229, 0.224, 0.225],
      least: 0.75,
    });
    const manner = {
      EMBEDDING_MODEL: '/models/a.onnx',
      EMBEDDING_SIDE: '224',
      EMBEDDING_MEAN: '0, 0.5,1',
      EMBEDDING_DEVIATION: '1,1,0.5',
      EMBEDDING_LEAST: '0.9',
    };
    expect(readConfig(manner).embedding).toEqual({
      path: '/models/a.onnx',
      side: 224,
      mean: [0, 0.5, 1],
      deviation: [1, 1, 0.5],
      least: 0.9,
    });
    expect(() =>
      readConfig({
        EMBEDDING_SIDE: '4',
        EMBEDDING_MEAN: '0.5,0.5',
        EMBEDDING_DEVIATION: '1,0,1',
        EMBEDDING_LEAST: '75',
      }),
    ).toThrow(
      /EMBEDDING_SIDE is not between 8 and 1024[^]*EMBEDDING_MEAN is not three numbers[^]*EMBEDDING_DEVIATION is not above 0[^]*EMBEDDING_LEAST is above 1/,
    );
    expect(() => readConfig({ EMBEDDING_MEAN: 'a,b,', EMBEDDING_LEAST: 'near' })).toThrow(
      /EMBEDDING_MEAN[^]*EMBEDDING_LEAST/,
    );
  });

  it('lists every problem at once, and no secret', () => {
    const secret = `0x${'a'.repeat(63)}`;
    const read = () =>
      readConfig({
        PORT: '70000',
        DATABASE_URL: 'mysql://x',
        ETH_RPC_URL: 'nowhere',
        ANCHOR_KEY: secret,
        LOG_ORIGIN: 'a b',
      });
    expect(read).toThrow(
      /PORT is not between 0 and 65535[^]*DATABASE_URL is not a URL[^]*ETH_RPC_URL is not a URL[^]*ANCHOR_KEY is not a private key[^]*LOG_ORIGIN may not hold spaces/,
    );
    expect(read).not.toThrow(secret);
  });

  it('wants the RPC and the key together', () => {
    expect(() => readConfig({ ETH_RPC_URL: 'https://rpc.example' })).toThrow(
      'ETH_RPC_URL and ANCHOR_KEY go together',
    );
  });

  it('finds the key of the commands where it is said to be, or in the home folder', () => {
    expect(readKeyConfig({ RAISONNE_KEY: '/keys/a.json', RAISONNE_PASSPHRASE: 'secret' })).toEqual({
      defaultFile: '/keys/a.json',
      passphrase: 'secret',
    });
    expect(readKeyConfig({})).toMatchObject({
      defaultFile: expect.stringMatching(/\.raisonne\/key\.json$/),
      passphrase: null,
    });
  });
});
