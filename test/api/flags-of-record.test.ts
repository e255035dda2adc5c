import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { openHashThread } from '../../src/adapters/hashes/open-hash-thread.js';
import { openLookThread } from '../../src/adapters/looks/open-look-thread.js';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { Refusal } from '../../src/lib/refusal.js';
import { findSightings } from '../../src/evidence/find-sightings.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { declareDerivation } from '../../src/originality/declare-derivation.js';
import { keepComparing } from '../../src/originality/keep-comparing.js';
import { openHashSearch } from '../../src/originality/open-hash-search.js';
import { openLookSearch } from '../../src/originality/open-look-search.js';
import { forget } from '../../src/register/forgetting/forget.js';
import { recordProvenance } from '../../src/title/history/record-provenance.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { chunk, tEXt, xmpOf, xmpSegment } from '../fixtures/carrying.js';
import { addressOf, aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { AN_EXAMINATION } from '../title/an-examination.js';

const ada = aPerson('ada');
const bob = aPerson('bob');
const SIZE = { width: 400, height: 300 };
const INFOTEXT =
  'a heron\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 3, Size: 400x300, Version: v1.10.1';

/** A JPEG with a packet of XMP right behind its beginning. */
function withXmp(jpeg: Buffer, xmp: string): Buffer {
  const [marker, body] = xmpSegment(xmp);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

interface Flags {
  readonly flags: readonly { code: string; severity: string; about: string[]; message: string }[];
  readonly unread: readonly { file: string; why: string }[];
}

describeHouses({ name: 'the flags of a record', alone: 'PostgreSQL' }, (open) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  const register = async (
    picture: Buffer,
    { person = ada, ...more }: { person?: typeof ada; differsFrom?: string[] } = {},
  ) => {
    const file = await aFile(picture);
    const { work } = await state<{ work: { id: string } }>(house.client, person, {
      kind: registerWork,
      body: { title: 'Heron', makers: [{ name: 'Ada' }], files: [referenceTo(file)], ...more },
      select: '{ ... on RegisteredWork { work { id } } }',
      files: [file],
    });
    return { work: work.id, file };
  };
  const claim = (
    work: string,
    more: object = {},
    files: Awaited<ReturnType<typeof aFile>>[] = [],
    person = ada,
  ) =>
    state<{ claim: { id: string } }>(house.client, person, {
      kind: claimAuthorship,
      files,
      body: {
        work,
        claimants: [addressOf(person)],
        basis: 'author',
        authorCreated: ['two-dimensional artwork'],
        ...more,
      },
      select: '{ claim { id } }',
    });
  const flagsOf = async (work: string): Promise<Flags> =>
    (
      await house.client.ask<{ work: { flagsOfRecord: Flags } }>(
        'query ($work: ID!) { work(id: $work) { flagsOfRecord { flags { code severity about message rule source clears } unread { file why } } } }',
        { work },
      )
    ).work.flagsOfRecord;
  /** Waits until all registered pictures are compared. */
  async function settle(): Promise<void> {
    const onError = (error: unknown) => house.failures.push(error);
    const hashes = openHashSearch({ ...house.ports, openThread: openHashThread, onError });
    const looks = openLookSearch({ ...house.ports, openThread: openLookThread, onError });
    const comparing = keepComparing({ ...house.ports, hashes, looks, onError });
    await comparing.settled();
    await comparing.stop();
    await Promise.all([hashes.close(), looks.close()]);
  }
  async function erase(...ids: string[]): Promise<void> {
    for (;;) {
      try {
        await forget(house.ports, { ids, reason: 'Demand' });
        return;
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'NOT_CHECKPOINTED') throw error;
        await pause(100);
      }
    }
  }
  async function aHeron(seed: number): Promise<Buffer> {
    const png = await aPicture({ seed, ...SIZE, format: 'png' });
    return Buffer.concat([png.subarray(0, 33), chunk(tEXt('parameters', INFOTEXT)), png.subarray(33)]);
  }

  it('say that a file names a machine of which a claim tells nothing', async () => {
    const { work, file } = await register(await aHeron(800));
    expect(await flagsOf(work)).toEqual({ flags: [], unread: [] });
    const { claim: silent } = await claim(work);
    expect(await flagsOf(work)).toMatchObject({
      flags: [
        {
          code: 'AI_UNDISCLOSED',
          severity: 'HIGH',
          about: [silent.id, `file:${file.cid}`],
          message: `A file names AUTOMATIC1111 as what made the picture; ${silent.id} tells of no machine.`,
        },
      ],
      unread: [],
    });
  });

  it('say so too where a file tells of a machine by the fields of IPTC alone, named or not', async () => {
    const telling = async (seed: number, xmp: string) => {
      const jpeg = await aPicture({ seed, ...SIZE, format: 'jpeg' });
      const { work } = await register(withXmp(jpeg, xmpOf(xmp)));
      const { claim: silent } = await claim(work);
      const { flags } = await flagsOf(work);
      return flags.map(({ code, message }) => [code, message.replace(silent.id, 'CLAIM')]);
    };
    const type = (name: string) =>
      `<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/${name}</Iptc4xmpExt:DigitalSourceType>`;
    const unnamed = [
      [
        'AI_UNDISCLOSED',
        'A file says that a machine had part in the picture, and names none; CLAIM tells of no machine.',
      ],
    ];
    expect(await telling(806, type('trainedAlgorithmicMedia'))).toEqual(unnamed);
    expect(await telling(807, type('compositeWithTrainedAlgorithmicMedia'))).toEqual(unnamed);
    expect(
      await telling(808, '<Iptc4xmpExt:AIPromptInformation>a heron</Iptc4xmpExt:AIPromptInformation>'),
    ).toEqual(unnamed);
    expect(await telling(809, '<Iptc4xmpExt:AISystemUsed>Firefly</Iptc4xmpExt:AISystemUsed>')).toEqual([
      ['AI_UNDISCLOSED', 'A file names Firefly as what made the picture; CLAIM tells of no machine.'],
    ]);
    expect(await telling(810, type('digitalCapture'))).toEqual([]);
  });

  it('say so of a file that a claim brings as evidence, to that claim alone', async () => {
    const { work } = await register(await aPicture({ seed: 813, ...SIZE, format: 'png' }));
    const draft = await aFile(await aHeron(814));
    const { claim: telling } = await claim(work, { evidence: [referenceTo(draft)] }, [draft]);
    await claim(work, { competesWith: telling.id }, [], bob);
    const { flags } = await flagsOf(work);
    expect(flags.filter(({ code }) => code === 'AI_UNDISCLOSED')).toMatchObject([
      {
        about: [telling.id, `file:${draft.cid}`],
        message: `A file that the claim brings names AUTOMATIC1111 as what made a picture in it; ${telling.id} tells of no machine.`,
      },
    ]);
  });

  it('read each file once, however often they are asked for at once', async () => {
    const { work } = await register(await aHeron(811));
    const { readAccount } = house.ports.images;
    let reads = 0;
    const images = { readAccount: (file: string) => ((reads += 1), readAccount(file)) };
    const needs = { ...house.ports, images };
    const seen = await Promise.all([findSightings(needs, work), findSightings(needs, work)]);
    expect([...seen, await findSightings(needs, work)].map(({ machineMade }) => machineMade.length)).toEqual([
      1, 1, 1,
    ]);
    expect(reads).toBe(1);
  });

  it('are refused while pictures cannot be read, and told the next time', async () => {
    const { work } = await register(await aHeron(812));
    const busy = { readAccount: async () => Promise.reject(new Refusal('TOO_BUSY', 'Later.')) };
    const needs = { ...house.ports, images: busy };
    await expect(findSightings(needs, work)).rejects.toMatchObject({ code: 'TOO_BUSY' });
    const { readAccount } = house.ports.images;
    busy.readAccount = readAccount as never; // the same reader, no longer busy
    expect((await findSightings(needs, work)).machineMade).toMatchObject([{ tool: 'AUTOMATIC1111' }]);
  });

  it('say nothing where the claim tells of it, or excludes what a machine made', async () => {
    const told = await register(await aHeron(801));
    await claim(told.work, { generations: [{ tool: 'AUTOMATIC1111' }] });
    const excluded = await register(await aHeron(802));
    await claim(excluded.work, { materialExcluded: ['the picture as it was generated'] });
    expect([await flagsOf(told.work), await flagsOf(excluded.work)]).toEqual([
      { flags: [], unread: [] },
      { flags: [], unread: [] },
    ]);
  });

  it('say nothing of a claim whose words were erased, and count for nothing what was', async () => {
    const { work, file } = await register(await aHeron(805));
    const { claim: silent } = await claim(work);
    await state(house.client, ada, {
      kind: recordProvenance,
      body: { work, events: [{ type: 'passage', method: 'gift', to: [{ name: 'Museum' }], begin: '1932' }] },
      select: '{ work { id } }',
    });
    expect((await flagsOf(work)).flags.map(({ code }) => code)).toEqual([
      'AI_UNDISCLOSED',
      'OBJECT_ID_INCOMPLETE',
    ]);
    await erase(silent.id.replace('claim:', 'statement:'));
    expect((await flagsOf(work)).flags.map(({ code }) => code)).toEqual(['OBJECT_ID_INCOMPLETE']);
    await erase(work.replace('work:', 'statement:'), `file:${file.cid}`);
    expect((await flagsOf(work)).flags).toMatchObject([
      {
        code: 'OBJECT_ID_INCOMPLETE',
        message: expect.stringMatching(/not told: photographs, .* maker, description\.$/),
      },
    ]);
  });

  it('say that the same picture is another work too, until one is declared to derive from the other', async () => {
    const picture = await aPicture({ seed: 803, ...SIZE, format: 'png' });
    const { work: earlier } = await register(picture);
    const { work: later } = await register(await sharp(picture).jpeg({ quality: 80 }).toBuffer(), {
      person: bob,
      differsFrom: [earlier],
    });
    await settle();
    expect((await flagsOf(later)).flags).toMatchObject([
      {
        code: 'DUPLICATE_IMAGE',
        about: [earlier],
        message: `${earlier}, registered before this one, has the same picture (near-duplicate).`,
      },
    ]);
    expect((await flagsOf(earlier)).flags).toMatchObject([{ code: 'DUPLICATE_IMAGE', about: [later] }]);
    const { claim: one } = await claim(earlier);
    expect([await flagsOf(later), await flagsOf(earlier)]).toMatchObject([{ flags: [] }, { flags: [] }]);
    await state(house.client, ada, {
      kind: withdrawClaim,
      body: { claim: one.id, reason: 'A mistake' },
      select: '{ claim { id } }',
    });
    expect((await flagsOf(later)).flags).toMatchObject([{ code: 'DUPLICATE_IMAGE' }]);
    await state(house.client, bob, {
      kind: declareDerivation,
      body: { work: later, source: earlier, how: 'reproduction' },
      select: '{ derivation { id } }',
    });
    expect([await flagsOf(later), await flagsOf(earlier)]).toEqual([
      { flags: [], unread: [] },
      { flags: [], unread: [] },
    ]);
  });

  it('ask for the fields of Object ID where an object is told of, and for none that an examination tells', async () => {
    const { work } = await register(await aPicture({ seed: 804, ...SIZE }));
    const tell = (...events: object[]) =>
      state(house.client, ada, {
        kind: recordProvenance,
        body: { work, events },
        select: '{ work { id } }',
      });
    await tell({ type: 'passage', method: 'gift', to: [{ name: 'Museum' }], begin: '1932' });
    expect((await flagsOf(work)).flags).toMatchObject([
      {
        code: 'OBJECT_ID_INCOMPLETE',
        message: expect.stringMatching(/^Of the object these are not told: type of object, .*description\.$/),
      },
    ]);
    await tell(AN_EXAMINATION);
    expect((await flagsOf(work)).flags).toEqual([]);
  });
});
