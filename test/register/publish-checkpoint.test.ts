import { findInclusion } from '../../src/register/find-inclusion.js';
import { CannotContinue } from '../../src/register/halt.js';
import { integrate } from '../../src/register/integrate.js';
import { openCheckpoint } from '../../src/register/checkpoint.js';
import { entryBytes } from '../../src/register/entry.js';
import { proveConsistency } from '../../src/register/prove.js';
import { publishCheckpoint } from '../../src/register/publish-checkpoint.js';
import type { Checkpoint } from '../../src/register/checkpoint-store.js';
import { fromHex, toHex } from '../../src/lib/hex.js';
import { isConsistent, leafHash, rootOfInclusion } from '../../src/lib/merkle.js';
import { parseVerifierKey } from '../../src/lib/signed-note.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { describeRegisters, type TestRegister } from './a-register.js';
import { changingNothing } from './tables.js';

const ada = aPerson('ada');

describeRegisters('a checkpoint', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());

  const publish = () => publishCheckpoint({ ...register, clock: register.needs.clock });

  it('is not signed when nothing was recorded', async () => {
    expect(await changingNothing(register.database, publish)).toBeNull();
  });

  it('covers everything, and each one continues the one before', async () => {
    const published: Checkpoint[] = [];
    for (let round = 1; round <= 4; round += 1) {
      for (let count = 0; count < round; count += 1) await register.work(ada);
      const checkpoint = await publish();
      if (checkpoint) published.push(checkpoint);
    }
    expect(published.map(({ size }) => size)).toEqual([1n, 3n, 6n, 10n]);
    const heads = published.map(({ note }) => openCheckpoint(note, register.log));
    for (const [at, later] of heads.entries()) {
      const earlier = heads[at - 1];
      if (!later || !earlier) continue;
      const tree = { logFiles: register.logFiles, size: 10n };
      const proof = await proveConsistency(tree, { earlier: earlier.size, later: later.size });
      expect(isConsistent(earlier, later, proof)).toBe(true);
    }
    expect(heads).not.toContain(null);
    expect(await changingNothing(register.database, publish)).toBeNull();
  });

  it('is signed once for a size, however many ask at once', async () => {
    await register.work(ada);
    const published = await Promise.all([publish(), publish(), publish()]);
    expect(published.filter((checkpoint) => checkpoint !== null)).toHaveLength(1);
  });

  it('is not taken for a stranger when another process shows it between two looks', async () => {
    await register.work(ada);
    const { logFiles } = register;
    let isFirst = true;
    const read = async (path: string) => {
      if (isFirst) {
        isFirst = false;
        await register.work(ada);
        await publish();
      }
      return logFiles.read(path);
    };
    const behind = { ...register, clock: register.needs.clock, logFiles: { ...logFiles, read } };
    expect(await publishCheckpoint(behind)).toBeNull();
    expect(isFirst).toBe(false);
  });

  it.each([
    ['tile', () => 'tile/0/000.p'],
    ['bundle', () => 'tile/entries/000.p'],
  ])('is not signed over a last %s that was altered, and nothing is built on it', async (_, folder) => {
    const { logFiles } = register;
    await register.work(ada);
    const size = (await publish())?.size ?? 0n;
    const path = `${folder()}/${size}`;
    const whole = Uint8Array.from((await logFiles.read(path)) ?? []);
    await logFiles.replace({ path, bytes: whole.map((byte, at) => (at === 7 ? byte ^ 1 : byte)) });
    await register.work(ada);
    await expect(publish()).rejects.toBeInstanceOf(CannotContinue);
    expect(await logFiles.read(`${folder()}/${size + 1n}`)).toBeNull();
    await logFiles.replace({ path, bytes: whole });
    expect(await publish()).toMatchObject({ size: size + 1n });
  });

  it('takes out the partial tiles that are full since, and a slower process is none the worse for it', async () => {
    const { logFiles } = register;
    const partial = async () => {
      const paths: string[] = [];
      for await (const path of logFiles.list('tile')) if (path.includes('.p/')) paths.push(path);
      return paths.toSorted();
    };
    const works = (count: number) => Promise.all(Array.from({ length: count }, () => register.work(ada)));
    await works(10);
    const before = (await publish())?.size ?? 0n;
    expect((await partial()).length).toBeGreaterThan(2);
    await works(256);
    const after = (await publish())?.size ?? 0n;
    const rest = Number(after) - 256;
    expect(await partial()).toEqual([`tile/0/001.p/${rest}`, 'tile/1/000.p/1', `tile/entries/001.p/${rest}`]);
    await integrate(register, { from: before, to: after });
    const found = await findInclusion(register, { index: 3n, size: before });
    expect(found && rootOfInclusion(found.leafHash, 3n, before, found.hashes)).toEqual(
      fromHex(found?.checkpoint.root ?? ''),
    );
  });
});

