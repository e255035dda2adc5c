import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { coSignClaim } from '../../src/claims/co-sign-claim.js';
import { withdrawClaim } from '../../src/claims/withdraw-claim.js';
import { failed, notChecked, passed } from '../../src/evidence/evidence-report.js';
import { reportGroups, toldChecks } from '../../src/evidence/report-groups.js';
import { verifyParts } from '../../src/evidence/verify-parts.js';
import { idOf } from '../../src/lib/ids.js';
import { declareDerivation } from '../../src/originality/declare-derivation.js';
import { permitDerivation } from '../../src/originality/permit-derivation.js';
import { withdrawDerivation } from '../../src/originality/withdraw-derivation.js';
import { withdrawPermission } from '../../src/originality/withdraw-permission.js';
import { rotateKey } from '../../src/people/rotate-key.js';
import { stateTrainingPreference } from '../../src/rights/state-training-preference.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { addressOf } from '../fixtures/house.js';
import { aRotation } from '../people/a-rotation.js';
import { aRecord, aWallet, failures, partsOf, type EvidenceRecord, type Logged } from './a-package.js';

const origin = 'test.raisonne.example/log';
const next = aWallet('next');

type Make = (record: EvidenceRecord) => Promise<Logged[]>;

const reportOn = async (make: Make = async () => [], now: Date | null = null) => {
  const record = await aRecord();
  const parts = await partsOf(record, { added: await make(record) });
  return verifyParts(parts, now === null ? {} : { now });
};
/** What changed since, as the report on the record with more statements tells it. */
const changes = async (make?: Make, now: Date | null = null): Promise<string[]> => {
  const { axes } = await reportOn(make, now);
  return [...axes.signatures.checks, ...axes.inclusion.checks]
    .filter(({ when, what }) => when === 'today' && what.endsWith(' since'))
    .map(({ what, subject, detail }) => `${what} | ${subject} | ${detail}`);
};
const RIVAL = 'Withdrawn since | statements/000011-claim-authorship.json';

describe('what became of a statement', () => {
  it('is told of a claim that was withdrawn, whom by and when, and makes nothing fail', async () => {
    const report = await reportOn();
    expect(failures(report)).toEqual([]);
    const eve = addressOf(aWallet('eve'));
    expect(await changes()).toEqual([
      `${RIVAL} | Its signers withdrew from it: by ${eve} at 2026-05-01T12:12:00.700Z (entry 12). Nobody who signed it upholds it.`,
    ]);
    expect(report.axes.inclusion.checks.at(-1)).toMatchObject({
      when: 'today',
      detail: expect.stringContaining('5 of 6 statements. It tells of no entry after 13') as string,
    });
  });

  const rivalOf = ({ log, work, statements }: EvidenceRecord) =>
    log.declare(claimAuthorship, aWallet('dora'), {
      work,
      claimants: [addressOf(aWallet('dora'))],
      basis: 'author' as const,
      competesWith: idOf('claim', statements[1]?.cid ?? ''),
    });
  const permissionBy = ({ log, work }: EvidenceRecord) =>
    log.declare(permitDerivation, aWallet('ada'), {
      source: work,
      to: addressOf(aWallet('eve')),
      terms: 'All',
      until: '2026-06-30',
    });
  const preferenceBy = (record: EvidenceRecord, wallet: ReturnType<typeof aWallet>) =>
    record.log.declare(stateTrainingPreference, wallet, {
      work: record.work,
      ai_training: 'not-allowed',
      ai_generative_training: 'not-allowed',
      ai_inference: 'allowed',
      data_mining: 'allowed',
    });
  const withdrawal = ({ log, statements }: EvidenceRecord, wallet: ReturnType<typeof aWallet>) =>
    log.declare(withdrawClaim, wallet, { claim: idOf('claim', statements[1]?.cid ?? '') });

  it.each<[string, string, Make, Date | null]>([
    [
      'a claim that a competing one contests',
      'Contested since | statements/000008-claim-authorship.json | A competing claim, statements/',
      async (record) => [await rivalOf(record)],
      null,
    ],
    [
      'a claim from which one of two withdrew',
      'Withdrawn in part since | statements/000008-claim-authorship.json | Its signers withdrew',
      async (record) => [await withdrawal(record, record.people.ada)],
      null,
    ],
    [
      'a claim from which both withdrew, one by a later key',
      'Withdrawn since | statements/000008-claim-authorship.json',
      async (record) => [
        await withdrawal(record, record.people.ada),
        await record.log.declare(
          rotateKey,
          record.people.ben,
          await aRotation(record.people.ben, next, { origin }),
        ),
        await withdrawal(record, next),
      ],
      null,
    ],
    [
      'a permission whose last day is over',
      'Over since | statements/',
      async (record) => [await permissionBy(record)],
      new Date('2026-07-01T00:00:00Z'),
    ],
    [
      'a permission that was withdrawn, whatever its last day',
      'Withdrawn since | statements/000018-permit-derivation.json | It was withdrawn by',
      async (record) => {
        const permission = await permissionBy(record);
        const body = { permission: idOf('permission', permission.cid) };
        return [permission, await record.log.declare(withdrawPermission, record.people.ada, body)];
      },
      new Date('2026-07-01T00:00:00Z'),
    ],
    [
      'a derivation that was withdrawn',
      'Withdrawn since | statements/000018-declare-derivation.json',
      async (record) => {
        const source = idOf('work', record.statements[1]?.cid ?? '');
        const derivation = await record.log.declare(declareDerivation, record.people.ada, {
          work: record.work,
          source,
          how: 'after',
        });
        const body = { derivation: idOf('derivation', derivation.cid) };
        return [derivation, await record.log.declare(withdrawDerivation, record.people.ada, body)];
      },
      null,
    ],
    [
      'a preference that was stated anew',
      'Superseded since | statements/000018-state-training-preference.json',
      async (record) => [
        await preferenceBy(record, record.people.ada),
        await preferenceBy(record, record.people.ada),
      ],
      null,
    ],
  ])('is told of %s', async (_, change, make, now) => {
    const found = (await changes(make, now)).filter((one) => !one.startsWith(RIVAL));
    expect(found.filter((one) => !one.startsWith('A key'))).toEqual([expect.stringContaining(change)]);
  });

  it.each<[string, Make, Date | null]>([
    [
      'a permission on its last day',
      async (record) => [await permissionBy(record)],
      new Date('2026-06-30T23:59:00Z'),
    ],
    ['a permission where no day is given', async (record) => [await permissionBy(record)], null],
    [
      'a preference of another person',
      async (record) => [
        await preferenceBy(record, record.people.ada),
        await preferenceBy(record, record.people.ben),
      ],
      null,
    ],
    ['a withdrawal by a stranger', async (record) => [await withdrawal(record, record.people.eve)], null],
    [
      'a competing claim that was withdrawn',
      async (record) => {
        const rival = await rivalOf(record);
        return [
          rival,
          await record.log.declare(withdrawClaim, aWallet('dora'), { claim: idOf('claim', rival.cid) }),
        ];
      },
      null,
    ],
  ])('is not changed by %s', async (_, make, now) => {
    expect(
      (await changes(make, now)).filter(
        (one) => one.includes('000008') || one.includes('000018-p') || one.includes('000018-s'),
      ),
    ).toEqual([]);
  });
});

