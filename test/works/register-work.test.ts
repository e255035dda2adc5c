import { referenceTo, type StoredFile } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { listWorks } from '../../src/works/list-works.js';
import { aPerson } from '../fixtures/house.js';
import { aStoredPicture, describeRegisters, recordedOf, type TestRegister } from '../register/a-register.js';
import { changingNothing } from '../register/tables.js';

const ada = aPerson('ada');
const bob = aPerson('bob');

/** The same fingerprint but for its first bits. */
const withFlippedBits = (hex: string, count: number): string => {
  const bits = BigInt(`0x${hex}`) ^ ((1n << BigInt(count)) - 1n);
  return bits.toString(16).padStart(64, '0');
};

describeRegisters('a registration', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());

  const registering = (files: readonly StoredFile[], change: object = {}) =>
    register.record(
      bob,
      registerWork,
      { title: 'Dusk', makers: [], files: files.map(referenceTo), ...change },
      files,
    );
  /** A work that is registered, and another file whose fingerprint is so many bits away. */
  const aLookAlike = async (
    seed: string,
    bits: number,
    orientation: 'original' | 'rotate90' = 'original',
  ) => {
    const first = await aStoredPicture(register.content, seed);
    const { cid } = recordedOf(await registering([first]));
    const other = await aStoredPicture(register.content, `${seed}, another`);
    const turns = other.pdqOrientations;
    if (!turns || !first.pdq) throw new Error('a picture has fingerprints');
    const pdqOrientations = { ...turns, [orientation]: withFlippedBits(first.pdq, bits) };
    return { work: `work:${cid}`, file: { ...other, pdqOrientations, pdq: pdqOrientations.original } };
  };

  it.each([
    [0, 'original', 'near-duplicate'],
    [31, 'original', 'near-duplicate'],
    [31, 'rotate90', 'mirrored-or-rotated'],
  ] as const)(
    'finds an earlier work at %i bits, %s, and records nothing',
    async (bits, orientation, relation) => {
      const { work, file } = await aLookAlike(`near ${bits} ${orientation}`, bits, orientation);
      const { no } = (await changingNothing(register.database, () => registering([file]))) as { no: unknown };
      expect(no).toMatchObject({
        matches: [{ work, relation, pdqDistance: bits, orientation, methods: ['pdq'] }],
      });
    },
  );

  it('takes what is 32 bits away for another work', async () => {
    const { file } = await aLookAlike('far', 32);
    recordedOf(await registering([file]));
  });

  it('takes what is declared to differ, but never the very same bytes', async () => {
    const { work, file } = await aLookAlike('declared', 10);
    recordedOf(await registering([file], { differsFrom: [work] }));
    const again = await registering([file], { differsFrom: [work] });
    expect(again).toMatchObject({
      no: { matches: [{ relation: 'exact-bytes', methods: ['sha-256', 'pdq'], pdqDistance: 0 }] },
    });
  });

  it('names the earliest work first, and the same bytes in any of its files', async () => {
    const { work, file } = await aLookAlike('earliest', 4);
    const copy = await aStoredPicture(register.content, 'detail');
    const { cid } = recordedOf(await registering([file, copy], { differsFrom: [work] }));
    const outcome = await registering([await aStoredPicture(register.content, 'cover'), copy]);
    expect(outcome).toMatchObject({ no: { matches: [{ work: `work:${cid}`, file: copy.cid }] } });
  });

  it('does not compare the look of plain pictures, whose fingerprints say little', async () => {
    const { file } = await aLookAlike('plain', 0);
    recordedOf(await registering([{ ...file, pdqQuality: 49 }]));
  });

  it('refuses files that were not uploaded, or are not what the statement says', async () => {
    const picture = await aStoredPicture(register.content, 'facts');
    const refuses = (code: string, files: object[], uploaded: readonly StoredFile[]) =>
      changingNothing(register.database, () =>
        expect(
          register.record(
            bob,
            registerWork,
            { title: 'X', makers: [], files: files as StoredFile[] },
            uploaded,
          ),
        ).rejects.toMatchObject({ name: 'Refusal', code }),
      );
    const named = referenceTo(picture);
    await refuses('FILE_MISSING', [named], []);
    await refuses('WRONG_FILE_FACTS', [{ ...named, sha256: 'ab'.repeat(32) }], [picture]);
    await refuses('WRONG_FILE_FACTS', [{ ...named, mediaType: 'image/gif' }], [picture]);
    await refuses('WRONG_FILE_FACTS', [{ ...named, sizeBytes: named.sizeBytes + 1 }], [picture]);
    const text = { ...picture, mediaType: 'text/plain', pdq: null, pdqOrientations: null, pdqQuality: null };
    await refuses('NOT_AN_IMAGE', [referenceTo(text)], [text]);
    await refuses('OUT_OF_SCHEMA', [], []);
  });

  it('refuses to differ from a work that nobody registered', async () => {
    const picture = await aStoredPicture(register.content, 'differs');
    const differsFrom = ['work:bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'];
    await changingNothing(register.database, () =>
      expect(registering([picture], { differsFrom })).rejects.toMatchObject({ code: 'WORK_UNKNOWN' }),
    );
  });

  it('stands in the list of works, the newest first, and in that of its registrant', async () => {
    const ids = [await register.work(ada), await register.work(ada)];
    const list = (after: bigint | null, first: number) =>
      listWorks(register.rebuildNeeds, { page: { after, first }, registrants: [ada.address.toLowerCase()] });
    const [newest, oldest] = await list(null, 5);
    expect([oldest?.id, newest?.id]).toEqual(ids);
    expect((await list(newest?.statementIndex ?? null, 5)).map(({ id }) => id)).toEqual([ids[0]]);
  });
});
