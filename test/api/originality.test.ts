import type { Wallet } from 'ethers';
import sharp from 'sharp';
import { openHashThread } from '../../src/adapters/hashes/open-hash-thread.js';
import { openLookThread } from '../../src/adapters/looks/open-look-thread.js';
import { uploadFile } from '../../src/cli/local-file.js';
import { keepComparing } from '../../src/originality/keep-comparing.js';
import { openHashSearch } from '../../src/originality/open-hash-search.js';
import { openLookSearch } from '../../src/originality/open-look-search.js';
import { originalityNote } from '../../src/originality/originality-statement.js';
import { searchOriginality } from '../../src/originality/search-originality.js';
import type { Ports } from '../../src/ports.js';
import { rebuild } from '../../src/register/rebuild.js';
import { arrivedFiles } from '../../src/works/receive-upload.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { aPage, drawn } from '../fixtures/drawings.js';
import { addressOf, aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { aPicture, mirrored } from '../fixtures/pictures.js';
import { query } from './requests.js';

const SEARCH = `query ($input: OriginalityInput!) {
  originality(input: $input) {
    matches {
      isOwn isCertain relation methods pdqDistance orientation falseAlarms file work { id }
      overlap { matrix askedRegion { x y } workRegion { x y } askedShare workShare inliers denseScore }
    }
    coverage tooPlain isTruncated verdict reasons { code work { id } }
    fingerprints { version features imageCode trimmed { box { left top width height } quality } }
    register { size pictures searched checkpoint { size } }
    file { cid } statement
  }
}`;

interface Report {
  readonly matches: readonly { isOwn: boolean | null; methods: string[]; work: { id: string } }[];
  readonly verdict: string;
  readonly reasons: readonly { code: string; work: { id: string } | null }[];
  readonly register: { size: string; pictures: number; searched: number };
  readonly fingerprints: { features: number };
  readonly statement: string;
}

const SIZE = { width: 400, height: 300 };
const ada = aPerson('ada');
const bob = aPerson('bob');

/** Something that is waited for until it is let through. */
function aGate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describeHouses({ name: 'the search for earlier works', alone: 'PostgreSQL' }, (open) => {
  let house: TestHouse;
  let beforeExamining: () => Promise<void> = async () => undefined;
  let sunrise: Buffer;
  let work: string;
  beforeAll(async () => {
    house = await open((ports: Ports) => ({
      ...ports,
      images: {
        ...ports.images,
        // So the server's own comparing gives way for ever, and a test says when there is any.
        busy: 1,
        examine: (path) => beforeExamining().then(() => ports.images.examine(path)),
      },
    }));
    sunrise = await aPicture({ seed: 300, ...SIZE, format: 'png' });
    work = await register(sunrise);
    await register(await aPicture({ seed: 301, ...SIZE }), bob);
    await settle();
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  async function register(
    picture: Buffer,
    person: Wallet = ada,
    differsFrom: string[] = [],
  ): Promise<string> {
    const file = await aFile(picture);
    const registered = await state<{ work: { id: string } }>(house.client, person, {
      kind: registerWork,
      body: {
        title: 'Sunrise',
        makers: [],
        files: [referenceTo(file)],
        ...(differsFrom.length > 0 && { differsFrom }),
      },
      select: '{ ... on RegisteredWork { work { id } } }',
      files: [file],
    });
    return registered.work.id;
  }
  const upload = async (picture: Buffer): Promise<string> => uploadFile(house.client, await aFile(picture));
  const ask = async (input: object): Promise<Report> =>
    (await house.client.ask<{ originality: Report }>(SEARCH, { input })).originality;
  const search = async (picture: Buffer, person?: Wallet): Promise<Report> =>
    ask({ upload: await upload(picture), ...(person && { person: `person:${addressOf(person)}` }) });

  /** A service of its own over the same database, as another process has it. */
  function another() {
    const onError = (error: unknown) => house.failures.push(error);
    const hashes = openHashSearch({ ...house.ports, openThread: openHashThread, onError });
    const looks = openLookSearch({ ...house.ports, openThread: openLookThread, onError });
    const images = { ...house.ports.images, busy: 0 };
    const needs = { ...house.ports, images, hashes, looks, onError };
    return { needs, close: () => Promise.all([hashes.close(), looks.close()]) };
  }
  /** Waits until all registered pictures have fingerprints and are compared. */
  async function settle(): Promise<void> {
    const { needs, close } = another();
    const comparing = keepComparing(needs);
    await comparing.settled();
    await comparing.stop();
    await close();
  }

  describe('finds', () => {
    it('a work on a page, and says where, how surely and what is recorded', async () => {
      const page = await sharp(await aPage({ seed: 9, width: 700, height: 600 }))
        .composite([{ input: sunrise, left: 120, top: 90 }])
        .png()
        .toBuffer();
      const report = await search(page, bob);
      expect(report).toMatchObject({
        matches: [
          {
            work: { id: work },
            relation: 'EMBEDDED_IN',
            methods: ['LOCAL_FEATURES', 'DENSE_CORRELATION'],
            isCertain: true,
            isOwn: false,
            pdqDistance: expect.any(Number) as number,
            orientation: 'ORIGINAL',
          },
        ],
        verdict: 'UNLICENSED_NEAR_COPY',
        reasons: [{ code: 'NOT_PERMITTED', work: { id: work } }],
        tooPlain: false,
        isTruncated: false,
        register: { pictures: 2, searched: 2 },
      });
      const [match] = report.matches as unknown as {
        overlap: { matrix: number[]; workShare: number; askedShare: number };
      }[];
      const { matrix = [], workShare = 0, askedShare = 0 } = match?.overlap ?? {};
      for (const [at, wanted] of [1, 0, -120, 0, 1, -90].entries())
        expect(Math.abs((matrix[at] ?? NaN) - wanted)).toBeLessThan(at % 3 === 2 ? 4 : 0.02);
      expect(workShare).toBeGreaterThan(0.85);
      expect(Math.abs(askedShare - (400 * 300) / (700 * 600))).toBeLessThan(0.05);
      const read = originalityNote.read(report.statement, house.ports.log);
      expect(read).toMatchObject({
        askedFor: `person:${addressOf(bob)}`,
        verdict: 'unlicensed-near-copy',
        matches: [{ work, relation: 'embedded-in', isCertain: true }],
        register: { origin: house.ports.log.name, pictures: 2, searched: 2 },
      });
      expect(
        originalityNote.read(report.statement.replace('embedded-in', 'derivative'), house.ports.log),
      ).toBeNull();
    });

    it('a picture too small for features by its hash and its pixels', async () => {
      const tiny = await sharp(await aPicture({ seed: 325, ...SIZE }))
        .resize(20, 15, { fit: 'fill' })
        .png()
        .toBuffer();
      const own = await register(tiny);
      const again = await sharp(tiny).webp({ lossless: true }).toBuffer();
      expect((await search(again)).matches).toMatchObject([
        { work: { id: own }, methods: ['PDQ', 'DENSE_CORRELATION'] },
      ]);
    });

    it('whose a work is only where the question names a person', async () => {
      const copy = await sharp(sunrise).jpeg({ quality: 70 }).toBuffer();
      const seenBy = async (person?: Wallet) => {
        const { matches, verdict } = await search(copy, person);
        return [matches.map(({ isOwn }) => isOwn), verdict];
      };
      expect(await seenBy(ada)).toEqual([[true], 'OWN_VARIANT']);
      expect(await seenBy(bob)).toEqual([[false], 'UNLICENSED_NEAR_COPY']);
      expect(await seenBy()).toEqual([[null], 'UNRESOLVED']);
      expect(await search(sunrise, ada)).toMatchObject({
        matches: [
          { relation: 'EXACT_BYTES', methods: ['SHA_256', 'PDQ', 'LOCAL_FEATURES', 'DENSE_CORRELATION'] },
        ],
        verdict: 'FIRST_CLAIM',
        reasons: [{ code: 'REGISTERED_FIRST' }],
        coverage: 1,
      });
    });

    it('neither an upload that nobody registered, nor the asked one itself', async () => {
      const own = await aPicture({ seed: 310, ...SIZE });
      const first = await upload(own);
      for (const asked of [first, await upload(await mirrored(own)), await upload(own)])
        expect(await ask({ upload: asked })).toMatchObject({
          matches: [],
          coverage: 0,
          verdict: 'FIRST_CLAIM',
        });
    });

    it('what was registered elsewhere a moment ago', async () => {
      const { needs, close } = another();
      const picture = await aPicture({ seed: 311, ...SIZE });
      const crop = await sharp(picture)
        .extract({ left: 20, top: 20, width: 260, height: 220 })
        .png()
        .toBuffer();
      const [file] = await arrivedFiles(house.ports, [await upload(crop)]);
      if (!file) throw new Error('the upload has arrived');
      const there = async () =>
        (await searchOriginality(needs, { file, key: null })).matches.map((match) => match.work);
      expect(await there()).toEqual([]);
      const added = await register(picture);
      expect(await there()).toEqual([added]);
      expect((await search(crop)).matches.map((match) => match.work.id)).toEqual([added]);
      await close();
    });

    it('both ways what registered pictures have of one another, also after a rebuild', async () => {
      const detail = await sharp(sunrise)
        .extract({ left: 0, top: 0, width: 300, height: 300 })
        .png()
        .toBuffer();
      const later = await register(detail, bob);
      const found = async () => {
        const likeness = '{ match { relation isCertain work { id } } later { id } earlier { id } }';
        return house.client.ask(
          `query ($one: ID!, $other: ID!) {
            earlier: work(id: $one) { derivations { found { earlier ${likeness} later ${likeness} } } }
            later: work(id: $other) { derivations { found { earlier ${likeness} later ${likeness} } } }
          }`,
          { one: work, other: later },
        );
      };
      const one = {
        match: { relation: 'CROP', isCertain: true, work: { id: work } },
        later: { id: later },
        earlier: { id: work },
      };
      const wanted = {
        earlier: { derivations: { found: { earlier: [], later: [one] } } },
        later: { derivations: { found: { earlier: [one], later: [] } } },
      };
      await settle();
      expect(await found()).toEqual(wanted);
      await rebuild(house.ports);
      await settle();
      expect(await found()).toEqual(wanted);
      expect((await search(sunrise)).matches.map((match) => match.work.id)).toContain(work);
    });
  });

  it('refuses a file that is not here, and an upload that is none', async () => {
    const codeOf = async (input: object) => (await query(house, SEARCH, { input })).code;
    expect(await codeOf({ upload: 'upload:none' })).toBe('UPLOAD_UNKNOWN');
    expect(await codeOf({ file: (await aFile(Buffer.from('elsewhere'))).cid })).toBe('FILE_MISSING');
    expect(await codeOf({})).toBe('OUT_OF_SCHEMA');
    const file = (await aFile(sunrise)).cid;
    for (const person of ['person:ada', work, `person:${ada.address.toUpperCase()}`])
      expect(await codeOf({ file, person })).toBe('OUT_OF_SCHEMA');
    expect(await codeOf({ file: (await aFile(sunrise)).cid, follow: 'a b' })).toBe('BAD_FOLLOW');
  });

  describe('goes on', () => {
    const tables = () => house.ports.database.tables;
    const countWhere = async (condition: string): Promise<number> => {
      const [row] = await tables().query<{ count: number }[]>(
        `SELECT count(*)::integer AS count FROM fingerprints WHERE ${condition}`,
      );
      return row?.count ?? NaN;
    };

    it('by PDQ alone with a picture whose fingerprints are missing, until they are taken again', async () => {
      const picture = await aPicture({ seed: 320, ...SIZE });
      const own = await register(picture);
      const { cid } = await aFile(picture);
      await settle();
      await tables().query('DELETE FROM fingerprints WHERE file = $1', [cid]);
      const copy = await sharp(picture).jpeg({ quality: 60 }).toBuffer();
      const before = await search(copy, bob);
      expect(before.matches).toMatchObject([
        { work: { id: own }, methods: ['PDQ'], isCertain: false, overlap: null },
      ]);
      expect(before.register.searched).toBe(before.register.pictures - 1);
      expect(before.reasons.map(({ code }) => code)).toEqual(['ONE_METHOD', 'NOT_ALL_SEARCHED']);
      await settle();
      const after = await search(copy, bob);
      expect(after.matches).toMatchObject([
        { work: { id: own }, methods: ['PDQ', 'LOCAL_FEATURES', 'DENSE_CORRELATION'], isCertain: true },
      ]);
      expect(after.register.searched).toBe(after.register.pictures);
      expect(after.verdict).toBe('UNLICENSED_NEAR_COPY');
    });

    it('with a picture that is asked about itself while its fingerprints are missing', async () => {
      const bars = { top: 40, bottom: 40, background: '#000000' };
      const picture = await sharp(await aPicture({ seed: 321, ...SIZE }))
        .extend(bars)
        .png()
        .toBuffer();
      const own = await register(picture);
      const { cid } = await aFile(picture);
      await settle();
      const whole = 'SELECT form FROM picture_hashes WHERE file = $1 ORDER BY form';
      const forms = await tables().query(whole, [cid]);
      for (const sql of [
        'DELETE FROM fingerprints WHERE file = $1',
        'UPDATE fingerprints SET version = 0 WHERE file = $1',
      ]) {
        await tables().query(sql, [cid]);
        expect((await ask({ file: cid })).matches).toMatchObject([
          { work: { id: own }, relation: 'EXACT_BYTES' },
        ]);
        await settle();
        const { searched, pictures } = (await ask({ file: cid })).register;
        expect(searched).toBe(pictures);
        expect(await tables().query(whole, [cid])).toEqual(forms);
      }
    });

    it('with a picture whose fingerprints came after its registration', async () => {
      const picture = await aPicture({ seed: 322, ...SIZE });
      const own = await register(picture);
      const { cid } = await aFile(picture);
      await tables().query('UPDATE fingerprints SET searched_xid = NULL WHERE file = $1', [cid]);
      await settle();
      const crop = await sharp(picture)
        .extract({ left: 60, top: 40, width: 260, height: 200 })
        .png()
        .toBuffer();
      expect((await search(crop)).matches).toMatchObject([{ work: { id: own }, relation: 'CROP' }]);
    });

    it('with what a picture has of one whose fingerprints came later than its own', async () => {
      const picture = await aPicture({ seed: 323, ...SIZE });
      await register(picture);
      const part = await sharp(picture)
        .extract({ left: 60, top: 40, width: 260, height: 200 })
        .png()
        .toBuffer();
      await register(part, bob);
      const [earlier, later] = [(await aFile(picture)).cid, (await aFile(part)).cid];
      await tables().query('DELETE FROM fingerprints WHERE file = $1', [earlier]);
      await tables().query('DELETE FROM found_likenesses WHERE earlier = $1', [earlier]);
      await tables().query('UPDATE fingerprints SET comparisons_done = comparisons_due WHERE file = $1', [
        later,
      ]);
      await settle();
      expect(
        await tables().query('SELECT later FROM found_likenesses WHERE earlier = $1', [earlier]),
      ).toEqual([{ later }]);
    });

    it('with what another decoder made of a file', async () => {
      const picture = await aPicture({ seed: 324, ...SIZE });
      await register(picture);
      const { cid } = await aFile(picture);
      const facts = () => tables().query('SELECT pdq, pdq_quality FROM files WHERE cid = $1', [cid]);
      const right = await facts();
      await tables().query('UPDATE files SET pdq_quality = 1 WHERE cid = $1', [cid]);
      await tables().query('UPDATE fingerprints SET version = 0 WHERE file = $1', [cid]);
      await settle();
      expect(await facts()).toEqual(right);
    });

    it('with what was not kept of a file yet when it came', async () => {
      const { cid } = await aFile(await aPicture({ seed: 324, ...SIZE }));
      const facts = () => tables().query('SELECT * FROM files WHERE cid = $1', [cid]);
      const right = await facts();
      await tables().query('UPDATE files SET orientation = NULL WHERE cid = $1', [cid]);
      await settle();
      expect(await facts()).toEqual(right);
    });

    it('after a stop in the middle of taking fingerprints of another version', async () => {
      await tables().query('UPDATE fingerprints SET version = 0, comparisons_done = comparisons_due');
      const all = await countWhere('searched_xid IS NOT NULL');
      expect((await search(sunrise)).register.searched).toBe(0);
      const { needs, close } = another();
      const [stopped, twice] = [aGate(), aGate()];
      let looked = 0;
      const comparing = keepComparing({
        ...needs,
        images: {
          ...needs.images,
          // It stops while it is at the second picture, which it still ends.
          inspect: async (path) => {
            looked += 1;
            if (looked === 2) {
              twice.open();
              await stopped.opened;
            }
            return needs.images.inspect(path);
          },
        },
      });
      comparing.notice();
      await twice.opened;
      const ended = comparing.stop();
      stopped.open();
      await ended;
      await close();
      expect(await countWhere('version = 0 AND searched_xid IS NOT NULL')).toBe(all - 2);
      await settle();
      expect(
        await countWhere('version = 1 AND searched_xid IS NOT NULL AND comparisons_done = comparisons_due'),
      ).toBe(all);
      expect((await search(sunrise)).matches.map((match) => match.work.id)).toContain(work);
    });
  });

  describe('under load', () => {
    it('tells how far it is, and refuses more than it can hold', async () => {
      const gate = aGate();
      const small = await upload(await drawn(40, 30, (x, y) => (x * y) % 256));
      beforeExamining = () => gate.opened;
      const asked = Array.from({ length: 64 }, (_, at) => ask({ upload: small, follow: `search${at}xx` }));
      const progress = async (follow: string) =>
        (
          await house.client.ask<{ searchProgress: unknown }>(
            'query ($follow: ID!) { searchProgress(follow: $follow) { stage candidates } }',
            { follow },
          )
        ).searchProgress;
      while ((await progress('search63xx')) === null) await new Promise(setImmediate);
      expect(await progress('search5xx')).toEqual({ stage: 'EXAMINING', candidates: null });
      expect(await progress('another00')).toBeNull();
      expect((await query(house, SEARCH, { input: { upload: small } })).code).toBe('TOO_BUSY');
      gate.open();
      beforeExamining = async () => undefined;
      expect(await Promise.all(asked)).toHaveLength(64);
      expect(await progress('search5xx')).toBeNull();
      expect(await ask({ upload: small })).toMatchObject({ matches: [] });
    });
  });
});
