import { cosignaturesBy } from '../../src/lib/cosignature.js';
import { verifierKey } from '../../src/lib/signed-note.js';
import { openCheckpoint, signCheckpoint } from '../../src/register/checkpoint.js';
import { recomputeRoots } from '../../src/register/recompute-roots.js';
import { followLog, type ReadLog } from '../../src/witness/follow-log.js';
import { aRandom } from '../fixtures/random.js';
import { aLog, withDamagedTile, type TestLog } from './a-log.js';
import { aWitness, NOON, type TestWitness } from './a-witness.js';

let log: TestLog;
let witness: TestWitness;
beforeEach(async () => {
  log = aLog().grow(5);
  witness = await aWitness([log]);
});
afterEach(() => witness.close());

const look = (files: ReadLog = log.files) => followLog(witness.witness, log.signer, files);

describe('a witness that follows a log', () => {
  it('cosigns what grew consistently, over every border of a tile, and says when nothing changed', async () => {
    const random = aRandom('growth');
    for (let round = 0; round < 40; round += 1) {
      const seen = await look();
      expect(seen).toMatchObject({ is: 'cosigned', size: log.size() });
      if (seen.is !== 'cosigned') continue;
      expect(cosignaturesBy(seen.note, witness.witness.signer)).toMatchObject([{ cosignedAt: NOON }]);
      expect(openCheckpoint(seen.note, log.signer)).toMatchObject({ size: log.size() });
      expect(await look()).toMatchObject({ is: 'unchanged', size: log.size() });
      log.grow(1 + random.below(60));
    }
    expect(log.size()).toBeGreaterThan(768n);
    expect(witness.conflicts).toEqual([]);
  });

  it('shares what it remembers with what it is sent', async () => {
    await look();
    log.grow(3);
    expect((await witness.post(log.submission(5n))).status).toBe(200);
    expect(await look()).toMatchObject({ is: 'unchanged', size: 8n });
  });

  it.each([
    ['at the same size', 'forked', () => log.forkAt(3).grow(2)],
    ['at a larger size', 'rewritten', () => log.forkAt(3).grow(400)],
    ['in its first entry', 'rewritten', () => log.forkAt(0).grow(6)],
  ])(
    'refuses a log that was rewritten %s, keeps both checkpoints and trusts it no more',
    async (_, kind, make) => {
      await look();
      const fork = make();
      expect(await look(fork.files)).toMatchObject({
        is: 'conflict',
        conflict: { kind, log: verifierKey(log.signer), refused: fork.note() },
      });
      expect(openCheckpoint(witness.conflicts[0]?.cosigned ?? '', log.signer)?.note).toBe(log.note());
      log.grow(1);
      expect(await look()).toMatchObject({
        is: 'distrusted',
        file: expect.stringMatching(/\.conflict\.json$/),
      });
      expect((await witness.post(log.submission(5n))).status).toBe(409);
    },
  );

  it('tells of a log that went back, with both checkpoints, and goes on when it has grown again', async () => {
    await look();
    const back = log.forkAt(3);
    expect(await look(back.files)).toMatchObject({ is: 'conflict', conflict: { kind: 'shrunk' } });
    expect(witness.conflicts).toMatchObject([{ kind: 'shrunk', refused: back.note() }]);
    log.grow(2);
    expect(await look()).toMatchObject({ is: 'cosigned', size: 7n });
    expect(await look(back.grow(9).files)).toMatchObject({ is: 'conflict', conflict: { kind: 'rewritten' } });
  });

  it('takes damaged tiles for what they are, and cosigns when they are mended', async () => {
    log.grow(300);
    await look();
    log.grow(300);
    for (const level of [0, 1])
      expect(await look(withDamagedTile(log.files, level))).toEqual({
        is: 'damaged',
        problem: 'Its tiles are not those of its checkpoint.',
      });
    const without: ReadLog = { read: async (path) => (path === 'checkpoint' ? log.files.read(path) : null) };
    expect(await look(without)).toMatchObject({ is: 'damaged' });
    expect(witness.conflicts).toEqual([]);
    expect(await look()).toMatchObject({ is: 'cosigned', size: 605n });
  });

  it('cosigns nothing that is not signed by the log', async () => {
    const serving = (note: string): ReadLog => ({
      read: async (path) => (path === 'checkpoint' ? Buffer.from(note) : log.files.read(path)),
    });
    const stranger = { ...aLog('stranger').signer, name: log.signer.name };
    const head = openCheckpoint(log.note(), log.signer);
    for (const note of [
      '',
      'hello\n',
      log.note().replace('\n5\n', '\n6\n'),
      head ? signCheckpoint(head, stranger) : '',
    ])
      expect(await look(serving(note))).toEqual({
        is: 'damaged',
        problem: 'Its checkpoint is not signed by its key.',
      });
    const nothing = { read: async () => null };
    expect(await look(nothing)).toEqual({ is: 'empty' });
    await look();
    expect(await look(nothing)).toEqual({ is: 'damaged', problem: 'It serves no checkpoint.' });
  });
});

describe('the roots over all entries', () => {
  it('are those of the tree at every size, whatever the tiles above say', async () => {
    log.grow(695);
    const sizes = [0n, 1n, 255n, 256n, 257n, 512n, 700n];
    const tree = { logFiles: withDamagedTile(log.files, 1), size: 700n };
    const roots = await recomputeRoots(tree, sizes);
    expect(roots?.slice(1)).toEqual(
      sizes.slice(1).map((size) => openCheckpoint(log.note(size), log.signer)?.root),
    );
  });

  it('cannot be told where a tile is missing, or beyond the tree', async () => {
    expect(await recomputeRoots({ logFiles: { read: async () => null }, size: 5n }, [5n])).toBeNull();
    expect(await recomputeRoots({ logFiles: log.files, size: 5n }, [6n])).toBeNull();
  });
});
