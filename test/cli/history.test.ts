import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openClient } from '../../src/cli/client.js';
import { fromHex, toHex } from '../../src/lib/hex.js';
import { rootOfInclusion } from '../../src/lib/merkle.js';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { anAnvil, rpc } from '../adapters/ledger-fixtures.js';
import { AN_EXAMINATION } from '../title/an-examination.js';
import { aServer, raisonne, type TestServer } from './a-server.js';

const ada = aPerson('ada tells');
const TEXT =
  'Created by Ada Example [1880-1950], the artist, Berlin, 1910; possibly purchased by Galerie X, Munich, by 1932 [1]. Museum, 1952 (for $1,000) [a]. NOTES: [1] Stock book, fol. 3. CITATIONS: [a] Letter of 1953.';

describe('the history of a work, by the command line', () => {
  let server: TestServer;
  let work: string;
  const inFolder = (name: string): string => path.join(server.folder, name);
  const run = (...line: string[]) =>
    raisonne([...line, '--server', server.url], { RAISONNE_KEY: inFolder('ada.json') });
  const json = async <Answer>(...line: string[]): Promise<Answer> => {
    const { exitCode, out, err } = await run(...line, '--json');
    expect({ exitCode, err }).toMatchObject({ exitCode: 0 });
    return JSON.parse(out) as Answer; // --json prints one document
  };
  beforeAll(async () => {
    server = await aServer();
    await writeFile(inFolder('ada.json'), JSON.stringify({ privateKey: ada.privateKey }));
    await writeFile(inFolder('a.png'), await aPicture({ seed: 391, width: 96, height: 64, format: 'png' }));
    await writeFile(inFolder('history.txt'), TEXT);
    ({ work } = await json<{ work: string }>('register', inFolder('a.png'), '--title', 'A'));
  });
  afterAll(() => server.close());

  it('is imported whole, shown as the same text, and asked of by days', async () => {
    const imported = await json<{ events: number }>(
      'provenance',
      'import',
      inFolder('history.txt'),
      '--work',
      work,
    );
    expect(imported.events).toBe(3);
    const shown = await json<{
      text: string;
      flags: { code: string; events: string[] }[];
      events: { id: string }[];
    }>('provenance', 'show', work);
    expect(shown.text).toBe(TEXT);
    const gap = shown.flags.find(({ code }) => code === 'NAZI_ERA_GAP');
    expect(gap?.events).toEqual(shown.events.slice(1).map(({ id }) => id));
    type Answer = { owners: { party: { name: string }; isCertain: boolean }[] };
    const owners = async (...line: string[]) =>
      (await json<Answer>('owners', work, ...line)).owners.map(({ party, isCertain }) => [
        party.name,
        isCertain,
      ]);
    expect(await owners('--on', '1912-06-01')).toEqual([
      ['Ada Example', false],
      ['Galerie X', false],
    ]);
    expect(await owners('--on', '1940-06-01')).toEqual([['Galerie X', false]]);
    expect(await owners('--on', '1960-06-01')).toEqual([['Museum', true]]);
    const { out } = await run('show', work);
    expect(out).toMatch(
      /^stated {4}Created by Ada Example \[1880-1950\], the artist, Berlin, 1910; by person:0x\w{40}, registrant {2}event:b/m,
    );
    expect(out).toMatch(/^statement 2: record-provenance {2}statement:b/m);
    expect((await run('owners', work)).out).toMatch(
      /^1 {2}person:0x\w{40}, since .+ UTC, when it was recorded \(registered\)\n/,
    );
    expect((await run('owners', work, '--on', '2999-01-01')).out).toMatch(
      /^Nothing after \d{4}-\d\d-\d\d is known\. This is how it stands then, and no answer about 2999-01-01\.\n/,
    );
    expect((await run('owners', work, '--known-at', '1999-01-01')).err).toContain('WORK_UNKNOWN');
    for (const [option, ...line] of [
      ['--on', 'owners', work],
      ['--known-at', 'owners', work],
      ['--known-at', 'provenance', 'show', work],
      ['--on', 'may', work, '--action', 'use'],
    ] as [string, ...string[]][])
      expect(await run(...line, option, '1999-02-30')).toMatchObject({
        exitCode: 2,
        err: expect.stringMatching(new RegExp(`^raisonne: ${option} is "1999-02-30"; .+\\nusage: `)),
      });
  });

  it('shows all flags by their gravity, and those of the record only as of today', async () => {
    const severities = (out: string) =>
      [...out.matchAll(/^(high|medium|low) +[A-Z_?]+: /gm)].map(([, severity = '']) => severity);
    const { out } = await run('provenance', 'show', work);
    const order = ['high', 'medium', 'low'];
    expect(severities(out)).toEqual(severities(out).toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(out).toContain('OBJECT_ID_INCOMPLETE');
    const { out: then } = await run('provenance', 'show', work, '--known-at', '2999-01-01');
    expect(then).not.toContain('OBJECT_ID_INCOMPLETE');
    expect(then).toContain('left out: ask without --known-at');
  });

  it('is replaced by a later import, and known as it was before', async () => {
    await writeFile(inFolder('shorter.txt'), 'Museum, 1952.');
    await json('provenance', 'import', inFolder('shorter.txt'), '--work', work, '--replace');
    const { text } = await json<{ text: string }>('provenance', 'show', work);
    expect(text).toBe('Museum, 1952.');
    expect((await run('provenance', 'show', work)).out).toMatch(/^Museum, 1952\.\n\n(?:high|medium|low)/);
  });

  it('is replaced object by object, and taken back event by event', async () => {
    await writeFile(inFolder('cast.txt'), 'Cast Owner, 1960.');
    const imports = (...more: string[]) =>
      json<{ takenBack: number }>('provenance', 'import', inFolder('cast.txt'), '--work', work, ...more);
    expect(await imports('--object', 'cast 2', '--replace')).toMatchObject({ takenBack: 0 });
    expect(await imports('--object', 'cast 2', '--replace')).toMatchObject({ takenBack: 1 });
    expect(
      (await run('provenance', 'import', inFolder('shorter.txt'), '--work', work, '--replace')).out,
    ).toContain('1 event is taken back, which you told of no object in particular before.');
    const eventsOf = async () =>
      (await json<{ events: { id: string; object: string | null }[] }>('provenance', 'show', work)).events;
    const events = await eventsOf();
    expect(new Set(events.map(({ object }) => object))).toEqual(new Set(['cast 2', null]));
    const cast = events.find(({ object }) => object === 'cast 2')?.id ?? '';
    expect(await json('withdraw', cast)).toMatchObject({ withdrawn: cast });
    expect((await eventsOf()).map(({ object }) => object)).toEqual([null]);
    expect((await run('withdraw', cast)).err).toContain('WITHDRAWN_ALREADY');
    expect((await run('withdraw', 'event:nonsense')).exitCode).toBe(2);
  });

  it('takes events as a list, sends the files they name, and shows what an examination tells', async () => {
    await writeFile(
      inFolder('front.png'),
      await aPicture({ seed: 392, width: 60, height: 60, format: 'png' }),
    );
    const { by: _, sources: __, ...examination } = AN_EXAMINATION;
    const events = [
      { ...examination, photographs: ['front.png'], sources: [{ citation: 'Report', file: 'history.txt' }] },
      { type: 'search', searched: 'lostart.de', kind: 'loss-database', found: 'nothing', on: '2026-01-01' },
    ];
    const imports = async (name: string, content: unknown) => {
      await writeFile(inFolder(name), typeof content === 'string' ? content : JSON.stringify(content));
      return run('provenance', 'import', inFolder(name), '--work', work);
    };
    expect(await imports('events.json', events)).toMatchObject({ exitCode: 0 });
    const { out } = await run('provenance', 'show', work);
    expect(out).toContain(
      'Examined, 2024-05-01: Gemälde, oil on canvas, attributed to Anna Maler, 1905~, height 73.7 cm',
    );
    expect(out).toContain('  Inscriptions and markings: signed lower left');
    const shown = await json<{ events: { type: string; photographs?: object[] }[]; flagsOfRecord: object[] }>(
      'provenance',
      'show',
      work,
    );
    expect(shown.events.find(({ type }) => type === 'examination')?.photographs).toMatchObject([
      { mediaType: 'image/png' },
    ]);
    expect(shown.flagsOfRecord).toEqual([]);

    expect((await imports('none.json', '{')).err).toContain('none.json is not JSON');
    expect((await imports('object.json', {})).err).toContain('is not a list of events');
    expect((await imports('no-file.json', [{ ...examination, photographs: ['back.png'] }])).err).toContain(
      'There is no file',
    );
    expect((await imports('odd.json', [{ ...examination, kindOfObject: 7 }])).err).toContain('OUT_OF_SCHEMA');
  });

  it("sends files of the list's own folder alone, says which, and no key", async () => {
    const folder = inFolder('told');
    await mkdir(folder);
    const inTold = (name: string) => path.join(folder, name);
    await writeFile(inTold('report.txt'), 'A report.');
    await writeFile(inTold('wallet.json'), JSON.stringify({ version: 3, crypto: {} }));
    await writeFile(inTold('id.pem'), '-----BEGIN EC PRIVATE KEY-----\n');
    await symlink(inFolder('history.txt'), inTold('link.txt'));
    await symlink('report.txt', inTold('inside.txt'));
    const imports = async (event: object) => {
      await writeFile(inTold('events.json'), JSON.stringify([event]));
      return run('provenance', 'import', inTold('events.json'), '--work', work);
    };
    const search = { type: 'search', searched: 'A', kind: 'archive', found: 'nothing', on: '2026-01-01' };
    const cites = (file: string) => imports({ ...search, sources: [{ citation: 'C', file }] });
    for (const name of [
      '../history.txt',
      '..',
      '',
      inFolder('history.txt'),
      '/etc/hostname',
      'a\\b',
      'link.txt',
    ])
      expect(await cites(name)).toMatchObject({
        exitCode: 1,
        err: expect.stringContaining('(NOT_BESIDE_LIST)'),
      });
    for (const name of ['wallet.json', 'id.pem'])
      expect(await cites(name)).toMatchObject({ exitCode: 1, err: expect.stringContaining('(KEY_FILE)') });
    expect((await cites('no\u0000ne')).err).toContain('(NO_SUCH_FILE)');
    const { by: _, sources: __, ...examination } = AN_EXAMINATION;
    expect((await imports({ ...examination, photographs: ['report.txt'] })).err).toContain('(NOT_AN_IMAGE)');
    for (const name of ['report.txt', 'inside.txt'])
      expect(await cites(name)).toMatchObject({
        exitCode: 0,
        err: expect.stringContaining(`Sent, and public from then on: ${name}\n`),
      });
  });

  it('is answered with proofs that lead to the checkpoint it rests on', async () => {
    const client = openClient(server.url);
    const ask = async () =>
      (
        await client.ask<{ ownership: Owned }>(
          `query ($work: ID!) { ownership(work: $work, validAt: "1960-06-01") {
            statements { kind index } checkpoint { size root } proofs { index leafHash hashes checkpoint { size } } } }`,
          { work },
        )
      ).ownership;
    interface Owned {
      statements: { kind: string; index: number }[];
      checkpoint: { size: number; root: string } | null;
      proofs: { index: number; leafHash: string; hashes: string[] }[];
    }
    let owned = await ask();
    while (!owned.checkpoint) owned = await ask();
    const { statements, checkpoint, proofs } = owned;
    expect(statements.map(({ kind }) => kind)).toEqual([
      'register-work',
      'claim-authorship',
      'record-provenance', // a later import took its place
      'record-provenance',
      'record-provenance',
      'record-provenance',
      'record-provenance',
      'withdraw-provenance',
      'record-provenance',
      'record-provenance',
      'record-provenance',
    ]);
    expect(proofs.map(({ index }) => index)).toEqual(statements.map(({ index }) => index));
    for (const { index, leafHash, hashes } of proofs)
      expect(
        toHex(
          rootOfInclusion(fromHex(leafHash), BigInt(index), BigInt(checkpoint.size), hashes.map(fromHex)) ??
            new Uint8Array(),
        ),
      ).toBe(checkpoint.root);
  });

  it('is imported from provenance.txt of a package by what is stated there', async () => {
    const packaged = (stated: string) =>
      `${stated}REGISTERED (title by transfers that its owners signed themselves)\n\nCreated by Ada.\n\nTitle as recorded up to 2026-01-01 00:00:00 UTC, ${work}. Convention: AAM/CMOA; ";" passed`;
    const block = (label: string) => `${label}\n\nWho states it:\n- Ada, as registrant: an event\n\n`;
    const heading = 'STATED (events of its history)\n\n';
    const file = inFolder('packaged.txt');
    const line = ['provenance', 'import', file, '--work', work, '--replace'];
    await writeFile(file, packaged(heading + block('Museum, 1952.')));
    expect(await json(...line)).toMatchObject({ events: 1 });
    await writeFile(file, packaged(heading + block('Of cast 1:\nX, 1950.') + block('Of cast 2:\nY, 1951.')));
    expect((await run(...line)).err).toContain('cast 1, cast 2: name one by --object. (NOT_ONE_HISTORY)');
    await writeFile(file, packaged(heading + 'No passage is told.\n\nWho states it:\n- Ada\n\n'));
    expect((await run(...line)).err).toContain('(NOT_ONE_HISTORY)');
    const { text } = await json<{ text: string }>('provenance', 'show', work);
    expect(text).toBe('Museum, 1952.');
  });

  it('tells whose a token was at a block of any chain', async () => {
    const chain = await anAnvil();
    const contract = `0x${'c'.repeat(40)}`;
    // PUSH20 owner, PUSH1 0, MSTORE, PUSH1 32, PUSH1 0, RETURN: an ownerOf that always gives the one owner.
    const code = `0x73${addressOf(ada).slice(2)}60005260206000f3`;
    await rpc(chain.rpcUrl, 'anvil_setCode', [contract, code]);
    const line = ['token', work, '--contract', contract, '--id', '7', '--rpc', chain.rpcUrl];
    const linked = await json<{ owner: string; chainId: string }>(...line);
    expect(linked).toMatchObject({ owner: addressOf(ada), chainId: '31337', tokenId: '7' });
    const { tokenLinks } = await openClient(server.url).ask<{ tokenLinks: object[] }>(
      `query ($contract: String!) { tokenLinks(chainId: "31337", contract: $contract, tokenId: "7") { owner work { id tokens { tokenId } } } }`,
      { contract: contract.toUpperCase().replace('0X', '0x') },
    );
    expect(tokenLinks).toEqual([{ owner: addressOf(ada), work: { id: work, tokens: [{ tokenId: '7' }] } }]);
    const none = ['token', work, '--contract', addressOf(ada), '--id', '7', '--rpc', chain.rpcUrl];
    expect((await run(...none)).err).toContain('NO_SUCH_TOKEN');
    expect((await run(...line, '--block', '999999')).err).toContain('NO_SUCH_BLOCK');
    expect(
      (await run('token', work, '--contract', addressOf(ada), '--id', '7', '--rpc', 'http://127.0.0.1:1'))
        .err,
    ).toContain('RPC_UNREACHABLE');
    expect(
      (await run('token', work, '--contract', 'x', '--id', '7', '--rpc', 'http://127.0.0.1:1')).exitCode,
    ).toBe(2);
  });
});
