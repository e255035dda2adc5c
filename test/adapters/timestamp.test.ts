import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openTimestampAuthority } from '../../src/adapters/timestamp/open-timestamp-authority.js';
import { timestampRequest } from '../../src/evidence/documents/timestamp/timestamp-request.js';
import { verifyTimestamp } from '../../src/evidence/documents/timestamp/verify-timestamp.js';
import { sha256 } from '../../src/lib/sha256.js';
import { anAuthority, hasOpenssl } from '../fixtures/openssl-tsa.js';

const DATA = new TextEncoder().encode('test.raisonne.example/log\n18\n…\n');
const OTHER = new TextEncoder().encode('something else');
const NONCE = 0x00ffeeddccbbaa998877665544332211n;

const describeHere = hasOpenssl() ? describe : describe.skip;

describeHere('a timestamp (RFC 3161)', () => {
  let authority: ReturnType<typeof anAuthority>;
  let stranger: ReturnType<typeof anAuthority>;
  let answer: Uint8Array;
  beforeAll(() => {
    authority = anAuthority();
    stranger = anAuthority();
    answer = new Uint8Array(authority.answer(timestampRequest({ sha256: sha256(DATA), nonce: NONCE })));
  });
  afterAll(() => {
    authority.close();
    stranger.close();
  });

  const results = async (...[response, expected]: Parameters<typeof verifyTimestamp>) =>
    (await verifyTimestamp(response, expected)).checks.map(({ result }) => result);

  it('holds by each of its checks, and for openssl too', async () => {
    const { genTime, checks } = await verifyTimestamp(answer, {
      data: DATA,
      nonce: NONCE,
      roots: [authority.root],
    });
    expect(checks.filter(({ result }) => result !== 'passed')).toEqual([]);
    expect(checks).toHaveLength(6);
    expect(Math.abs(Date.parse(genTime ?? '') - Date.now())).toBeLessThan(60_000);
    expect(authority.isGood(answer, DATA)).toBe(true);
  });

  it('is not called trusted where no root is given', async () => {
    expect(await results(answer, { data: DATA })).toEqual([
      'passed',
      'passed',
      'passed',
      'passed',
      'not checked',
    ]);
  });

  it("does not lead to another authority's root", async () => {
    const report = await verifyTimestamp(answer, { data: DATA, roots: [stranger.root] });
    expect(report.checks.at(-1)?.result).toBe('failed');
    expect(report.genTime).toBeNull();
  });

  it('is not over other bytes', async () => {
    const { genTime, checks } = await verifyTimestamp(answer, { data: OTHER, roots: [authority.root] });
    expect([genTime, checks[0]?.result]).toEqual([null, 'failed']);
  });

  it('does not answer another request', async () => {
    expect((await results(answer, { data: DATA, nonce: NONCE + 1n }))[1]).toBe('failed');
  });

  it('tells no other time, and never throws, whichever byte is changed', async () => {
    const { genTime } = await verifyTimestamp(answer, { data: DATA, roots: [authority.root] });
    for (let at = 0; at < answer.length; at += 17) {
      const changed = Uint8Array.from(answer);
      changed[at] = (changed[at] ?? 0) ^ 0x20;
      const report = await verifyTimestamp(changed, { data: DATA, roots: [authority.root] });
      expect([at, report.genTime ?? genTime]).toEqual([at, genTime]);
    }
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['what is no DER', Uint8Array.of(0xff, 0xff)],
    ['a text', new TextEncoder().encode('<html>')],
    ['too much', new Uint8Array(300_000)],
  ])('is none in %s', async (_, bytes) => {
    expect(await results(bytes, { data: DATA })).toEqual(['failed']);
  });

  describe('asked for over HTTP', () => {
    let server: Server;
    let url: string;
    let reply: (query: Buffer) => { status?: number; type?: string; body: Uint8Array };
    const asked: { type: string | undefined; query: Buffer }[] = [];
    beforeAll(async () => {
      server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const query = Buffer.concat(chunks);
          asked.push({ type: request.headers['content-type'], query });
          const { status = 200, type = 'application/timestamp-reply', body } = reply(query);
          response.writeHead(status, { 'content-type': type }).end(body);
        });
      });
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    });
    afterAll(async () => {
      await new Promise((resolve) => server.close(resolve));
    });

    it('is given as it came, and only the digest left the house', async () => {
      reply = (query) => ({ body: authority.answer(query) });
      const given = await openTimestampAuthority(url).stamp(DATA);
      expect(await results(given, { data: DATA, roots: [authority.root] })).toEqual(
        Array.from({ length: 5 }, () => 'passed'),
      );
      expect(asked.at(-1)?.type).toBe('application/timestamp-query');
      expect(asked.at(-1)?.query.includes(Buffer.from(sha256(DATA)))).toBe(true);
      expect(asked.at(-1)?.query.includes('raisonne')).toBe(false);
    });

    it.each([
      ['an earlier answer', () => ({ body: answer }), /another nonce/],
      ['no answer', () => ({ status: 500, body: OTHER }), /answers 500/],
      ['a page', () => ({ type: 'text/html', body: OTHER }), /text\/html/],
      ['rubbish', () => ({ body: OTHER }), /does not hold/],
      ['too much', () => ({ body: new Uint8Array(300_000) }), /longer than/],
    ])('is not taken from %s', async (_, given, message) => {
      reply = given;
      await expect(openTimestampAuthority(url).stamp(DATA)).rejects.toThrow(message);
    });

    it('is not taken from an authority that cannot be reached', async () => {
      await expect(openTimestampAuthority('http://127.0.0.1:1/').stamp(DATA)).rejects.toThrow(
        /does not answer/,
      );
    });
  });
});
