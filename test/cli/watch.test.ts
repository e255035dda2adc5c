import { createHash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { openClient } from '../../src/cli/client.js';
import type { KeptText } from '../../src/disclosure/private-claim.js';
import { runCommand } from '../../src/cli/run-command.js';
import { commitmentTo } from '../../src/lib/commitment.js';
import { chunk, tEXt } from '../fixtures/carrying.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aDocumentInfo, aMaindoc, aZip } from '../fixtures/layered.js';
import { aPicture } from '../fixtures/pictures.js';
import { aServer, raisonne, type TestServer } from './a-server.js';

const ada = aPerson('ada watches');
const bob = aPerson('bob watches');
const infotext = (seed: number) =>
  `a heron at dawn\nSteps: 20, Sampler: Euler a, Seed: ${seed}, Size: 64x48, Model: heron, Version: v1.10.1`;

interface Summary {
  readonly making: string;
  readonly files: number;
  readonly steps: number;
  readonly recorded: number;
}

interface MadeFile {
  readonly how: string;
  readonly from: readonly string[];
  readonly outcome: string | null;
  readonly act: string | null;
  readonly seed: string | null;
  readonly prompt: { text: string | null; commitment: string | null } | null;
  readonly note: { text: string | null; commitment: string | null } | null;
  readonly wasThere: boolean;
  readonly sha256: string;
  readonly maker: { id: string };
}

describe('raisonne watch', () => {
  let server: TestServer;
  const key = (name: string): string => path.join(server.folder, `${name}.json`);
  const run = (...line: string[]) =>
    raisonne([...line, '--server', server.url], { RAISONNE_KEY: key('ada') });
  const once = async (folder: string, ...more: string[]): Promise<Summary> => {
    const { exitCode, out, err } = await run('watch', folder, '--once', '--json', ...more);
    expect({ exitCode, err }).toMatchObject({ exitCode: 0 });
    return JSON.parse(out) as Summary; // --json prints one document
  };
  const madeIn = async (making: string): Promise<readonly MadeFile[]> => {
    const { making: found } = await openClient(server.url).ask<{
      making: { files: readonly MadeFile[] };
    }>(
      `query ($id: ID!) { making(id: $id) { files {
        mediaType layered { layers historySteps editingSeconds } how from outcome act seed wasThere sha256 maker { id } prompt { text commitment } note { text commitment } } } }`,
      { id: making },
    );
    return found.files;
  };
  let seed = 700;
  const aPng = async (text?: string): Promise<Buffer> => {
    seed += 1;
    const png = await sharp(await aPicture({ seed, width: 64, height: 48 }))
      .png()
      .toBuffer();
    return text === undefined
      ? png
      : Buffer.concat([png.subarray(0, 33), chunk(tEXt('parameters', text)), png.subarray(33)]);
  };
  /** A file like no other, which is no picture: nothing in it is read. */
  const aText = (): Buffer => {
    seed += 1;
    return Buffer.from(`a sketch ${seed}`);
  };
  const aFolder = () => mkdtemp(path.join(server.folder, 'making-'));
  const note = (file: string, content: object) => writeFile(`${file}.step.json`, JSON.stringify(content));

  beforeAll(async () => {
    server = await aServer();
    for (const [name, { privateKey }] of Object.entries({ ada, bob }))
      await writeFile(key(name), JSON.stringify({ privateKey }));
  });
  afterAll(() => server.close());

  it('records what is new, what is said of it, and what was made from what', async () => {
    const folder = await aFolder();
    const begun = await once(folder, '--name', 'A heron');
    expect(begun).toMatchObject({ files: 0, steps: 0, recorded: 0 });
    const file = (name: string) => path.join(folder, name);
    await writeFile(file('one.png'), await aPng(infotext(7)));
    await writeFile(file('two.png'), await aPng());
    await note(file('two.png'), {
      from: ['one.png'],
      act: 'overpainting',
      region: { x: 1, y: 2, width: 3, height: 4 },
      note: 'The sky',
    });
    await writeFile(file('.hidden.png'), 'x');
    await writeFile(file('two.png~'), 'x');
    await writeFile(file('empty.png'), '');
    await writeFile(file('two.png.js225ori.openings.json'), '[]');
    expect(await once(folder)).toEqual({ making: begun.making, files: 2, steps: 2, recorded: 2, waiting: 0 });
    expect(await once(folder)).toMatchObject({ recorded: 0 });

    await mkdir(file('rejected'));
    await rename(file('one.png'), file('rejected/one.png'));
    await note(file('two.png'), { outcome: 'kept', from: ['one.png'], note: 'The sky, again' });
    expect(await once(folder)).toMatchObject({ files: 2, steps: 4, recorded: 2 });
    const [one, two] = await madeIn(begun.making);
    expect(one).toMatchObject({ how: 'GENERATION', outcome: 'REJECTED', seed: '7', wasThere: false });
    expect(two).toMatchObject({
      how: 'EDIT',
      from: [one?.sha256],
      outcome: 'KEPT',
      act: 'OVERPAINTING',
      maker: { id: `person:${addressOf(ada)}` },
    });
    // Private unless it is asked for: the register has commitments, and the folder what opens them.
    const openings = JSON.parse(await readFile(file('.raisonne/openings.json'), 'utf8')) as KeptText[]; // as watch wrote it
    expect(openings.map(({ content }) => content)).toEqual(['a heron at dawn', 'The sky', 'The sky, again']);
    expect(one?.prompt).toEqual({ text: null, commitment: openings[0]?.commitment });
    expect(two?.note).toEqual({ text: null, commitment: openings[2]?.commitment });
    for (const { commitment, ...opening } of openings) expect(commitmentTo(opening)).toBe(commitment);
  });

  it('tells what a layered file says of itself', async () => {
    const folder = await aFolder();
    const { making } = await once(folder);
    await writeFile(
      path.join(folder, 'heron.kra'),
      aZip([
        { name: 'mimetype', body: Buffer.from('application/x-krita') },
        { name: 'maindoc.xml', body: Buffer.from(aMaindoc('<layer name="Sky" nodetype="paintlayer"/>')) },
        { name: 'documentinfo.xml', body: Buffer.from(aDocumentInfo('<editing-time>90</editing-time>')) },
      ]),
    );
    expect(await once(folder)).toMatchObject({ recorded: 1 });
    expect(await madeIn(making)).toMatchObject([
      { mediaType: 'application/x-krita', layered: { layers: 1, historySteps: null, editingSeconds: 90 } },
    ]);
  });

  it('names what was there before, and publishes prompts where it is told to', async () => {
    const folder = await aFolder();
    const old = path.join(folder, 'old.png');
    await writeFile(old, await aPng(infotext(8)));
    await utimes(old, new Date('2026-01-01'), new Date('2026-01-01'));
    const { making } = await once(folder, '--public');
    expect(await madeIn(making)).toMatchObject([
      { wasThere: true, prompt: { text: 'a heron at dawn', commitment: null } },
    ]);
  });

  it('takes steps of each maker from a folder of their own', async () => {
    const [adas, bobs] = [await aFolder(), await aFolder()];
    const { making } = await once(adas, '--with', bob.address);
    await writeFile(path.join(bobs, 'sky.png'), aText());
    expect(await once(bobs, '--making', making, '--maker', key('bob'))).toMatchObject({
      making,
      recorded: 1,
    });
    expect(await madeIn(making)).toMatchObject([{ maker: { id: `person:${addressOf(bob)}` } }]);
    const strangers = await run(
      'watch',
      await aFolder(),
      '--once',
      '--making',
      making,
      '--maker',
      key('eve'),
    );
    expect(strangers).toMatchObject({ exitCode: 1, err: expect.stringContaining('(NOT_ALLOWED)') as string });
    const other = await run('watch', bobs, '--once');
    expect(other).toMatchObject({ exitCode: 1, err: expect.stringContaining('(OTHER_MAKER)') as string });
  });

  it('goes on where a process was killed, or an answer was lost, and notices what was altered', async () => {
    const folder = await aFolder();
    const steps = path.join(folder, '.raisonne/steps.jsonl');
    await once(folder);
    await writeFile(path.join(folder, 'one.png'), aText());
    const unreachable = await raisonne(['watch', folder, '--once', '--server', 'http://127.0.0.1:1'], {
      RAISONNE_KEY: key('ada'),
    });
    expect(unreachable).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('SERVER_UNREACHABLE') as string,
    });
    await appendFile(steps, '{"path":"half');
    await writeFile(path.join(folder, 'two.png'), aText());
    const recorded = await once(folder);
    expect(recorded).toMatchObject({ files: 2, steps: 2, recorded: 2 });
    expect(await madeIn(recorded.making)).toHaveLength(2);
    const whole = await readFile(steps, 'utf8');
    await writeFile(steps, whole.replace('"unsaid"', '"edit"'));
    expect(await run('watch', folder, '--once')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('Line 1') as string,
    });
    await writeFile(steps, '');
    await writeFile(path.join(folder, 'one.png'), aText());
    expect(await run('watch', folder, '--once')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('(STEPS_ALTERED)') as string,
    });
  });

  it('tells what it cannot take, and goes on with all else', async () => {
    const folder = await aFolder();
    const begun = await once(folder);
    const file = (name: string) => path.join(folder, name);
    for (const name of ['one.png', 'two.png', `${'n'.repeat(246)}.png`]) await writeFile(file(name), aText());
    await note(file('one.png'), { from: ['nowhere.png'], act: 'colour' });
    await note(file('two.png'), { note: 'U+0000: \0' });
    await mkdir(file('folder.png.step.json'));
    await writeFile(file('folder.png'), aText());
    const { exitCode, err } = await run('watch', folder, '--once');
    expect(exitCode).toBe(0);
    expect(err).toContain(
      'The note of one.png says that it is from nowhere.png, which was not there before it.',
    );
    expect(err).toMatch(/two\.png\.step\.json does not fit: note holds U\+0000/);
    expect(err).toMatch(/folder\.png\.step\.json cannot be read: EISDIR/);
    expect(await madeIn(begun.making)).toHaveLength(4);
    expect(await once(folder)).toMatchObject({ recorded: 0 });
  });

  it('knows what was changed by hand from what a machine made again, and what came first', async () => {
    const folder = await aFolder();
    const { making } = await once(folder);
    const file = (name: string) => path.join(folder, name);
    const at = (name: string, seconds: number) =>
      utimes(file(name), new Date(), new Date(Date.now() + seconds * 1000 - 60_000));
    // A painter's program carries over what the machine wrote; a machine that ran again wrote another seed.
    const made = await aPng(infotext(7));
    const painted = await aPng(infotext(7));
    const again = await aPng(infotext(9));
    await writeFile(file('base.png'), made);
    await at('base.png', 0);
    for (const [name, bytes, seconds] of [
      ['painted.png', painted, 10],
      ['again.png', again, 20],
    ] as const) {
      await writeFile(file(name), bytes);
      await at(name, seconds);
    }
    await once(folder);
    for (const name of ['painted.png', 'again.png']) await note(file(name), { from: ['base.png'] });
    await note(file('painted.png'), { from: ['base.png'], how: 'edit', act: 'overpainting' });
    await once(folder);
    // What comes to lie at the same place later is no source of what was there before.
    await writeFile(file('base.png'), await aPng(infotext(11)));
    await once(folder);
    const files = await madeIn(making);
    const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    const of = (bytes: Buffer) => files.find(({ sha256 }) => sha256 === digestOf(bytes));
    expect(of(painted)).toMatchObject({ how: 'EDIT', act: 'OVERPAINTING', from: [digestOf(made)] });
    expect(of(again)).toMatchObject({ from: [digestOf(made)] });
  });

  it('takes of copies what is said of any of them', async () => {
    const folder = await aFolder();
    const { making } = await once(folder);
    const png = aText();
    await mkdir(path.join(folder, 'kept'));
    for (const name of ['kept/one.png', 'two.png']) await writeFile(path.join(folder, name), png);
    await note(path.join(folder, 'two.png'), { act: 'colour' });
    expect(await once(folder)).toMatchObject({ recorded: 1 });
    expect(await madeIn(making)).toMatchObject([{ outcome: 'KEPT', act: 'COLOUR' }]);
  });

  it('commits to texts that are too long for anybody to read, and records them', async () => {
    const folder = await aFolder();
    const { making } = await once(folder);
    for (const name of ['one.png', 'two.png', 'three.png']) {
      await writeFile(path.join(folder, name), aText());
      await note(path.join(folder, name), { note: '鷺'.repeat(name === 'one.png' ? 7000 : 2000) });
    }
    expect(await once(folder, '--public')).toMatchObject({ recorded: 3 });
    const notes = (await madeIn(making)).map((made) => made.note?.text?.length ?? 0);
    expect(notes.sort((a, b) => a - b)).toEqual([0, 2000, 2000]);
  });

  it('goes on with the key that took the place of the maker, and changes nothing that was begun', async () => {
    const folder = await aFolder();
    const [old, next] = [key('old'), key('next')];
    const { making } = await once(folder, '--maker', old);
    await writeFile(path.join(folder, 'one.png'), aText());
    await once(folder, '--maker', old);
    await run('rotate', '--from', old, '--new', next);
    await mkdir(path.join(folder, 'kept'));
    await rename(path.join(folder, 'one.png'), path.join(folder, 'kept/one.png'));
    await writeFile(path.join(folder, 'two.png'), aText());
    expect(await once(folder, '--maker', next)).toMatchObject({ making, files: 2, steps: 3, recorded: 2 });
    const [one, two] = await madeIn(making);
    expect([one?.outcome, one?.maker.id === two?.maker.id]).toEqual(['KEPT', false]);
    for (const option of [
      ['--name', 'Later'],
      ['--with', bob.address],
    ])
      expect(await run('watch', folder, '--once', '--maker', next, ...option)).toMatchObject({
        exitCode: 1,
        err: expect.stringContaining('(BEGUN_ALREADY)') as string,
      });
  });

  it('tells of a note that is none, and records the file all the same', async () => {
    const folder = await aFolder();
    await writeFile(path.join(folder, 'one.png'), aText());
    await note(path.join(folder, 'one.png'), { region: 'all of it' });
    const { exitCode, err } = await run('watch', folder, '--once');
    expect({ exitCode, err }).toEqual({
      exitCode: 0,
      err: expect.stringMatching(/one\.png\.step\.json does not fit: region /) as string,
    });
  });

  it.each([
    ['no folder', ['watch', '/nowhere/at/all', '--once'], 1, 'NO_SUCH_FOLDER'],
    ['no act', ['watch', '.', '--act', 'looking'], 2, '--act is looking'],
    ['no address', ['watch', '.', '--with', 'bob'], 2, '--with bob'],
    ['no making', ['watch', '.', '--making', 'mine'], 2, '--making mine'],
  ])('refuses %s', async (_, line, exitCode, message) => {
    expect(await run(...line)).toMatchObject({ exitCode, err: expect.stringContaining(message) as string });
  });

  it('goes on while it watches: what is changed in its place was made from what was there', async () => {
    const folder = await aFolder();
    const picture = path.join(folder, 'sketch.png');
    const lines: string[] = [];
    let heard: () => void = () => undefined;
    const line = (count: number) =>
      new Promise<void>((resolve) => {
        heard = () => lines.length >= count && resolve();
        heard();
      });
    let begun: () => void = () => undefined;
    const watching = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const ended = runCommand(
      ['watch', folder, '--act', 'overpainting', '--maker', key('ada'), '--server', server.url, '--json'],
      {
        out: (text) => {
          lines.push(text);
          heard();
        },
        err: begun,
        isInteractive: false,
        ask: null,
      },
    );
    await watching;
    await writeFile(picture, await aPng());
    await line(1);
    await writeFile(picture, await aPng());
    await line(2);
    // As Ctrl-C does; what came last is recorded before it ends.
    await note(path.join(folder, 'last.png'), { from: ['sketch.png'] });
    await writeFile(path.join(folder, 'last.png'), await aPng());
    process.emit('SIGINT');
    expect(await ended).toBe(0);
    const { making, ...summary } = JSON.parse(lines.at(-1) ?? '') as Summary;
    expect(summary).toEqual({ files: 3, steps: 3, recorded: 3, waiting: 0 });
    const files = await madeIn(making);
    expect(files[0]).toMatchObject({ how: 'UNSAID' });
    expect(files[1]).toMatchObject({ how: 'EDIT', from: [files[0]?.sha256], act: 'OVERPAINTING' });

    // The ledger goes into a claim, with the acts that were recorded.
    const draft = path.join(server.folder, 'claim.json');
    await run(
      'register',
      path.join(folder, 'last.png'),
      '--title',
      'A heron',
      '--making',
      folder,
      '--draft',
      draft,
    );
    expect(JSON.parse(await readFile(draft, 'utf8'))).toEqual({
      basis: 'author',
      makings: [making],
      acts: [
        expect.objectContaining({
          kind: 'overpainting',
          done: 'Overpainting, in 2 steps.',
          by: addressOf(ada),
        }),
      ],
      authorCreated: ['2-D artwork: Overpainting, in 2 steps.'],
    });
    const elsewhere = path.join(server.folder, 'elsewhere.png');
    await writeFile(elsewhere, await aPng());
    const strange = await run(
      'register',
      elsewhere,
      '--title',
      'X',
      '--making',
      folder,
      '--draft',
      `${draft}.2`,
    );
    expect(strange.err).toContain('so nothing there leads to it');
    expect(JSON.parse(await readFile(`${draft}.2`, 'utf8'))).toEqual({ basis: 'author', makings: [making] });
    const registered = await run(
      'register',
      path.join(folder, 'last.png'),
      '--title',
      'A heron',
      '--claim',
      draft,
      '--json',
    );
    expect(registered.exitCode).toBe(0);
    const { work, claim } = JSON.parse(registered.out) as { work: string; claim: string };
    expect(
      await openClient(server.url).ask(
        'query ($id: ID!) { claim(id: $id) { authorCreated makings { making { id works { title } draftedActs { kind } } evidence { grade findings { code } } } } }',
        { id: claim },
      ),
    ).toEqual({
      claim: {
        authorCreated: ['2-D artwork: Overpainting, in 2 steps.'],
        makings: [
          {
            making: { id: making, works: [{ title: 'A heron' }], draftedActs: [{ kind: 'OVERPAINTING' }] },
            evidence: { grade: 'AFTERWARDS', findings: [{ code: 'ONE_GO' }] },
          },
        ],
      },
    });

    expect((await run('show', work)).out).toMatch(/^making {4}3 files, recorded afterwards {2}making:/m);

    // And into the evidence, where it verifies with the rest.
    const zip = path.join(server.folder, 'heron.zip');
    await run('export', work, '-o', zip);
    const verified = await raisonne(['verify', zip, '--json']);
    expect(verified.exitCode).toBe(0);
    expect(verified.out).toContain('record-steps.json');
    await run('export', work, '-o', zip, '--overwrite', '--without-makings');
    expect((await raisonne(['verify', zip, '--json'])).out).not.toContain('record-steps.json');
  });
});
