import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { projectPath } from '../../src/adapters/project-path.js';
import { aPerson, describeHouses, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { registered } from '../web/registered.js';

const ASSETS = projectPath('dist', 'web', 'assets');
const assetNamed = (name: RegExp): string => readdirSync(ASSETS).find((one) => name.test(one)) ?? 'none';

describeHouses({ name: 'what pages ask of the server', alone: 'PGlite' }, (open) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  it.each(['/', '/works', '/works/new', '/works/work:x', '/people/x', '/register', '/verify', '/mine'])(
    'is answered at %s by the document, with a policy that allows nothing inline and nothing from elsewhere',
    async (at) => {
      const response = await fetch(house.url + at);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'sha256-");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('<script type="module"');
    },
  );

  it('is told with the document what the page will load, each of which is there', async () => {
    const linksAt = async (at: string) => (await fetch(house.url + at)).headers.get('link') ?? '';
    expect(await linksAt('/')).toBe('');
    for (const [at, name] of [
      ['/works', 'browse-page'],
      ['/works/new', 'register-page'],
      ['/works/work:x', 'work-page'],
    ] as const) {
      const links = (await linksAt(at)).split(', ');
      expect(links[0]).toMatch(new RegExp(`^</assets/${name}-[^/]+\\.js>; rel=modulepreload$`));
      expect(
        links.filter((link) => link.endsWith('rel=preload; as=style; crossorigin')).length,
      ).toBeGreaterThan(0);
      for (const link of links) {
        expect(link).not.toContain('/index-');
        expect((await fetch(house.url + link.slice(1, link.indexOf('>')))).status).toBe(200);
      }
    }
  });

  it('is an asset that keeps for ever, compressed where the browser takes that; others are 404', async () => {
    const script = assetNamed(/^index-.*\.js$/);
    const response = await fetch(`${house.url}/assets/${script}`, { headers: { 'accept-encoding': 'br' } });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'public,max-age=31536000,immutable',
      'content-encoding': 'br',
      'x-content-type-options': 'nosniff',
    });
    for (const at of [
      '/assets/none.js',
      '/assets/../index.html',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/index.html',
    ])
      expect((await fetch(house.url + at)).status).toBe(404);
  });

  it('is for whoever asks in a browser for what is not there the document, which says so', async () => {
    const asked = (accept: string) => fetch(`${house.url}/nowhere/at/all`, { headers: { accept } });
    const page = await asked('text/html,application/xhtml+xml,*/*;q=0.8');
    expect([page.status, page.headers.get('content-security-policy')]).toEqual([
      404,
      expect.stringContaining("default-src 'none'"),
    ]);
    expect(await page.text()).toContain('<script type="module"');
    expect((await (await asked('application/json')).text()).includes('<script')).toBe(false);
  });

  it('is the page that verifies from disk, to be saved', async () => {
    const response = await fetch(`${house.url}/verifier.html`);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=raisonne-verifier.html');
    expect(await response.text()).toContain('Content-Security-Policy');
  });

  describe('by subscription', () => {
    const stream = (query: string, variables: object = {}) =>
      fetch(`${house.url}/graphql/stream`, {
        method: 'POST',
        headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
    const PROGRESS =
      'subscription ($id: ID!) { statementProgress(id: $id) { id checkpoint { size } anchor { state } } }';

    it('is how a statement goes on, up to its final anchor', async () => {
      const work = await registered(house.client, aPerson('ada'), {
        picture: await aPicture({ seed: 990, width: 64, height: 64 }),
        title: 'Followed',
      });
      const id = work.replace('work:', 'statement:');
      const events = (await (await stream(PROGRESS, { id })).text())
        .split('\n\n')
        .filter((one) => one.includes('event:'));
      const told = events.flatMap((event) => {
        const data = /data: (\{.*\})/.exec(event)?.[1];
        return data === undefined
          ? []
          : [
              (
                JSON.parse(data) as {
                  data: { statementProgress: { id: string; anchor: { state: string } | null } };
                }
              ).data.statementProgress,
            ];
      });
      expect(new Set(told.map((one) => one.id))).toEqual(new Set([id]));
      expect(told.at(-1)).toMatchObject({
        checkpoint: { size: expect.any(Number) as number },
        anchor: { state: 'FINAL' },
      });
      expect(events.at(-1)).toContain('event: complete');
      // A browser asks so.
      const query = new URLSearchParams({ query: PROGRESS, variables: JSON.stringify({ id }) });
      const again = await fetch(`${house.url}/graphql/stream?${query.toString()}`, {
        headers: { accept: 'text/event-stream' },
      });
      expect(await again.text()).toContain('"state":"FINAL"');
    });

    it('is the log, at once and again when something was recorded', async () => {
      const leaving = new AbortController();
      const query = new URLSearchParams({
        query: 'subscription { logProgress { origin halted { reason } } }',
      });
      const response = await fetch(`${house.url}/graphql/stream?${query.toString()}`, {
        headers: { accept: 'text/event-stream' },
        signal: leaving.signal,
      });
      if (!response.body) throw new Error('The stream has no body.');
      const events = response.body.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
      const nextEvent = async () => {
        let text = '';
        while (!text.includes('event: next')) text += (await events.next()).value ?? '';
        return text;
      };
      expect(await nextEvent()).toContain('"halted":null');
      await registered(house.client, aPerson('ada'), {
        picture: await aPicture({ seed: 991, width: 64, height: 64 }),
        title: 'Another',
      });
      expect(await nextEvent()).toContain('"origin"');
      leaving.abort();
    });

    it('is nothing for a statement that is not recorded', async () => {
      const text = await (await stream(PROGRESS, { id: 'statement:bafkreiaaaa' })).text();
      expect(text).not.toContain('event: next');
      expect(text).toContain('event: complete');
    });

    it.each([
      ['a query', '{ log { origin } }', /./],
      [
        'a mutation',
        'mutation { declareUpload(input: { sizeBytes: 1, sha256: "x", mediaType: "image/png" }) { upload } }',
        /./,
      ],
      ['what the schema does not have', 'subscription { nothing }', /Cannot query field/],
      ['what cannot be read', 'subscription {', /Syntax Error/],
      ['what nests without end', `subscription ${'{ a '.repeat(400)}${'}'.repeat(400)}`, /nests more than/],
    ])('refuses %s', async (_, query, message) => {
      const text = await (await stream(query)).text();
      expect(text).toContain('errors');
      expect(text).toMatch(message);
      expect(text).not.toContain('"data"');
    });

    it('takes it for no failure that somebody leaves while it is written to them', async () => {
      const { hostname, port } = new URL(house.url);
      const work = await registered(house.client, aPerson('ada'), {
        picture: await aPicture({ seed: 992, width: 64, height: 64 }),
        title: 'Left',
      });
      const variables = JSON.stringify({ id: work.replace('work:', 'statement:') });
      const query = new URLSearchParams({ query: PROGRESS, variables });
      const leaveAtOnce = () =>
        new Promise<void>((resolve, reject) => {
          const socket = connect(Number(port), hostname);
          socket.once('error', reject);
          socket.once('close', () => resolve());
          socket.once('data', () => socket.resetAndDestroy());
          socket.write(
            `GET /graphql/stream?${query.toString()} HTTP/1.1\r\nhost: ${hostname}\r\naccept: text/event-stream\r\n\r\n`,
          );
        });
      for (let time = 0; time < 60; time += 1) await leaveAtOnce();
      // Whatever was written to them has failed by the time that another is answered.
      await stream('{ log { origin } }').then((response) => response.text());
      expect(house.failures).toEqual([]);
    });

    it('lets go of who leaves', async () => {
      const leaving = new AbortController();
      const response = await fetch(`${house.url}/graphql/stream`, {
        method: 'POST',
        signal: leaving.signal,
        headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
        body: JSON.stringify({ query: PROGRESS, variables: { id: 'statement:bafkreiaaaa' } }),
      });
      leaving.abort();
      await expect(response.text()).rejects.toThrow();
    });
  });
});
