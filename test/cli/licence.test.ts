import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aServer, raisonne, type TestServer } from './a-server.js';

const ada = aPerson('ada licenses');
const bob = aPerson('bob licenses');

describe('licences, by the command line', () => {
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
    await writeFile(inFolder('bob.json'), JSON.stringify({ privateKey: bob.privateKey }));
    await writeFile(inFolder('a.png'), await aPicture({ seed: 491, width: 96, height: 64, format: 'png' }));
    ({ work } = await json<{ work: string }>('register', inFolder('a.png'), '--title', 'A'));
  });
  afterAll(() => server.close());

  it('are granted, and answer what may be done, clause by clause', async () => {
    const asked = ['may', work, '--action', 'display', '--place', 'DE'];
    expect(await run(...asked)).toMatchObject({
      exitCode: 1,
      out: expect.stringMatching(
        /^Not permitted by anything recorded\.\nNothing is recorded by person:0x/,
      ) as string,
    });
    const granted = await json<{ licence: string }>('licence', work, '--standard', 'CC-BY-NC-4.0');
    expect(granted).toMatchObject({ work, licence: expect.stringMatching(/^licence:b/) as string });
    expect(await run(...asked)).toMatchObject({
      exitCode: 1,
      out: expect.stringContaining('It would matter which purpose it is for: --purpose.') as string,
    });
    expect((await run(...asked, '--purpose', 'commercial')).out).toContain(
      `permits nothing: CC-BY-NC-4.0, sections 2(a)(1)(A) and 3(a) of ${granted.licence}. It permits this only for non-commercial purposes.`,
    );
    const { exitCode, out } = await run(...asked, '--purpose', 'non-commercial');
    expect(exitCode).toBe(0);
    expect(out).toContain('Permitted to whoever does this.\n  attribute: Name creator');
    expect(out).toContain(`permits: CC-BY-NC-4.0, sections 2(a)(1)(A) and 3(a) of ${granted.licence}`);
  });

  it('are withdrawn by who gave them', async () => {
    const { licence } = await json<{ licence: string }>('licence', work, '--standard', 'CC-BY-ND-4.0');
    expect((await run('withdraw', licence, '--maker', inFolder('bob.json'))).err).toContain('NOT_ALLOWED');
    expect(await json('withdraw', licence)).toEqual({ withdrawn: licence, status: 'WITHDRAWN' });
    expect((await run('show', work)).out).toMatch(new RegExp(`, withdrawn .+ {2}${licence}`));
  });

  it('are rules of a file, or refused', async () => {
    await writeFile(
      inFolder('terms.json'),
      JSON.stringify([{ effect: 'permit', actions: ['print'], where: ['DE'] }]),
    );
    await json('licence', work, '--terms', inFolder('terms.json'), '--to', addressOf(bob));
    await json('may', work, '--action', 'print', '--place', 'DE', '--who', addressOf(bob));
    expect((await run('may', work, '--action', 'print', '--place', 'DE')).exitCode).toBe(1);
    await writeFile(inFolder('terms.json'), '[{"effect": "perhaps"}]');
    expect((await run('licence', work, '--terms', inFolder('terms.json'))).err).toContain('OUT_OF_SCHEMA');
    await writeFile(inFolder('terms.json'), '[');
    expect((await run('licence', work, '--terms', inFolder('terms.json'))).err).toContain('FILE_UNREADABLE');
    expect((await run('licence', work)).exitCode).toBe(2);
    expect(await run('licence', work, '--standard', 'CC-BY')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('--standard is CC-BY; it must be one of CC0-1.0, CC-BY-4.0, ') as string,
    });
    expect((await run('may', work, '--action', 'burn')).exitCode).toBe(2);
    expect((await run('may', work, '--action', 'use', '--place', 'Germany')).err).toContain(
      'PLACE_UNREADABLE',
    );
    expect((await run('licence', work, '--standard', 'InC', '--maker', inFolder('bob.json'))).err).toContain(
      'NOT_THE_HOLDER',
    );
  });

  it('are exclusive by a signed writing, with what is recorded at an office', async () => {
    await writeFile(inFolder('contract.pdf'), '%PDF-1.4 signed');
    const line = [
      'assign',
      work,
      '--to',
      addressOf(bob),
      '--writing',
      inFolder('contract.pdf'),
      '--signed-on',
      '2026-01-05',
    ];
    const assigned = await json<{ recordation: object }>(...line, '--transferor', 'Ada Example');
    expect(assigned.recordation).toMatchObject({
      titleOfDocument: 'Assignment of copyright',
      transferor: 'Ada Example',
      titleOfWork: 'A',
      missing: ['transferee', 'registrationNumbers'],
    });
    await json('may', work, '--action', 'use', '--who', addressOf(bob));
    expect((await run('may', work, '--action', 'use', '--who', addressOf(ada))).exitCode).toBe(1);
    expect((await run(...line, '--where', 'Germany')).err).toContain('OUT_OF_SCHEMA');
    expect(await run(...line, '--action', 'burn')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('--action is burn; it must be one of use, ') as string,
    });
  });
});
