import { hexAt } from '../../scripts/bench/hash-bits.js';
import { PictureHashes1764000400000 } from '../../migrations/1764000400000-picture-hashes.js';
import { nearHashes, saveHashes, type PictureHash } from '../../src/originality/hash-store.js';
import { hammingDistance } from '../../src/originality/pdq.js';
import type { Database } from '../../src/ports.js';
import { rebuild } from '../../src/register/rebuild.js';
import { toBits } from '../../src/works/file-store.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { describeDatabases } from '../fixtures/databases.js';
import { aPerson } from '../fixtures/house.js';
import { aRandom } from '../fixtures/random.js';
import { aStoredPicture, describeRegisters, type TestRegister } from '../register/a-register.js';
import { plantedHashes } from './planted-hashes.js';

const COUNT = 1500;
const { hashes, questions, near } = plantedHashes('in a table', COUNT);
const plainly = (hash: string) => ({ orientation: 'original' as const, hash });

/** Names so long that the table is large: as soon as it is, its indexes are used. */
const LONG = 950;

function rowsOf(from: number, to: number): PictureHash[] {
  const random = aRandom('long names');
  return Array.from({ length: to - from }, (_, at) => ({
    file: `${from + at} ${Buffer.from(random.bytes(LONG)).toString('hex')}`,
    form: 'whole',
    hash: hexAt(hashes, from + at),
    quality: 100,
  }));
}

const placesOf = (rows: readonly { readonly file: string }[]): number[] =>
  rows.map(({ file }) => parseInt(file, 10)).toSorted((a, b) => a - b);

describeDatabases('a table of hashes', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await saveHashes(database.tables, rowsOf(0, 400));
  });
  afterAll(() => database.close());

  const isLarge = async (): Promise<boolean> => {
    const [row] = await database.tables.query<{ size: string }[]>(
      "SELECT pg_relation_size('picture_hashes')::text AS size",
    );
    return Number(row?.size) >= 2_500_000;
  };

  it('finds in a small table what a plain scan finds', async () => {
    expect(await isLarge()).toBe(false);
    for (const question of questions)
      for (const within of [0, 31, 40])
        expect(placesOf(await nearHashes(database.tables, [plainly(question)], within))).toEqual(
          near(question, within).filter((place) => place < 400),
        );
  });

  it('finds in a large table what a plain scan finds, by its indexes and beyond their reach', async () => {
    await saveHashes(database.tables, rowsOf(0, COUNT));
    expect(await isLarge()).toBe(true);
    for (const question of questions)
      for (const within of [0, 31, 40])
        expect(placesOf(await nearHashes(database.tables, [plainly(question)], within))).toEqual(
          near(question, within),
        );
  });

  it('names of several asked hashes the nearest, and of those as near the first', async () => {
    const [zeros = '', ones = ''] = questions;
    const asked = [
      { orientation: 'original' as const, form: 'whole' as const, hash: ones },
      { orientation: 'flipX' as const, form: 'trimmed' as const, hash: zeros },
      { orientation: 'flipY' as const, form: 'trimmed' as const, hash: zeros },
    ];
    const found = await nearHashes(database.tables, asked, 31);
    expect(placesOf(found)).toEqual([...near(zeros, 31), ...near(ones, 31)].toSorted((a, b) => a - b));
    for (const { asked: of, distance, file } of found) {
      const hash = hexAt(hashes, parseInt(file, 10));
      const [toOnes, toZeros] = [hammingDistance(ones, hash), hammingDistance(zeros, hash)];
      expect([of, distance]).toEqual(toZeros < toOnes ? [asked[1], toZeros] : [asked[0], toOnes]);
    }
    expect(found.map(({ distance }) => distance)).toEqual(
      found.map(({ distance }) => distance).toSorted((a, b) => a - b),
    );
  });

  it('shows to a transaction what it has written itself', async () => {
    const [, , asked = ''] = questions;
    const before = await nearHashes(database.tables, [plainly(asked)], 0);
    const undone = database.transaction(async (tables) => {
      await saveHashes(tables, [{ file: 'own', form: 'whole', hash: asked, quality: 50 }]);
      expect(await nearHashes(tables, [plainly(asked)], 0)).toHaveLength(before.length + 1);
      throw new Error('on purpose');
    });
    await expect(undone).rejects.toThrow('on purpose');
    expect(await nearHashes(database.tables, [plainly(asked)], 0)).toEqual(before);
  });

  it('takes a hash once for each form, and none of a plain picture', async () => {
    const hash = hexAt(aRandom('forms').bytes(32), 0);
    const whole = { file: 'twice', form: 'whole' as const, hash, quality: 50 };
    await saveHashes(database.tables, [
      whole,
      { ...whole, form: 'trimmed' },
      { ...whole, file: 'plain', quality: 49 },
    ]);
    await saveHashes(database.tables, [whole]);
    const found = await nearHashes(database.tables, [plainly(hash)], 31);
    expect(found.map(({ file, form }) => [file, form])).toEqual([
      ['twice', 'whole'],
      ['twice', 'trimmed'],
    ]);
  });
});

describeDatabases('the table of hashes in a house of before', (open) => {
  it('holds those of its files from the first start on, but not of plain ones', async () => {
    const database = await open();
    // The embedded database has one session.
    const migrate = async (direction: 'up' | 'down') => {
      const runner = database.tables.connection.createQueryRunner();
      await new PictureHashes1764000400000()[direction](runner);
      await runner.release();
    };
    await migrate('down');
    const [, , asked = ''] = questions;
    const files = [
      ['picture', toBits(asked), 50],
      ['plain', toBits(asked), 49],
      ['text', null, null],
    ];
    for (const file of files)
      await database.tables.query(
        "INSERT INTO files (cid, sha256, media_type, size_bytes, pdq, pdq_quality) VALUES ($1, '', '', 1, $2, $3)",
        file,
      );
    await migrate('up');
    const found = await nearHashes(database.tables, [plainly(asked)], 256);
    expect(found).toMatchObject([{ file: 'picture', form: 'whole', distance: 0 }]);
    await database.close();
  });
});

describeRegisters('the hashes of a register', (open) => {
  const ada = aPerson('ada');
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());

  const rows = () =>
    register.database.tables.query<{ file: string }[]>(
      'SELECT file, form, hash FROM picture_hashes ORDER BY file',
    );

  it('are there again after a rebuild, by other ids', async () => {
    const ids = () => register.database.tables.query<{ id: number }[]>('SELECT id FROM picture_hashes');
    await register.work(ada);
    await register.work(ada, { title: 'Nightfall' });
    const [before, idsBefore] = [await rows(), await ids()];
    expect(before).toHaveLength(2);
    await rebuild(register.rebuildNeeds);
    expect(await rows()).toEqual(before);
    expect(await ids()).not.toEqual(idsBefore);
  });

  it('are not those of plain pictures', async () => {
    const picture = await aStoredPicture(register.content, 'a work');
    const plain = { ...(await aStoredPicture(register.content, 'its plain side')), pdqQuality: 49 };
    const files = [picture, plain];
    await register.record(
      ada,
      registerWork,
      { title: 'Fog', makers: [], files: files.map(referenceTo) },
      files,
    );
    const named = (await rows()).map(({ file }) => file);
    expect(named).toContain(picture.cid);
    expect(named).not.toContain(plain.cid);
  });
});
