import { fromHex, toHex } from '../../src/lib/hex.js';
import { isConsistent, leafHash, rootOfInclusion } from '../../src/lib/merkle.js';
import { openCheckpoint } from '../../src/register/checkpoint.js';
import { unpackEntries } from '../../src/register/entry-bundle.js';
import { publishCheckpoint } from '../../src/register/publish-checkpoint.js';
import { tilePath, widthAt } from '../../src/register/tile-path.js';
import { aPerson, describeHouse, type TestHouse } from '../fixtures/house.js';
import { recorderInHouse } from '../register/a-register.js';
import { plainRoot } from '../register/plain-root.js';

const ada = aPerson('ada');

interface Head {
  readonly size: number;
  readonly root: string;
}

describeHouse('the log as it is served', (open) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
    const register = recorderInHouse(house.ports);
    await register.work(ada);
    await publishCheckpoint(house.ports);
    const works = await Promise.all(Array.from({ length: 260 }, () => register.work(ada)));
    expect(new Set(works).size).toBe(260);
    await publishCheckpoint(house.ports);
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  const get = (path: string) => fetch(`${house.url}${path}`);
  const bytesOf = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer());
  const json = async <Answer>(path: string): Promise<Answer> => (await (await get(path)).json()) as Answer; // as the route documents

  it('can be followed from the checkpoint to every entry by the paths of tlog-tiles', async () => {
    const head = openCheckpoint(await (await get('/checkpoint')).text(), house.ports.log);
    expect(head?.size).toBe(261n);
    const leaves: Uint8Array[] = [];
    for (const position of [0n, 1n]) {
      const width = widthAt(261n, { level: 0, position });
      const entries = unpackEntries(await bytesOf(`/${tilePath({ level: 'entries', position, width })}`));
      const hashes = await bytesOf(`/${tilePath({ level: 0, position, width })}`);
      expect(Buffer.concat(entries.map(leafHash)).equals(hashes)).toBe(true);
      leaves.push(...entries.map(leafHash));
      for (const entry of entries) {
        const { statement } = JSON.parse(new TextDecoder().decode(entry)) as { statement: string };
        expect((await json<{ kind: string }>(`/statements/${statement}`)).kind).toBe('register-work');
      }
    }
    expect(head && toHex(head.root)).toBe(toHex(plainRoot(leaves)));
    const level1 = await bytesOf('/tile/1/000.p/1');
    expect(toHex(level1)).toBe(toHex(plainRoot(leaves.slice(0, 256))));
  });

  it('lets tiles be kept for ever, and the checkpoint for a moment', async () => {
    const tile = await get('/tile/0/000');
    expect(tile.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(tile.headers.get('content-type')).toBe('application/octet-stream');
    expect((await get('/checkpoint')).headers.get('cache-control')).toBe('public, max-age=1');
  });

  it('lists every checkpoint that was signed', async () => {
    const lines = (await (await get('/checkpoints.jsonl')).text()).trimEnd().split('\n');
    const sizes = lines.map((line) => (JSON.parse(line) as { size: number }).size);
    expect([sizes[0], sizes.at(-1)]).toEqual([1, 261]);
  });

  it('proves inclusion in the newest checkpoint and in an earlier one', async () => {
    for (const [query, size] of [
      ['index=0', 261],
      ['index=260', 261],
      ['index=0&size=1', 1],
    ] as const) {
      const proof = await json<{ index: number; leafHash: string; hashes: string[] } & Head>(
        `/proof/inclusion?${query}`,
      );
      const root = rootOfInclusion(
        fromHex(proof.leafHash),
        BigInt(proof.index),
        BigInt(proof.size),
        proof.hashes.map(fromHex),
      );
      expect([proof.size, root && toHex(root)]).toEqual([size, proof.root]);
    }
    const { inclusion } = await house.client.ask<{ inclusion: { hashes: string[] } }>(
      '{ inclusion(index: 7) { hashes } }',
    );
    expect(inclusion.hashes).toEqual((await json<{ hashes: string[] }>('/proof/inclusion?index=7')).hashes);
  });

  it('proves that any size continues any smaller one', async () => {
    for (const sizes of [
      [1, 261],
      [100, 200],
      [0, 5],
      [256, 261],
    ]) {
      const path = `/proof/consistency?from=${sizes[0]}&to=${sizes[1]}`;
      const { from, to, hashes } = await json<{ from: Head; to: Head; hashes: string[] }>(path);
      const head = ({ size, root }: Head) => ({ size: BigInt(size), root: fromHex(root) });
      expect(isConsistent(head(from), head(to), hashes.map(fromHex))).toBe(true);
    }
    const { consistency } = await house.client.ask<{ consistency: { hashes: string[] } }>(
      '{ consistency(from: 100, to: 200) { hashes } }',
    );
    expect(consistency).toEqual({
      hashes: (await json<{ hashes: string[] }>('/proof/consistency?from=100&to=200')).hashes,
    });
  });

  it.each([
    ['/proof/inclusion?index=261', 404, 'NOT_FOUND'],
    ['/proof/inclusion?index=-1', 400, 'NOT_A_NUMBER'],
    ['/proof/inclusion', 400, 'NOT_A_NUMBER'],
    ['/proof/inclusion?index=0&size=17', 400, 'NO_CHECKPOINT'],
    ['/proof/consistency?from=9&to=8', 400, 'WRONG_SIZES'],
    ['/proof/consistency?from=1&to=9999', 400, 'WRONG_SIZES'],
    ['/proof/consistency?from=1&to=1e3', 400, 'NOT_A_NUMBER'],
    ['/tile/0/001', 404, 'NOT_FOUND'],
    ['/tile/0/..%2F..%2F..%2Flog-key.json', 404, 'NOT_FOUND'],
    ['/tile/0/../../../log-key.json', 404, undefined],
    ['/tile/entries/000.p/256', 404, 'NOT_FOUND'],
    ['/tile/64/000', 404, 'NOT_FOUND'],
    ['/statements/nonsense', 404, 'NOT_FOUND'],
  ])('answers %s with %i %s', async (path, status, code) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    if (code) expect(await answer.json()).toMatchObject({ code });
  });
});
