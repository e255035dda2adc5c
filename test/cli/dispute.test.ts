import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addressOf, aPerson } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aServer, raisonne, type TestServer } from './a-server.js';

const ada = aPerson('ada disputes');
const bob = aPerson('bob disputes');
const operator = aPerson('operator disputes');

describe('disputes, reports and withheld files, by the command line', () => {
  let server: TestServer;
  let work: string;
  let claim: string;
  const inFolder = (name: string): string => path.join(server.folder, name);
  const runAs = (name: string, ...line: string[]) =>
    raisonne([...line, '--server', server.url], { RAISONNE_KEY: inFolder(`${name}.json`) });
  const jsonAs = async <Answer>(name: string, ...line: string[]): Promise<Answer> => {
    const { exitCode, out, err } = await runAs(name, ...line, '--json');
    expect({ exitCode, err }).toMatchObject({ exitCode: 0 });
    return JSON.parse(out) as Answer; // --json prints one document
  };
  beforeAll(async () => {
    server = await aServer({ OPERATORS: addressOf(operator) });
    for (const [name, { privateKey }] of Object.entries({ ada, bob, operator }))
      await writeFile(inFolder(`${name}.json`), JSON.stringify({ privateKey }));
    await writeFile(inFolder('a.png'), await aPicture({ seed: 691, width: 96, height: 64, format: 'png' }));
    ({ work, claim } = await jsonAs<{ work: string; claim: string }>(
      'ada',
      'register',
      inFolder('a.png'),
      '--title',
      'A',
    ));
  });
  afterAll(() => server.close());

  it('show a claim as contested until it is decided', async () => {
    const { dispute } = await jsonAs<{ dispute: string }>(
      'bob',
      'dispute',
      'open',
      claim,
      '--ground',
      'authorship',
      '--account',
      'I made it',
      '--evidence',
      inFolder('a.png'),
    );
    expect((await runAs('ada', 'show', work)).out).toContain(
      `CONTESTED ${claim} by person:${addressOf(bob)}: authorship; open`,
    );
    expect((await runAs('ada', 'owners', work)).out).toContain(
      `Contested: ${dispute} (open: not answered, which decides nothing).`,
    );
    expect((await runAs('ada', 'may', work, '--action', 'use')).out).toContain(
      'Contested, and so is who may permit it',
    );
    expect(await jsonAs('ada', 'dispute', 'answer', dispute, '--account', 'No')).toMatchObject({
      state: 'ANSWERED',
    });
    const outcome = [
      'dispute',
      'outcome',
      dispute,
      '--outcome',
      'rejected',
      '--decided-by',
      'Court, 1 C 2/26',
      '--decided-on',
      '2026-01-05',
    ];
    expect(await jsonAs('ada', ...outcome)).toMatchObject({ state: 'OUTCOME_STATED', outcome: 'REJECTED' });
    expect((await runAs('operator', ...outcome)).err).toContain('NOT_ALLOWED');
    expect(await jsonAs('bob', ...outcome)).toMatchObject({ state: 'DECIDED', outcome: 'REJECTED' });
    const { out } = await runAs('ada', 'show', work);
    expect(out).not.toContain('CONTESTED');
    expect(out).toContain(
      `\ndispute   ${claim} by person:${addressOf(bob)}: authorship; decided: rejected  ${dispute}\n`,
    );
    expect(out).toContain(
      `\nsaid      in ${dispute}\n          person:${addressOf(bob)}, who raised it: "I made it"; rests on file:b`,
    );
    expect(out).toMatch(/^ {10}\S+Z person:0x\w{40} \(claimant\): "No"$/m);
    expect(out).toMatch(/\(challenger\); states that it is rejected, decided by Court, 1 C 2\/26$/m);
    // What raisonne forget takes.
    const shown = await jsonAs<{ files: { id: string; namedBy: number[] }[] }>('ada', 'show', work);
    expect(shown.files).toMatchObject([{ id: expect.stringMatching(/^file:b/), namedBy: [0, 2] }]);
    expect(JSON.stringify(shown)).not.toContain('"content"');
    expect(out).toContain(`by statement 0, 2  ${shown.files[0]?.id}`);
    expect(out).toMatch(/^file {6}image\/png, \d+ bytes {2}file:b/m);
    expect(out).toContain(`: open-dispute  ${dispute.replace('dispute:', 'statement:')}\n`);
    const { statements } = await jsonAs<{ statements: { kind: string }[] }>('ada', 'show', work);
    expect(statements.map(({ kind }) => kind)).toEqual([
      'register-work',
      'claim-authorship',
      'open-dispute',
      'answer-dispute',
      'state-outcome',
      'state-outcome',
    ]);
    expect(
      (await runAs('bob', 'dispute', 'answer', `dispute:${'b'.repeat(59)}`, '--account', 'x')).err,
    ).toContain('DISPUTE_UNKNOWN');
    expect((await runAs('bob', 'dispute', 'sue', claim)).exitCode).toBe(2);
    const spite = await runAs('bob', 'dispute', 'open', claim, '--ground', 'spite', '--account', 'x');
    expect(spite).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('--ground is spite; it must be one of authorship, ') as string,
    });
    expect(await runAs('bob', 'dispute', 'outcome', dispute, '--outcome', 'won')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('--outcome is won; it must be one of upheld, ') as string,
    });
  });

  it('are withdrawn by who raised them', async () => {
    const { dispute } = await jsonAs<{ dispute: string }>(
      'bob',
      'dispute',
      'open',
      claim,
      '--ground',
      'other',
      '--account',
      'x',
    );
    expect((await runAs('ada', 'dispute', 'withdraw', dispute)).err).toContain('NOT_ALLOWED');
    expect(await jsonAs('bob', 'dispute', 'withdraw', dispute)).toMatchObject({ state: 'WITHDRAWN' });
  });

  it('leave a claim to who signed it, who withdraws it with a reason', async () => {
    await writeFile(inFolder('b.png'), await aPicture({ seed: 692, width: 96, height: 64, format: 'png' }));
    const own = await jsonAs<{ work: string; claim: string }>(
      'ada',
      'register',
      inFolder('b.png'),
      '--title',
      'B',
    );
    const withdraw = ['withdraw', own.claim, '--reason', 'Bob made it'];
    expect((await runAs('bob', ...withdraw)).err).toContain('NOT_ALLOWED');
    expect(await jsonAs('ada', ...withdraw)).toEqual({ withdrawn: own.claim, status: 'WITHDRAWN' });
    expect((await runAs('ada', 'show', own.work)).out).toContain('claim     withdrawn by ');
    expect((await runAs('ada', ...withdraw)).err).toContain('WITHDRAWN_ALREADY');
    expect(await runAs('ada', 'withdraw', own.work)).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('it must be the id of one of claim, licence, ') as string,
    });
  });

  it('reach the operator, who withholds a file and shows it again', async () => {
    await jsonAs(
      'bob',
      'report',
      work,
      '--ground',
      'copied',
      '--account',
      'From my book',
      '--contact',
      'bob@example.org',
    );
    expect((await runAs('bob', 'report', work, '--ground', 'spite', '--account', 'x')).exitCode).toBe(2);
    expect((await runAs('bob', 'report', 'read')).err).toContain('NOT_ALLOWED');
    expect((await runAs('operator', 'report', 'read')).out).toContain(
      '(copied), bob@example.org\n    From my book',
    );
    const shown = await jsonAs<{ work: { files: { cid: string; url: string }[] } }>('ada', 'show', work);
    const [file] = shown.work.files;
    await writeFile(inFolder('notice.txt'), 'A notice.\n');
    const withhold = [
      'display',
      'withhold',
      file?.cid ?? '',
      '--reason',
      'A notice came',
      '--document',
      inFolder('notice.txt'),
    ];
    expect((await runAs('ada', ...withhold)).err).toContain('NOT_ALLOWED');
    await jsonAs('operator', ...withhold);
    expect((await fetch(file?.url ?? '')).status).toBe(451);
    const counter = ['display', 'counter', file?.cid ?? '', '--reason', 'It is mine'];
    expect((await runAs('ada', ...counter)).exitCode).toBe(2);
    await jsonAs('ada', ...counter, '--document', inFolder('notice.txt'));
    const { notices } = await jsonAs<{ notices: { step: string }[] }>(
      'operator',
      'display',
      'show',
      file?.cid ?? '',
      '--reason',
      'Nobody sued',
    );
    expect(notices.map(({ step }) => step)).toEqual(['WITHHELD', 'COUNTER_NOTICE', 'SHOWN_AGAIN']);
    expect((await fetch(file?.url ?? '')).status).toBe(200);
    expect((await runAs('ada', 'display', 'read', '2')).err).toContain('NOT_ALLOWED');
    expect((await runAs('operator', 'display', 'read', '2')).out).toBe('A notice.\n');
    expect((await runAs('operator', 'display', 'read', 'two')).exitCode).toBe(2);
    expect((await runAs('operator', 'display', 'read', '9')).err).toContain('NOTICE_UNKNOWN');
    await jsonAs('operator', 'display', 'erase', '2');
    expect(await jsonAs('operator', 'display', 'read', '2')).toEqual({ number: 2, document: null });
    const erase = ['report', 'erase', '--number', '1'];
    expect((await runAs('bob', ...erase)).err).toContain('NOT_ALLOWED');
    expect(await jsonAs('operator', ...erase)).toEqual({ erased: 1 });
    expect((await runAs('operator', ...erase)).err).toContain('REPORT_UNKNOWN');
    expect((await runAs('operator', 'report', 'read')).out).toContain('Nothing was reported.');
    expect((await runAs('ada', 'display', 'burn', file?.cid ?? '', '--reason', 'x')).exitCode).toBe(2);
  });
});
