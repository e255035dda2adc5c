import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { openClient } from '../../src/cli/client.js';
import { originalityNote } from '../../src/originality/originality-statement.js';
import { parseVerifierKey } from '../../src/lib/signed-note.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { addressOf, aFile, aPerson, state } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aServer, raisonne, type Ran, type TestServer } from './a-server.js';

/** src/originality/draw-polygon.ts: what outlines are drawn in. */
const OUTLINE = [214, 20, 64];
const ada = aPerson('ada');

describe('raisonne search', () => {
  let server: TestServer;
  let sunrise: Buffer;
  let work: string;
  /** What it said before any picture was registered. */
  let early: Ran;
  beforeAll(async () => {
    server = await aServer();
    sunrise = await aPicture({ seed: 91, width: 480, height: 360, format: 'png' });
    early = await search(await keep('early.png', sunrise));
    const file = await aFile(sunrise);
    const registered = await state<{ work: { id: string } }>(openClient(server.url), ada, {
      kind: registerWork,
      body: { title: 'Sunrise', makers: [], files: [referenceTo(file)] },
      select: '{ ... on RegisteredWork { work { id } } }',
      files: [file],
    });
    work = registered.work.id;
  });
  afterAll(() => server.close());

  const inFolder = (name: string): string => path.join(server.folder, name);
  const keep = async (name: string, content: Uint8Array): Promise<string> => {
    await writeFile(inFolder(name), content);
    return inFolder(name);
  };
  const search = (picture: string, ...options: string[]): Promise<Ran> =>
    raisonne(['search', picture, ...options, '--server', server.url]);

  /** Whether a pixel near a place has the colour of an outline. */
  async function isOutlined(overlay: string, { x, y }: { x: number; y: number }): Promise<boolean> {
    const { data, info } = await sharp(await readFile(overlay))
      .raw()
      .toBuffer({ resolveWithObject: true });
    for (let row = Math.round(y) - 3; row <= Math.round(y) + 3; row += 1)
      for (let column = Math.round(x) - 3; column <= Math.round(x) + 3; column += 1) {
        const at = (row * info.width + column) * info.channels;
        if (OUTLINE.every((value, channel) => data[at + channel] === value)) return true;
      }
    return false;
  }

  it('draws what is shared on both pictures, and writes the note that the register signed', async () => {
    const part = { left: 120, top: 90, width: 240, height: 180 };
    const page = await sharp(await aPicture({ seed: 92, width: 720, height: 540 }))
      .composite([{ input: sunrise, left: 180, top: 120 }])
      .png()
      .toBuffer();
    const [overlay, statement] = [inFolder('overlay.png'), inFolder('statement.txt')];
    const { exitCode, out } = await search(
      await keep('page.png', page),
      '--overlay',
      overlay,
      '--statement',
      statement,
      '--as',
      addressOf(ada),
      '--json',
    );
    expect(exitCode).toBe(0);
    const { statement: signed, ...found } = JSON.parse(out) as {
      statement?: string;
      verdict: string;
      matches: { work: string; overlap: object }[];
      register: { checkpoint: unknown };
    };
    expect(signed).toBeUndefined();
    expect(found).toMatchObject({
      matches: [{ work, title: 'Sunrise', relation: 'EMBEDDED_IN', isOwn: true, isCertain: true }],
      verdict: 'OWN_VARIANT',
      reasons: [{ code: 'OWN_WORK', work }],
      register: { pictures: 1, searched: 1 },
    });

    expect(await sharp(await readFile(overlay)).metadata()).toMatchObject({
      format: 'png',
      width: 2 * 720 + 3 * 20,
      height: 540 + 2 * 20,
    });
    // The page fills its panel, which begins at 20, 20; the work lies on it from 180, 120 on, 480 × 360 large.
    expect(await isOutlined(overlay, { x: 20 + 180 + 240, y: 20 + 120 })).toBe(true);
    expect(await isOutlined(overlay, { x: 20 + 180, y: 20 + 120 + 180 })).toBe(true);
    expect(await isOutlined(overlay, { x: 20 + 180 + 240, y: 20 + 120 + 180 })).toBe(false);
    // The work is shown one and a half times as large in the other panel, and is outlined whole.
    expect(await isOutlined(overlay, { x: 760 + 360, y: 20 })).toBe(true);
    expect(await isOutlined(overlay, { x: 760 + part.width, y: 20 + part.height })).toBe(false);

    const note = await readFile(statement, 'utf8');
    const { log } = await openClient(server.url).ask<{ log: { verifierKey: string } }>(
      '{ log { verifierKey } }',
      {},
    );
    const key = parseVerifierKey(log.verifierKey);
    const read = key && originalityNote.read(note, key);
    expect(read).toMatchObject({
      askedFor: `person:${addressOf(ada)}`,
      verdict: 'own-variant',
      matches: [{ work, relation: 'embedded-in' }],
    });
  });

  const RELATIONS: readonly [string, string, (picture: Buffer) => Promise<Buffer>][] = [
    ['the same bytes', 'the very same file', async (picture) => picture],
    [
      'a recompressed copy',
      'the same picture;',
      (picture) => sharp(picture).jpeg({ quality: 60 }).toBuffer(),
    ],
    [
      'a mirrored copy',
      'the same picture, mirrored or turned',
      (picture) => sharp(picture).flop().jpeg().toBuffer(),
    ],
    [
      'a crop',
      'your picture is a part of it',
      (picture) => sharp(picture).extract({ left: 100, top: 60, width: 260, height: 220 }).png().toBuffer(),
    ],
    [
      'a picture that holds it',
      'it is within your picture',
      (picture) =>
        sharp(picture).extend({ left: 300, right: 200, top: 150, background: '#2d4' }).png().toBuffer(),
    ],
    [
      'a picture that shares a part',
      'the two share a part',
      async (picture) =>
        sharp(await aPicture({ seed: 93, width: 480, height: 360 }))
          .composite([
            {
              input: await sharp(picture).extract({ left: 0, top: 0, width: 240, height: 360 }).toBuffer(),
              left: 240,
              top: 0,
            },
          ])
          .png()
          .toBuffer(),
    ],
  ];
  it.each(RELATIONS)('says of %s that it is "%s"', async (_, said, make) => {
    const { exitCode, out } = await search(await keep('asked.png', await make(sunrise)));
    expect(exitCode).toBe(0);
    const [title = '', relation = ''] = out.split('\n');
    expect(title).toBe(`"Sunrise"  ${work}`);
    expect(`${relation.trim()};`).toContain(said);
    expect(out).toMatch(/found by .*local-features/);
    expect(out).toContain('A person decides.');
    expect(out).toContain('1 registered picture was searched');
  });

  it('says that nothing was found, and then draws nothing', async () => {
    const overlay = inFolder('nothing.png');
    const { exitCode, out } = await search(
      await keep('other.jpg', await aPicture({ seed: 94, width: 400, height: 300 })),
      '--overlay',
      overlay,
    );
    expect(exitCode).toBe(0);
    expect(out).toContain('No registered work looks like it; 1 registered picture was searched.');
    expect(out).toContain('first claim');
    expect(out).toContain(`Not written, since there is nothing to draw: ${overlay}`);
    await expect(stat(overlay)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('says that there was nothing to compare with, and not that the picture is claimed first', () => {
    expect(early).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/^It was compared with nothing: no registered picture is here\./) as string,
    });
    expect(early.out).not.toMatch(/first claim| 0 /);
  });

  it('says how surely, and where on the picture that is asked about', async () => {
    const page = await sharp(sunrise)
      .extend({ left: 300, right: 200, top: 150, background: '#2d4' })
      .png()
      .toBuffer();
    const { out } = await search(await keep('page.png', page));
    expect(out).toMatch(
      /certain: found by .*; 35 % of your picture, from (299|300), (149|150|151) to (779|780|781), (509|510), and 100 % of the work/,
    );
  });

  it('says of a picture with too little in it that it cannot be found by its look', async () => {
    const { out } = await search(
      await keep(
        'plain.png',
        await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
          .png()
          .toBuffer(),
      ),
    );
    expect(out).toContain(
      'There is too little in it to be found by its look; 1 registered picture was searched.',
    );
  });

  it.each([
    [['--overlay', 'overlay.jpg'], 2, 'must end in .png'],
    [['--overlay', path.join('nowhere', 'overlay.png')], 1, 'there is no folder'],
    [['--statement', path.join('nowhere', 'statement.txt')], 1, 'there is no folder'],
  ])('refuses %j before it searches', async ([option = '', name = ''], code, message) => {
    const { exitCode, err } = await search(await keep('asked.png', sunrise), option, inFolder(name));
    expect([exitCode, err]).toEqual([code, expect.stringContaining(message)]);
  });

  it('refuses an address that is none', async () => {
    const { exitCode, err } = await search(await keep('asked.png', sunrise), '--as', '0x12');
    expect(exitCode).toBe(2);
    expect(err).toContain('--as is "0x12"; it must be an address');
  });
});
