import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openClient } from '../../src/cli/client.js';
import { withdrawDerivation } from '../../src/originality/withdraw-derivation.js';
import { withdrawPermission } from '../../src/originality/withdraw-permission.js';
import { addressOf, aPerson, state } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aServer, raisonne, type TestServer } from './a-server.js';

const [X, Y] = ['b', 'c'].map((sign) => `work:b${sign.repeat(58)}`) as [string, string];

const ada = aPerson('ada derives');
const bob = aPerson('bob derives');
const eve = aPerson('eve derives');
const STATEMENT = expect.stringMatching(/^statement:bafkrei/) as string;

describe('deriving, by the command line', () => {
  let server: TestServer;
  let work: string;
  let source: string;
  const key = (name: string): string => path.join(server.folder, `${name}.json`);
  const run = (...line: string[]) =>
    raisonne([...line, '--server', server.url], { RAISONNE_KEY: key('ada') });
  const json = async <Answer>(...line: string[]): Promise<Answer> => {
    const { exitCode, out, err } = await run(...line, '--json');
    expect({ exitCode, err }).toMatchObject({ exitCode: 0 });
    return JSON.parse(out) as Answer; // --json prints one document
  };
  const register = async (title: string, seed: number, maker: string) => {
    const picture = path.join(server.folder, `${title}.png`);
    await writeFile(picture, await aPicture({ seed, width: 96, height: 64, format: 'png' }));
    return (await json<{ work: string }>('register', picture, '--title', title, '--maker', key(maker))).work;
  };
  beforeAll(async () => {
    server = await aServer();
    for (const [name, { privateKey }] of Object.entries({ ada, bob, eve }))
      await writeFile(key(name), JSON.stringify({ privateKey }));
    work = await register('Print', 191, 'ada');
    source = await register('Painting', 192, 'bob');
  });
  afterAll(() => server.close());

  it('is declared, shown both ways, and withdrawn', async () => {
    const line = ['derive', work, '--from', source, '--how', 'from-study', '--note', 'State 2'];
    const declared = await json<{ derivation: string }>(...line);
    expect(declared).toEqual({
      derivation: expect.stringMatching(/^derivation:bafkrei/) as string,
      work,
      source,
      how: 'from-study',
      statement: STATEMENT,
    });
    const id = declared.derivation;
    const edge = { id, how: 'FROM_STUDY', note: 'State 2', capacity: 'REGISTRANT', withdrawnAt: null };
    expect(await json('show', work)).toMatchObject({
      derivations: { from: [{ ...edge, source: { id: source, title: 'Painting' } }], to: [] },
    });
    expect((await run('show', work)).out).toContain(
      `derives   from "Painting" ${source} (from study)  ${id}\n`,
    );
    expect((await run('show', source)).out).toContain(
      `derived   from it: "Print" ${work} (from study)  ${id}\n`,
    );
    const back = ['derive', source, '--from', work, '--how', 'after', '--maker', key('bob')];
    expect((await run(...back)).err).toContain('CIRCULAR_DERIVATION');

    const client = openClient(server.url);
    expect(
      await client.ask(
        `query ($id: ID!, $work: ID!) {
          node(id: $id) { ... on Derivation { declaredBy { id } statement { kind } withdrawal { kind } } }
          derivation(id: $id) { work { derivations { registered { from(first: 1, standing: false) { edges { node { id } } } } } } }
          derivationGraph(work: $work) { derivations { id source { id } } isTruncated }
        }`,
        { id, work: source },
      ),
    ).toEqual({
      node: {
        declaredBy: { id: `person:${addressOf(ada)}` },
        statement: { kind: 'declare-derivation' },
        withdrawal: null,
      },
      derivation: { work: { derivations: { registered: { from: { edges: [] } } } } },
      derivationGraph: { derivations: [{ id, source: { id: source } }], isTruncated: false },
    });
    const withdrawn = await state(client, ada, {
      kind: withdrawDerivation,
      body: { derivation: id, reason: 'It was another painting' },
      select: '{ derivation { withdrawal { kind } } }',
    });
    expect(withdrawn).toEqual({ derivation: { withdrawal: { kind: 'withdraw-derivation' } } });
    expect((await run('show', work)).out).toMatch(/ \(from study\), withdrawn 2\d{3}-/);
    expect(await json('derive', work, '--from', source, '--how', 'version')).toMatchObject({
      how: 'version',
    });
    const { derivations } = await client.ask<{
      derivations: Record<string, { edges: object[]; pageInfo: { hasNextPage: boolean; endCursor: string } }>;
    }>(
      `query ($id: ID!) { derivations: work(id: $id) { derivations { registered {
         all: from(first: 1) { edges { node { how } } pageInfo { hasNextPage } }
         standing: from(first: 5, standing: true) { edges { node { how } } pageInfo { hasNextPage } }
         withdrawn: from(first: 5, standing: false) { edges { node { how } } pageInfo { hasNextPage } } } } } }`,
      { id: work },
    );
    expect(derivations).toEqual({
      derivations: {
        registered: {
          all: { edges: [{ node: { how: 'FROM_STUDY' } }], pageInfo: { hasNextPage: true } },
          standing: { edges: [{ node: { how: 'VERSION' } }], pageInfo: { hasNextPage: false } },
          withdrawn: { edges: [{ node: { how: 'FROM_STUDY' } }], pageInfo: { hasNextPage: false } },
        },
      },
    });
  });

  it('is permitted, told to whoever asks, and the permission withdrawn', async () => {
    const line = [
      'permit',
      source,
      '--to',
      `person:${addressOf(eve)}`,
      '--terms',
      'One edition of 20 prints',
    ];
    const bounds = ['--how', 'detail', '--how', 'from-study', '--until', '2999-12-31', '--maker', key('bob')];
    const given = await json<{ permission: string }>(...line, ...bounds);
    expect(given).toEqual({
      permission: expect.stringMatching(/^permission:bafkrei/) as string,
      source,
      to: `person:${addressOf(eve)}`,
      how: ['detail', 'from-study'],
      until: '2999-12-31',
      statement: STATEMENT,
    });
    expect(await json('show', source)).toMatchObject({
      permissions: [{ id: given.permission, state: 'IN_FORCE', how: ['DETAIL', 'FROM_STUDY'] }],
    });
    expect((await run('show', source)).out).toContain(
      `permits   person:${addressOf(eve)} to derive from it (detail, from study) until 2999-12-31, in force: "One edition of 20 prints"`,
    );
    const client = openClient(server.url);
    const ask = (person: string, rest = '') =>
      client
        .ask<{ permissionFor: { id: string } | null }>(
          `query ($source: ID!, $person: ID!) { permissionFor(source: $source, person: $person${rest}) { id } }`,
          { source, person },
        )
        .then(({ permissionFor }) => permissionFor?.id ?? null);
    expect(await ask(`person:${addressOf(eve)}`)).toBe(given.permission);
    expect(await ask(`person:${addressOf(eve)}`, ', how: AFTER')).toBeNull();
    expect(await ask(`person:${addressOf(eve)}`, ', at: "2020-01-01T00:00:00Z"')).toBeNull();
    expect(await ask(`person:${addressOf(ada)}`)).toBeNull();
    expect(await ask('person:\u0000')).toBeNull();
    const withdrawn = await state(client, bob, {
      kind: withdrawPermission,
      body: { permission: given.permission },
      select: '{ permission { state source { id } permittedBy { id } withdrawal { kind } } }',
    });
    expect(withdrawn).toEqual({
      permission: {
        state: 'WITHDRAWN',
        source: { id: source },
        permittedBy: { id: `person:${addressOf(bob)}` },
        withdrawal: { kind: 'withdraw-permission' },
      },
    });
    expect(await ask(`person:${addressOf(eve)}`)).toBeNull();
  });

  it('is withdrawn by a command, a permission too', async () => {
    const line = ['permit', source, '--to', addressOf(eve), '--terms', 'All', '--maker', key('bob')];
    const { permission } = await json<{ permission: string }>(...line);
    expect((await run('withdraw', permission)).err).toContain('NOT_ALLOWED');
    expect(await json('withdraw', permission, '--maker', key('bob'))).toEqual({
      withdrawn: permission,
      status: 'WITHDRAWN',
    });
    const other = await register('Sketch', 193, 'ada');
    const { derivation } = await json<{ derivation: string }>(
      'derive',
      other,
      '--from',
      source,
      '--how',
      'after',
    );
    expect(await json('withdraw', derivation)).toEqual({ withdrawn: derivation, status: 'WITHDRAWN' });
  });

  it('is refused to strangers, and to whoever has no key', async () => {
    const to = ['--to', addressOf(ada), '--terms', 'All'];
    expect((await run('permit', source, ...to, '--maker', key('eve'))).err).toContain('NOT_ALLOWED');
    const line = ['derive', work, '--from', source, '--how', 'after'];
    expect((await run(...line, '--maker', key('eve'))).err).toContain('NOT_ALLOWED');
    expect((await run(...line, '--maker', key('nobody'))).err).toContain(
      'Name the one that speaks for you with --maker',
    );
  });

  it.each<[string, string[], string]>([
    ['no source', ['derive', X, '--how', 'after'], '--from is missing'],
    ['no way', ['derive', X, '--from', Y], '--how is missing'],
    ['a way that is none', ['derive', X, '--from', Y, '--how', 'copy'], '--how is copy; it must be one of'],
    ['no terms', ['permit', X, '--to', `0x${'1'.repeat(40)}`], '--terms is missing'],
    ['a permitted way that is none', ['permit', X, '--how', 'copy'], '--how is copy; it must be one of'],
  ])('is used wrongly with %s', async (_, line, message) => {
    const { exitCode, err } = await run(...line);
    expect([exitCode, err]).toEqual([2, expect.stringContaining(message)]);
  });
});
