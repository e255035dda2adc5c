import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { manifestSchema, type PackedAnchor } from '../../src/evidence/package-format.js';
import { verifyAnchor } from '../../src/evidence/verify-anchor.js';
import { readBlockHeader } from '../../src/lib/block-header.js';
import { canonicalBytes } from '../../src/lib/canonical-json.js';
import { toHex } from '../../src/lib/hex.js';
import { sha256 } from '../../src/lib/sha256.js';
import { readPackage } from '../../src/evidence/read-package.js';
import { chunk, tEXt } from '../fixtures/carrying.js';
import { aPerson } from '../fixtures/house.js';
import { anAuthority, hasOpenssl } from '../fixtures/openssl-tsa.js';
import { aPicture } from '../fixtures/pictures.js';
import { aServer, raisonne, type TestServer } from './a-server.js';

const ada = aPerson('ada exports');

interface Report {
  readonly axes: Record<
    string,
    { result: string; checks: { what: string; subject: string; result: string; detail: string }[] }
  >;
}

describe('the legal file', () => {
  let server: TestServer;
  let work: string;
  let openings: string;
  let authority: ReturnType<typeof anAuthority> | null = null;
  const stamping = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (part: Buffer) => chunks.push(part));
    request.on('end', () => {
      response.setHeader('content-type', 'application/timestamp-reply');
      response.end(authority?.answer(Buffer.concat(chunks)));
    });
  });
  const inFolder = (name: string): string => path.join(server.folder, name);
  const run = (...line: string[]) =>
    raisonne([...line, '--server', server.url], { RAISONNE_KEY: inFolder('ada.json') });
  const json = async <Answer>(...line: string[]): Promise<Answer> => {
    const { exitCode, out, err } = await run(...line, '--json');
    expect({ exitCode, err }).toMatchObject({ exitCode: 0 });
    return JSON.parse(out) as Answer; // --json prints one document
  };
  const verified = async (file: string, ...more: string[]): Promise<Report> =>
    JSON.parse((await raisonne(['verify', file, '--json', ...more])).out) as Report; // as the command says
  const failures = ({ axes }: Report) =>
    Object.values(axes).flatMap(({ checks }) => checks.filter(({ result }) => result === 'failed'));
  const partsOf = async (file: string) => {
    const read = readPackage(await readFile(file));
    if ('problem' in read) throw new Error(read.problem);
    return new Map([...read].map(([name, bytes]) => [name.replace(/^data\//, ''), bytes]));
  };

  beforeAll(async () => {
    if (hasOpenssl()) authority = anAuthority();
    await new Promise<void>((resolve) => stamping.listen(0, '127.0.0.1', resolve));
    const { port } = stamping.address() as AddressInfo; // it listens on TCP
    server = await aServer(authority ? { TIMESTAMP_URL: `http://127.0.0.1:${port}/` } : {});
    await writeFile(inFolder('ada.json'), JSON.stringify({ privateKey: ada.privateKey }));
    await writeFile(inFolder('a.png'), await aPicture({ seed: 591, width: 96, height: 64, format: 'png' }));
    await writeFile(
      inFolder('claim.json'),
      JSON.stringify({
        acts: [{ kind: 'selection', done: 'one of forty' }],
        account: 'Nobody else was there',
      }),
    );
    await writeFile(inFolder('letter.txt'), 'Dear Ada, here is what I saw: «Восход».\n');
    ({ work } = await json<{ work: string }>(
      'register',
      inFolder('a.png'),
      '--title',
      'Дали 日本',
      '--claim',
      inFolder('claim.json'),
      '--withhold',
      '/account',
      '--evidence',
      inFolder('letter.txt'),
    ));
    openings = inFolder((await readdir(server.folder)).find((name) => name.endsWith('.openings.json')) ?? '');
  });
  afterAll(async () => {
    await server.close();
    await new Promise((resolve) => stamping.close(resolve));
    authority?.close();
  });

  it('holds the documents of the record, which verify makes again', async () => {
    await json('export', work, '-o', inFolder('a.zip'));
    const report = await verified(inFolder('a.zip'));
    expect(failures(report)).toEqual([]);
    const made = report.axes['bytes']?.checks.filter(({ what }) => what.startsWith('The document says'));
    expect(made?.filter(({ result }) => result === 'passed').map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([
        'record.json',
        'prov.json',
        'linked-art.json',
        'provenance.txt',
        'custody.csv',
      ]),
    );
    const parts = await partsOf(inFolder('a.zip'));
    const { sha256: _, ...anchor } = JSON.parse(
      Buffer.from(parts.get('anchor.json') ?? []).toString(),
    ) as PackedAnchor; // as it is packed
    expect(readBlockHeader(anchor.header ?? '')).toEqual({
      hash: anchor.blockHash,
      number: BigInt(anchor.blockNumber),
      timestamp: new Date(anchor.minedAt),
    });
    const earlier = { ...anchor, minedAt: '2020-01-01T00:00:00.000Z' };
    const forged = { ...earlier, sha256: toHex(sha256(canonicalBytes(earlier))) };
    const manifest = manifestSchema.parse(
      JSON.parse(Buffer.from(parts.get('manifest.json') ?? []).toString()),
    );
    const [check] = await verifyAnchor(
      new Map([...parts, ['anchor.json', canonicalBytes(forged)]]),
      manifest,
      {
        head: null,
        chain: undefined,
      },
    );
    expect(check?.detail).toMatch(/^The block's header says number \d+ and .+; given are .+ 2020-01-01/);
    const pdf = (await partsOf(inFolder('a.zip'))).get('documents/record.pdf');
    expect(Buffer.from(pdf ?? []).toString('latin1', 0, 8)).toBe('%PDF-1.7');
    expect(
      JSON.stringify(
        [...(await partsOf(inFolder('a.zip')))].map(([, bytes]) => Buffer.from(bytes).toString()),
      ),
    ).not.toContain('Nobody else');
  });

  it('holds files under names that say what they are', async () => {
    const names = [...(await partsOf(inFolder('a.zip'))).keys()].filter((name) => name.startsWith('files/'));
    expect(names.map((name) => path.extname(name)).toSorted()).toEqual(['.png', '.txt']);
  });

  it('tells what is disclosed in the documents too, and everything else still verifies', async () => {
    await json('export', work, '-o', inFolder('told.zip'), '--disclose', openings);
    expect(failures(await verified(inFolder('told.zip')))).toEqual([]);
    const record = (await partsOf(inFolder('told.zip'))).get('documents/record.json');
    expect(Buffer.from(record ?? []).toString()).toContain('Nobody else was there');
  });

  it('holds documents on request, made here or by the server, or says what is missing', async () => {
    await writeFile(
      inFolder('sale.json'),
      JSON.stringify({ country: 'GB', price: '3000.00', date: '2026-05-01' }),
    );
    const command = ['export', work, '--overwrite', '-o', inFolder('more.zip')];
    const line = [...command, '--with', 'fre902', '--with', 'due-diligence'];
    await json(...line, '--with', `resale-right=${inFolder('sale.json')}`);
    const parts = await partsOf(inFolder('more.zip'));
    for (const name of ['fre-902-draft.pdf', 'due-diligence.pdf', 'resale-right.csv'])
      expect([name, parts.has(`documents/${name}`)]).toEqual([name, true]);
    const report = await verified(inFolder('more.zip'));
    expect(failures(report)).toEqual([]);
    const made = [...parts.keys()].filter((name) => /fre-902|due-diligence|resale-right/.test(name)).length;
    expect(
      report.axes['bytes']?.checks.filter(({ detail }) => detail.includes('made on request')),
    ).toHaveLength(made);
    const told = (await raisonne(['verify', inFolder('more.zip')])).out.split('\n');
    const at = told.findIndex((text) => text.includes('made on request'));
    expect(told.findLastIndex((text) => text.includes('made on request'))).toBe(at);
    expect(told[at + 1]).toMatch(new RegExp(`^ {8}${made} parts: .*fre-902-draft.pdf`));
    expect((await run(...line, '--with', `usco=${inFolder('sale.json')}`)).err).toContain('FIELDS_MISSING');
    expect((await run(...line, '--with', 'dispute-dossier')).err).toContain('NO_DISPUTE');
    await json(...line, '--with', 'resale-right-of-sales');
    expect((await run(...line, '--with', 'magic')).exitCode).toBe(2);
    expect((await run(...line, '--with', 'usco')).exitCode).toBe(2);

    const ask = (body: unknown, of = work) =>
      fetch(`${server.url}/works/${of}/evidence.zip?files=none`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const given = await ask({
      fre902: true,
      dueDiligence: { provenance: 'Owen Owner, Paris, 1930. Jane Roe, 1952.' },
    });
    const sent = readPackage(new Uint8Array(await given.arrayBuffer()));
    expect([...('problem' in sent ? [] : sent.keys())]).toEqual(
      expect.arrayContaining(['data/documents/fre-902-draft.txt', 'data/documents/due-diligence.json']),
    );
    for (const bad of [
      { magic: 1 },
      { dmcaNotice: {} },
      { dueDiligence: { watchLists: [1] } },
      { resaleRight: { country: 1 } },
      { dueDiligence: { provenance: 'x'.repeat(100_001) } },
    ])
      expect([bad, (await ask(bad)).status]).toEqual([bad, 400]);
    expect((await ask({ fre902: true }, `${work.slice(0, -4)}aaaa`)).status).toBe(404);
  });

  it('holds the same flags in a due-diligence report, whoever makes it', async () => {
    const png = await aPicture({ seed: 592, width: 96, height: 64, format: 'png' });
    const infotext = 'a heron\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 3, Size: 96x64';
    await writeFile(
      inFolder('machine.png'),
      Buffer.concat([png.subarray(0, 33), chunk(tEXt('parameters', infotext)), png.subarray(33)]),
    );
    const own = ['register', inFolder('machine.png'), '--title', 'Heron'];
    const { work: heron } = await json<{ work: string }>(...own, '--no-fill');
    await json('export', heron, '-o', inFolder('heron.zip'), '--with', 'due-diligence');
    const flagsIn = (report: Uint8Array | undefined) =>
      (JSON.parse(Buffer.from(report ?? []).toString()) as { flags: { code: string }[] }).flags;
    const made = flagsIn((await partsOf(inFolder('heron.zip'))).get('documents/due-diligence.json'));
    expect(made.map(({ code }) => code)).toContain('AI_UNDISCLOSED');
    const given = await fetch(`${server.url}/works/${heron}/evidence.zip`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ dueDiligence: {} }),
    });
    await writeFile(inFolder('sent.zip'), new Uint8Array(await given.arrayBuffer()));
    expect(flagsIn((await partsOf(inFolder('sent.zip'))).get('documents/due-diligence.json'))).toEqual(made);
  });

  it('writes over nothing that it is not told to, and leaves nothing where it cannot write', async () => {
    const before = await readFile(inFolder('letter.txt'));
    const places = [
      ['FILE_EXISTS', '-o', inFolder('letter.txt')],
      ['FILE_EXISTS', '-o', inFolder('new.zip'), '--verifier', inFolder('letter.txt')],
      ['FILE_EXISTS', '--picture', inFolder('letter.txt')],
      ['CANNOT_WRITE', '-o', inFolder('new.zip'), '--verifier', inFolder('none/v.html')],
      ['CANNOT_WRITE', '-o', server.folder, '--overwrite'],
    ];
    for (const [code = '', ...where] of places)
      expect((await run('export', work, ...where)).err).toContain(`(${code})`);
    const same = await run('export', work, '-o', inFolder('new.zip'), '--verifier', inFolder('new.zip'));
    expect([same.exitCode, same.err]).toEqual([2, expect.stringContaining('two names')]);
    expect(await readFile(inFolder('letter.txt'))).toEqual(before);
    expect((await readdir(server.folder)).filter((name) => name.startsWith('new.zip'))).toEqual([]);
  });

  it('leaves without documents where that is asked', async () => {
    await json('export', work, '-o', inFolder('bare.zip'), '--without-documents');
    expect(
      [...(await partsOf(inFolder('bare.zip'))).keys()].filter((name) => name.startsWith('documents/')),
    ).toEqual([]);
    expect(failures(await verified(inFolder('bare.zip')))).toEqual([]);
  });

  (hasOpenssl() ? it : it.skip)('bears the time of an authority, which openssl accepts too', async () => {
    if (!authority) throw new Error('openssl is there, and no authority');
    // Each export looks anew: the authority is asked once the checkpoint is on the chain.
    for (;;) {
      await json('export', work, '-o', inFolder('timed.zip'), '--without-files');
      if ((await partsOf(inFolder('timed.zip'))).has('timestamp.tsr')) break;
    }
    const parts = await partsOf(inFolder('timed.zip'));
    await writeFile(inFolder('root.pem'), authority.rootPem);
    const check = async (...more: string[]) =>
      (await verified(inFolder('timed.zip'), ...more)).axes['checkpoint']?.checks.filter(
        ({ subject }) => subject === 'timestamp.tsr',
      );
    expect((await check('--tsa', inFolder('root.pem')))?.map(({ result }) => result)).toEqual(
      Array.from({ length: 5 }, () => 'passed'),
    );
    expect((await check())?.at(-1)?.result).toBe('not checked');
    await writeFile(inFolder('timestamp.tsr'), parts.get('timestamp.tsr') ?? '');
    await writeFile(inFolder('checkpoint.txt'), parts.get('checkpoint.txt') ?? '');
    const line = ['ts', '-verify', '-in', 'timestamp.tsr', '-data', 'checkpoint.txt', '-CAfile', 'root.pem'];
    expect(execFileSync('openssl', line, { cwd: server.folder, stdio: 'pipe' }).toString()).toContain('OK');
    expect((await raisonne(['verify', inFolder('timed.zip'), '--tsa', inFolder('a.png')])).err).toContain(
      'FILE_UNREADABLE',
    );
  });
});