interface Followed {
  readonly cid: string;
  readonly signature: string;
  readonly recordedAt: string;
  readonly checkpoint: { readonly size: number } | null;
  readonly inclusion: {
    readonly index: number;
    readonly leafHash: string;
    readonly hashes: readonly string[];
    readonly checkpoint: { readonly size: number; readonly root: string; readonly note: string };
  } | null;
  readonly anchor: {
    readonly state: string;
    readonly toSize: number;
    readonly root: string;
    readonly hash: string;
    readonly registry: string;
  } | null;
}

const FOLLOW = `query ($id: ID!) { log { verifierKey } statement(id: $id) {
  cid signature recordedAt checkpoint { size }
  inclusion { index leafHash hashes checkpoint { size root note } }
  anchor { state toSize root hash registry }
} }`;

describeHouses('a statement on its way', (open) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  const register = async (seed: number): Promise<string> => {
    const file = await aFile(await aPicture({ seed, width: 64, height: 48, format: 'png' }));
    const { work } = await state<{ work: { id: string } }>(house.client, ada, {
      kind: registerWork,
      body: { title: `Work ${seed}`, makers: [], files: [referenceTo(file)] },
      files: [file],
      select: '{ ... on RegisteredWork { work { id } } }',
    });
    return work.id.replace('work:', 'statement:');
  };
  /** Asks until it is anchored; the deadline is only there to end a test that fails. */
  const followToChain = async (id: string) => {
    const deadline = performance.now() + 20_000;
    for (;;) {
      const { statement, log } = await house.client.ask<{
        statement: Followed;
        log: { verifierKey: string };
      }>(FOLLOW, { id });
      const { anchor, inclusion } = statement;
      if (anchor?.state === 'FINAL' && inclusion) return { statement, anchor, inclusion, log };
      if (performance.now() > deadline) throw new Error(`not anchored: ${JSON.stringify(statement)}`);
    }
  };

  it('comes into a checkpoint that proves it, and onto the chain', async () => {
    const ids = [await register(41), await register(42), await register(43)];
    for (const [at, id] of ids.entries()) {
      const { statement, anchor, inclusion, log } = await followToChain(id);
      const { cid, signature, recordedAt } = statement;
      const leaf = leafHash(entryBytes({ statement: cid, signature, recordedAt }));
      expect([inclusion.index, inclusion.leafHash]).toEqual([at, toHex(leaf)]);

      const { size, root, note } = inclusion.checkpoint;
      const proven = rootOfInclusion(leaf, BigInt(at), BigInt(size), inclusion.hashes.map(fromHex));
      expect(proven && toHex(proven)).toBe(root);
      const key = parseVerifierKey(log.verifierKey);
      const head = key && openCheckpoint(note, key);
      expect(head && { size: head.size, root: toHex(head.root) }).toEqual({ size: BigInt(size), root });

      expect(statement.checkpoint?.size).toBeGreaterThan(at);
      expect(anchor.toSize).toBeGreaterThan(at);
      expect(await house.ports.ledger.rootAt(BigInt(anchor.toSize))).toBe(anchor.root);
      const { checkpoint } = await house.client.ask<{
        checkpoint: { root: string; anchor: { hash: string } };
      }>('query ($size: SafeInt!) { checkpoint(size: $size) { root anchor { hash } } }', {
        size: anchor.toSize,
      });
      expect(checkpoint).toEqual({ root: anchor.root, anchor: { hash: anchor.hash } });
    }
  });

  it('is told of by how it goes with anchoring, with every attempt', async () => {
    const { log: _, ...followed } = await followToChain(await register(44));
    const { anchoring } = await house.client.ask<{ anchoring: object }>(
      '{ anchoring { chainId registry sender isRunning waiting underWay { state } newest { state toSize paidWei attempts { hash maxFeePerGas maxPriorityFeePerGas signedAt broadcastAt complaint } } } }',
    );
    expect(anchoring).toMatchObject({
      chainId: '31337',
      registry: house.ports.ledger.registry,
      isRunning: true,
      waiting: null,
      underWay: [],
      newest: {
        state: 'FINAL',
        toSize: followed.anchor.toSize,
        paidWei: expect.stringMatching(/^[1-9]\d+$/) as string,
        attempts: [
          { hash: followed.anchor.hash, complaint: null, broadcastAt: expect.any(String) as string },
        ],
      },
    });
  });
});