describe('what became of a key', () => {
  it('is told of one that signed and was replaced, by whom and when', async () => {
    const make: Make = async ({ log, people: { ada } }) => [
      await log.declare(rotateKey, ada, await aRotation(ada, next, { origin })),
    ];
    const [found] = await changes(make);
    const ada = addressOf(aWallet('ada'));
    expect(found).toBe(
      `A key that signed was replaced since | statements/000018-rotate-key.json | ${ada} signed 3 statements here and was replaced by ${addressOf(next)} (lost) at 2026-05-01T12:18:00.700Z, entry 18, signed by itself. What it signed before stands; it can sign nothing more.`,
    );
    expect(failures(await reportOn(make))).toEqual([]);
  });

  it('fails signatures for what it signed after it was replaced', async () => {
    const report = await reportOn(async ({ log, work, people: { ada, eve } }) => [
      await log.declare(rotateKey, ada, await aRotation(ada, next, { origin })),
      await log.declare(transferTitle, ada, {
        work,
        to: [{ owner: addressOf(eve), share: '1/4' }],
        method: 'gift',
      }),
    ]);
    expect(failures(report)).toMatchObject([
      { when: 'at signing', subject: 'statements/000019-transfer-title.json' },
    ]);
  });

  it('is that it stands where the package tells of no rotation', async () => {
    const { axes } = await reportOn(async ({ log, statements }) => [
      await log.declare(coSignClaim, aWallet('eve'), { claim: idOf('claim', statements[3]?.cid ?? '') }),
    ]);
    expect(axes.signatures.checks.at(-1)?.detail).toBe(
      'As far as the package tells, no key that signed a statement in it was replaced.',
    );
  });
});

describe('a report in groups', () => {
  it('tells what held at signing apart from today, and every check once', async () => {
    const report = await reportOn();
    const groups = reportGroups(report);
    expect(
      groups.map(({ when, axes }) => [when, axes.map(({ name, result }) => `${name} ${result}`)]),
    ).toEqual([
      [
        'at signing',
        ['bytes passed', 'signatures passed', 'inclusion passed', 'checkpoint passed', 'anchor not checked'],
      ],
      ['today', ['bytes passed', 'signatures passed', 'inclusion passed', 'anchor not checked']],
    ]);
    const all = Object.values(report.axes).flatMap(({ checks }) => checks);
    expect(groups.flatMap(({ axes }) => axes.flatMap(({ checks }) => checks))).toHaveLength(all.length);
  });

  it('tells once what is the same of several parts, and nothing of what merely passed', () => {
    const unread = (subject: string) => notChecked({ what: 'Read', subject, detail: 'For people.' });
    const checks = [
      unread('a.pdf'),
      passed({ what: 'Read', subject: 'b.json', detail: 'As it was.' }),
      failed({ what: 'Read', subject: 'c.json', detail: 'Otherwise.' }),
      unread('d.pdf'),
    ];
    expect(toldChecks(checks).map(({ result, subjects }) => [result, subjects])).toEqual([
      ['not checked', ['a.pdf', 'd.pdf']],
      ['failed', ['c.json']],
    ]);
  });
});
