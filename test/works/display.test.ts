import { openClient } from '../../src/cli/client.js';
import { signStatement } from '../../src/cli/sign-statement.js';
import { networkOf } from '../../src/claims/reports/network-of.js';
import { readReports, reportLimit } from '../../src/claims/reports/accept-report.js';
import { exportWork } from '../../src/evidence/export-work.js';
import type { SignedKind } from '../../src/register/statement-kind.js';
import { counterNotice } from '../../src/works/display/counter-notice.js';
import { withheldBy, type DisplayStep } from '../../src/works/display/display-notice.js';
import { showFileAgain, withholdFile } from '../../src/works/display/withhold-file.js';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { addressOf, aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';

const ada = aPerson('ada');
const eve = aPerson('eve');
const operator = aPerson('operator');

it('a file is withheld by the last word of an operator, whatever is answered', () => {
  const notices = (...steps: DisplayStep[]) =>
    withheldBy(
      steps.map((step, at) => ({
        number: BigInt(at),
        file: 'b',
        step,
        reason: 'r',
        document: null,
        by: '0x',
        at: new Date(0),
      })),
    )?.number ?? null;
  expect(notices()).toBeNull();
  expect(notices('withheld', 'counter-notice')).toBe(0n);
  expect(notices('withheld', 'counter-notice', 'shown-again')).toBeNull();
  expect(notices('withheld', 'shown-again', 'withheld')).toBe(2n);
});

it('ten reports an hour are taken from one address', () => {
  const limit = reportLimit();
  const at = (minute: number) => new Date(Date.UTC(2026, 5, 1, 12, minute));
  for (let count = 0; count < 10; count += 1) expect(limit.mayReport('1.1.1.1', at(count))).toBe(true);
  expect(limit.mayReport('1.1.1.1', at(30))).toBe(false);
  expect(limit.mayReport('2.2.2.2', at(30))).toBe(true);
  expect(limit.mayReport('1.1.1.1', at(60))).toBe(true);
});

describeHouses({ name: 'a file that the operator withholds', alone: 'PGlite' }, (open) => {
  let house: TestHouse;
  let work: string;
  let cid: string;
  beforeAll(async () => {
    house = await open((ports) => ports, {
      OPERATORS: `${operator.address} ${addressOf(aPerson('other operator'))}`,
    });
    const file = await aFile(await aPicture({ seed: 77, width: 96, height: 64, format: 'png' }));
    ({ cid } = file);
    const registered = await state<{ work: { id: string } }>(house.client, ada, {
      kind: registerWork,
      body: { title: 'Shown', makers: [], files: [referenceTo(file)] },
      files: [file],
      select: '{ ... on RegisteredWork { work { id } } }',
    });
    work = registered.work.id;
    await state(house.client, ada, {
      kind: claimAuthorship,
      body: { work, claimants: [addressOf(ada)], basis: 'author' },
      select: '{ claim { id } }',
    });
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  const ask = async <Body>(person: typeof ada, kind: SignedKind<Body>, body: Body) => {
    const input = await signStatement(house.client, person, kind, body);
    const name = kind.kind.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    return house.client.ask<Record<string, { step: string; reason: string }[]>>(
      `mutation ($input: SignedRequestInput!) { ${name}(input: $input) { step reason by { id } } }`,
      { input },
    );
  };
  const refuses = (code: string, act: () => Promise<unknown>) =>
    expect(act()).rejects.toMatchObject({ code });
  const get = (path: string) => fetch(`${house.url}${path}`);
  const packed = async () =>
    (
      await exportWork({ ...house.ports, publicUrl: () => house.url }, { work, withFiles: true })
    ).manifest.files.map(({ path }) => path);

  it('is not given, as file, as picture or in a package, and the register stays as it is', async () => {
    const before = await house.client.ask(
      'query ($work: ID!) { work(id: $work) { statement { canonical } } }',
      { work },
    );
    await refuses('NOT_ALLOWED', () => ask(eve, withholdFile, { file: cid, reason: 'Mine' }));
    await refuses('FILE_MISSING', () =>
      ask(operator, withholdFile, { file: cid.replace(/.$/, cid.endsWith('a') ? 'q' : 'a'), reason: 'x' }),
    );
    await ask(operator, withholdFile, { file: cid, reason: 'A notice of 1 June.', notice: 'Dear Sirs' });
    await refuses('WITHHELD_ALREADY', () => ask(operator, withholdFile, { file: cid, reason: 'x' }));
    const file = await get(`/files/${cid}`);
    expect([file.status, await file.json()]).toMatchObject([
      451,
      { code: 'FILE_WITHHELD', message: expect.stringContaining('A notice of 1 June.') as string },
    ]);
    expect((await get(`/works/${work}/picture`)).status).toBe(451);
    while ((await get(`/works/${work}/evidence.zip`)).status === 409);
    expect(await packed()).toEqual([null]);
    expect(
      await house.client.ask('query ($work: ID!) { work(id: $work) { statement { canonical } } }', { work }),
    ).toEqual(before);
    const { displayNotices } = await house.client.ask<{ displayNotices: object[] }>(
      '{ displayNotices { step reason file { cid withheld { reason } } by { id } } }',
    );
    expect(displayNotices).toEqual([
      {
        step: 'WITHHELD',
        reason: 'A notice of 1 June.',
        file: { cid, withheld: { reason: 'A notice of 1 June.' } },
        by: { id: `person:${addressOf(operator)}` },
      },
    ]);
    expect(JSON.stringify(displayNotices)).not.toContain('Dear Sirs');
  });

  it('is answered by who speaks for the work, once, and shown again by an operator', async () => {
    const answer = { file: cid, reason: 'It is mine.', counterNotice: 'Ada Example, Berlin' };
    await refuses('NOT_ALLOWED', () => ask(eve, counterNotice, answer));
    const { counterNotice: said } = await ask(ada, counterNotice, answer);
    expect(said?.map(({ step }) => step)).toEqual(['WITHHELD', 'COUNTER_NOTICE']);
    await refuses('ANSWERED_ALREADY', () => ask(ada, counterNotice, answer));
    await refuses('NOT_ALLOWED', () => ask(ada, showFileAgain, { file: cid, reason: 'Please' }));
    await ask(operator, showFileAgain, { file: cid, reason: 'Nobody sued.' });
    await refuses('NOT_WITHHELD', () => ask(operator, showFileAgain, { file: cid, reason: 'x' }));
    await refuses('NOT_WITHHELD', () => ask(ada, counterNotice, answer));
    expect((await get(`/files/${cid}`)).status).toBe(200);
    await refuses('BAD_PAGE_SIZE', () => house.client.ask('{ displayNotices(first: 101) { step } }'));
  });

  it('can be reported by anybody, to operators alone', async () => {
    const report = (input: object) =>
      openClient(house.url).ask('mutation ($input: ReportInput!) { report(input: $input) { isTaken } }', {
        input,
      });
    await report({ subject: work, ground: 'COPIED', account: 'From my book', contact: 'eve@example.org' });
    await refuses('OUT_OF_SCHEMA', () => report({ subject: 'my work', ground: 'COPIED', account: 'x' }));
    for (let count = 1; count < 10; count += 1)
      await report({ subject: `file:${cid}`, ground: 'OTHER', account: 'x' });
    await refuses('TOO_MANY_REPORTS', () => report({ subject: work, ground: 'OTHER', account: 'x' }));
    const read = async (person: typeof ada) => {
      const input = await signStatement(house.client, person, readReports, {});
      return house.client.ask<{ reports: object[] }>(
        'query ($input: SignedRequestInput!) { reports(input: $input) { subject ground account contact } }',
        { input },
      );
    };
    // Also when the question was asked before.
    for (let time = 0; time < 3; time += 1) await refuses('NOT_ALLOWED', () => read(ada));
    const { reports } = await read(operator);
    expect(reports).toHaveLength(10);
    expect(reports[0]).toEqual({
      subject: work,
      ground: 'COPIED',
      account: 'From my book',
      contact: 'eve@example.org',
    });
  });
});

describe('whom a report is counted for', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:0:1:aaaa::1', '2001:db8:0:1::/64'],
    ['2001:DB8::1', '2001:db8:0:0::/64'],
    ['2001:db8:0:1:1:2:3:4', '2001:db8:0:1::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('is %s: %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
