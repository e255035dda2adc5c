import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commitmentTo } from '../../src/lib/commitment.js';
import { openClient } from '../../src/cli/client.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { aFile, aPerson, state } from '../fixtures/house.js';
import { aPicture, recompressed, rotated } from '../fixtures/pictures.js';
import { aServer, raisonne, type Ran, type TestServer } from './a-server.js';

const BOB = aPerson('bob').address;
const WORK = /^work:bafkrei[a-z2-7]{52}$/;
const CLAIM = /^claim:bafkrei[a-z2-7]{52}$/;
const STATEMENT = /^statement:bafkrei[a-z2-7]{52}$/;

interface Registered {
  readonly work: string;
  readonly claim: string | null;
  readonly statement: string | null;
  readonly url: string;
  readonly earlier: string | null;
}

describe('the command line', () => {
  let server: TestServer;
  let picture: string;
  let copy: string;
  beforeAll(async () => {
    server = await aServer();
    const bytes = await aPicture({ seed: 81, width: 800, height: 600 });
    picture = await keep('sunrise.jpg', bytes);
    copy = await keep('copy.jpg', await recompressed(await rotated(bytes, 90), 60));
  });
  afterAll(() => server.close());

  const keep = async (name: string, content: Uint8Array | string): Promise<string> => {
    const file = path.join(server.folder, name);
    await writeFile(file, content);
    return file;
  };
  const key = (name: string): string => path.join(server.folder, 'keys', `${name}.json`);
  const run = (line: readonly string[], environment: Record<string, string> = {}): Promise<Ran> =>
    raisonne([...line, '--server', server.url], { RAISONNE_KEY: key('ada'), ...environment });
  const json = async <Answer>(
    line: readonly string[],
    environment: Record<string, string> = {},
  ): Promise<Answer> => {
    const { exitCode, out, err } = await run([...line, '--json'], environment);
    expect({ exitCode, err }).toMatchObject({ exitCode: 0 });
    return JSON.parse(out) as Answer;
  };
  const refused = async (
    line: readonly string[],
    environment: Record<string, string> = {},
  ): Promise<string> => {
    const { exitCode, out, err } = await run([...line, '--json'], environment);
    const { error } = JSON.parse(out) as { error: { code: string; message: string } };
    // A slow machine is told besides what takes its time.
    expect(err.split('\n').at(-2)).toBe(`raisonne: ${error.message} (${error.code})`);
    expect(exitCode).toBe(1);
    return error.code;
  };

  it('makes a key on first use that only its owner can read, and says where it is and what losing it means', async () => {
    const { exitCode, out, err } = await run(['register', picture, '--title', 'Sunrise', '--by', 'Ada']);
    expect(exitCode).toBe(0);
    expect(out).toContain('"Sunrise" is registered and claimed.');
    expect(err).toContain(key('ada'));
    expect(err.replaceAll('\n', ' ')).toContain('lose control');
    expect((await stat(key('ada'))).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(key('ada')))).mode & 0o777).toBe(0o700);
  });

  it('says of whoever signs that they are the maker only where the claim says so', async () => {
    const makersOf = async (seed: number, basis: string) => {
      const claim = await keep(`${basis}.json`, Buffer.from(JSON.stringify({ basis })));
      const made = await keep(`${basis}.jpg`, await aPicture({ seed }));
      const by = ['--by', 'Clara Vogt', '--by', 'Bob Bee'];
      const { work } = await json<Registered>(['register', made, '--title', basis, ...by, '--claim', claim]);
      const query = 'query ($id: ID!) { work(id: $id) { makers { name person { id } } } }';
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: { id: work } }),
      });
      const { data } = (await response.json()) as {
        data: { work: { makers: { name: string; person: object | null }[] } };
      };
      return data.work.makers.map(({ name, person }) => [name, person !== null]);
    };
    expect(await makersOf(95, 'author')).toEqual([
      ['Clara Vogt', true],
      ['Bob Bee', false],
    ]);
    for (const [at, basis] of ['transfer-by-author', 'work-made-for-hire'].entries())
      expect(await makersOf(96 + at, basis)).toEqual([
        ['Clara Vogt', false],
        ['Bob Bee', false],
      ]);
  });

  it('registers the same picture again as nothing but the earlier work, and finds a turned copy', async () => {
    const again = await json<Registered>(['register', picture, '--title', 'Mine']);
    expect(again).toEqual({
      work: expect.stringMatching(WORK) as string,
      claim: null,
      statement: null,
      url: `${server.url}/works/${again.work}`,
      earlier: again.work,
      isOwn: true,
    });
    expect((await json<Registered>(['register', copy, '--title', 'Mine'])).earlier).toBe(again.work);
    const found = await json<{ matches: object[] }>(['search', copy]);
    expect(found).toMatchObject({
      matches: [
        {
          work: again.work,
          title: 'Sunrise',
          relation: 'MIRRORED_OR_ROTATED',
          methods: ['PDQ', 'LOCAL_FEATURES', 'DENSE_CORRELATION'],
          isCertain: true,
        },
      ],
      coverage: expect.closeTo(1, 1) as number,
      tooPlain: false,
      isTruncated: false,
    });
    const other = await keep('other.jpg', await aPicture({ seed: 82 }));
    expect(await json(['search', other])).toMatchObject({ matches: [], coverage: 0 });
  });

  it('claims an earlier work against its claim when one insists', async () => {
    const line = ['register', copy, '--title', 'Mine', '--insist', '--maker', key('bob')];
    const insisted = await json<Registered>(line);
    expect(insisted).toEqual({
      work: insisted.earlier,
      claim: expect.stringMatching(CLAIM) as string,
      statement: insisted.claim?.replace('claim:', 'statement:'),
      url: `${server.url}/works/${insisted.work}`,
      earlier: expect.stringMatching(WORK) as string,
      isOwn: false,
    });
    const { claims } = await json<{ claims: { id: string; competesWith: { id: string } | null }[] }>([
      'show',
      insisted.work,
    ]);
    expect(claims.map(({ id }) => id)).toContain(insisted.claim);
    expect(claims[1]?.competesWith?.id).toBe(claims[0]?.id);
    expect(await refused(line)).toBe('CLAIMED_ALREADY');
  });

  it('claims what an interrupted registration of the same key left unclaimed, and only that', async () => {
    const person = aPerson('interrupted');
    const interrupted = await keep('interrupted.json', JSON.stringify({ privateKey: person.privateKey }));
    const bytes = await aPicture({ seed: 86 });
    const own = await keep('interrupted.jpg', bytes);
    const file = await aFile(bytes);
    await state(openClient(server.url), person, {
      kind: registerWork,
      body: { title: 'Left', makers: [], files: [referenceTo(file)] },
      files: [file],
      select: '{ __typename }',
    });
    const line = ['register', own, '--title', 'Left'];
    expect(await json<Registered>(line)).toMatchObject({ claim: null });
    const again = await json<Registered>([...line, '--maker', interrupted]);
    expect(again).toEqual({
      work: expect.stringMatching(WORK) as string,
      claim: expect.stringMatching(CLAIM) as string,
      statement: again.work.replace('work:', 'statement:'),
      url: `${server.url}/works/${again.work}`,
      earlier: null,
    });
    expect(await json<Registered>([...line, '--maker', interrupted])).toMatchObject({
      claim: null,
      earlier: again.work,
    });
  });

  it('transfers title, and shows claims, owners, history and anchor', async () => {
    const own = await keep('night.jpg', await aPicture({ seed: 83 }));
    const { work, claim, statement, earlier } = await json<Registered>(['register', own, '--title', 'Night']);
    expect([claim, statement, earlier]).toEqual([
      expect.stringMatching(CLAIM),
      work.replace('work:', 'statement:'),
      null,
    ]);
    const passed = await json<{ statement: string; owners: { share: string }[] }>([
      'transfer',
      work,
      '--to',
      BOB,
      '--share',
      '1/3',
      '--method',
      'sale',
      '--date',
      '2026-05-04',
      '--note',
      'By private treaty.',
    ]);
    expect(passed).toEqual({
      statement: expect.stringMatching(STATEMENT) as string,
      owners: expect.any(Array) as object[],
    });
    expect(new Set(passed.owners.map(({ share }) => share))).toEqual(new Set(['2/3', '1/3']));
    expect(await refused(['transfer', work, '--to', BOB])).toBe('MORE_THAN_HELD');
    expect(await refused(['transfer', work, '--to', BOB, '--from', key('nobody')])).toBe('NO_SUCH_FILE');
    await raisonne(['key', '--maker', key('stranger')]);
    expect(await refused(['transfer', work, '--to', BOB, '--from', key('stranger')])).toBe('NOT_THE_OWNER');
    const shown = await json<{ history: { method: string }[] }>(['show', work]);
    expect(Object.keys(shown)).toEqual([
      'work',
      'claims',
      'owners',
      'history',
      'events',
      'erased',
      'derivations',
      'permissions',
      'contestedBy',
      'licences',
      'rightTransfers',
      'tokens',
      'anchor',
      'statements',
      'files',
    ]);
    expect(shown.history.map(({ method }) => method)).toEqual(['CREATION', 'SALE']);
    const { out } = await run(['show', work]);
    expect(out).toContain('"Night"');
    expect(out).toMatch(/^transfer  .* \(1\/3\), dated 2026-05-04: "By private treaty\."$/m);
    expect(out).toContain(`person:${BOB.toLowerCase()}, since 2026-05-04, as it was stated; recorded `);
  });

  it('encrypts the key with a passphrase, and opens it with no other', async () => {
    const withPassphrase = (passphrase: string) => ({
      RAISONNE_KEY: key('secret'),
      RAISONNE_PASSPHRASE: passphrase,
    });
    const made = await raisonne(['key', '--json'], withPassphrase('correct horse'));
    expect(made.exitCode).toBe(0);
    const file = await readFile(key('secret'), 'utf8');
    expect(JSON.parse(file)).toMatchObject({ version: 3 });
    expect(file).not.toMatch(/privateKey/);
    expect((await stat(key('secret'))).mode & 0o777).toBe(0o600);
    const codeOf = async (passphrase: string) => {
      const { exitCode, err } = await raisonne(['key'], withPassphrase(passphrase));
      return [exitCode, /\((\w+)\)\n$/.exec(err)?.[1]];
    };
    expect(await codeOf('wrong horse')).toEqual([1, 'WRONG_PASSPHRASE']);
    expect(await codeOf('')).toEqual([1, 'PASSPHRASE_MISSING']);
    const opened = await raisonne(['key', '--json'], withPassphrase('correct horse'));
    expect(JSON.parse(opened.out)).toEqual(JSON.parse(made.out));
  }, 60_000);

  it('states what machines may learn from a work', async () => {
    const { work } = await json<Registered>([
      'register',
      await keep('reeds.jpg', await aPicture({ seed: 8611 })),
      '--title',
      'Reeds',
    ]);
    expect(await json(['training', work, '--all', 'not-allowed', '--mining', 'allowed'])).toEqual({
      work,
      uses: {
        ai_training: 'not-allowed',
        ai_generative_training: 'not-allowed',
        ai_inference: 'not-allowed',
        data_mining: 'allowed',
      },
      statement: expect.stringMatching(STATEMENT) as string,
    });
    const { exitCode, err } = await run(['training', work, '--all', 'never']);
    expect([exitCode, err]).toEqual([
      2,
      expect.stringContaining('must be one of allowed, not-allowed, constrained'),
    ]);
  });

  it('keeps private prompts here, and only commitments to them leave', async () => {
    const prompt = 'a heron at dawn, unrepeatable phrase';
    const claim = await keep(
      'claim.json',
      JSON.stringify({ basis: 'author', generations: [{ tool: 'ComfyUI', prompt: { text: prompt } }] }),
    );
    const own = await keep('heron.jpg', await aPicture({ seed: 84 }));
    const { statement, claim: id } = await json<Registered>([
      'register',
      own,
      '--title',
      'Heron',
      '--claim',
      claim,
      '--private',
    ]);
    const openings = `${claim}.${id?.slice(-8)}.openings.json`;
    const [kept] = JSON.parse(await readFile(openings, 'utf8')) as {
      commitment: string;
      salt: string;
      content: string;
    }[];
    expect(kept?.content).toBe(prompt);
    expect(kept && commitmentTo(kept)).toBe(kept?.commitment);
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query:
          'query ($id: ID!, $statement: ID!) { claim(id: $id) { statement { canonical } generations { prompt { text commitment } } } statement(id: $statement) { canonical } }',
        variables: { id, statement },
      }),
    });
    const answer = await response.text();
    expect(answer).toContain(kept?.commitment);
    expect(answer).not.toMatch(/unrepeatable/);
    // Nothing is recorded the second time, so nothing is kept.
    await json(['register', own, '--title', 'Heron', '--claim', claim, '--private']);
    const keptFiles = (await readdir(path.dirname(claim))).filter((name) => name.endsWith('.openings.json'));
    expect(keptFiles).toEqual([path.basename(openings)]);
  });

  it.each<[string, string, (folder: string) => readonly string[]]>([
    ['a file that is not there', 'NO_SUCH_FILE', () => ['register', '/nowhere.jpg', '--title', 'X']],
    ['a folder', 'NO_SUCH_FILE', (folder) => ['search', folder]],
    ['what is no picture', 'NOT_AN_IMAGE', (folder) => ['search', path.join(folder, 'text.jpg')]],
    [
      'a key file that is none',
      'BAD_KEY_FILE',
      (folder) => [
        'transfer',
        `work:${'b'.repeat(59)}`,
        '--to',
        BOB,
        '--from',
        path.join(folder, 'text.jpg'),
      ],
    ],
    [
      'a claim that is no JSON',
      'OUT_OF_SCHEMA',
      (folder) => [
        'register',
        path.join(folder, 'sunrise.jpg'),
        '--title',
        'X',
        '--claim',
        path.join(folder, 'text.jpg'),
      ],
    ],
    [
      'a title of 201 characters',
      'OUT_OF_SCHEMA',
      (folder) => ['register', path.join(folder, 'plain.png'), '--title', 'x'.repeat(201)],
    ],
    [
      'a work that nobody registered',
      'WORK_UNKNOWN',
      () => ['show', 'work:bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e'],
    ],
  ])('refuses %s', async (_, code, line) => {
    await keep('text.jpg', 'no picture');
    await keep('plain.png', await aPicture({ seed: 85, width: 64, height: 48, format: 'png' }));
    expect(await refused(line(server.folder))).toBe(code);
  });

  it('names the server that works in the folder, when none was named', async () => {
    const { exitCode, err } = await raisonne(['search', picture], { DATA_DIR: server.dataDir });
    expect(exitCode).toBe(1);
    expect(err).toContain('FOLDER_IN_USE');
    expect(err).toContain(`--server ${server.url}`);
  });

  it('says that no server answers, or that it is another one', async () => {
    const { exitCode, err } = await raisonne([
      'show',
      `work:${'b'.repeat(59)}`,
      '--server',
      'http://127.0.0.1:1',
    ]);
    expect([exitCode, /\((\w+)\)\n$/.exec(err)?.[1]]).toEqual([1, 'SERVER_UNREACHABLE']);
    const elsewhere = await raisonne([
      'show',
      `work:${'b'.repeat(59)}`,
      '--server',
      `${server.url}/elsewhere`,
    ]);
    expect([elsewhere.exitCode, /\((\w+)\)\n$/.exec(elsewhere.err)?.[1]]).toEqual([1, 'SERVER_ERROR']);
  });

  it('does the same on a data folder of its own, without a server, and rebuilds it', async () => {
    const own = { DATA_DIR: path.join(server.folder, 'own'), RAISONNE_KEY: key('ada'), PORT: '0' };
    await mkdir(own.DATA_DIR);
    const { exitCode, out } = await raisonne(['register', picture, '--title', 'Sunrise', '--json'], own);
    expect(exitCode).toBe(0);
    const { work, earlier } = JSON.parse(out) as Registered;
    expect([work, earlier]).toEqual([expect.stringMatching(WORK), null]);
    const rebuilt = await raisonne(['rebuild', '--json'], own);
    expect(JSON.parse(rebuilt.out)).toEqual({ statements: 2 });
    const shown = await raisonne(['show', work, '--json'], own);
    const time = expect.any(String) as string;
    expect(JSON.parse(shown.out)).toMatchObject({
      work: { id: work, index: 0 },
      anchor: {
        state: 'FINAL',
        signedAt: time,
        minedAt: time,
        finalAt: time,
        attempts: [{ complaint: null }],
      },
    });
    const told = await raisonne(['show', work], own);
    expect(told.out).toMatch(/^anchor {4}final: transaction 0x[0-9a-f]{64} on chain 31337, block \d+$/m);
  });
});
