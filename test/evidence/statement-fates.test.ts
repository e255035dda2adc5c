import { answerDispute } from '../../src/claims/disputes/answer-dispute.js';
import { openDispute } from '../../src/claims/disputes/open-dispute.js';
import { stateOutcome } from '../../src/claims/disputes/state-outcome.js';
import { withdrawDispute } from '../../src/claims/disputes/withdraw-dispute.js';
import { fateChecks } from '../../src/evidence/verify-fates.js';
import type { OpenedStatement } from '../../src/evidence/verify-signatures.js';
import { idOf } from '../../src/lib/ids.js';
import type { Statement } from '../../src/register/statement.js';
import type { Outcome } from '../../src/claims/disputes/dispute.js';
import { grantLicence } from '../../src/rights/licences/grant-licence.js';
import { transferRight } from '../../src/rights/licences/transfer-right.js';
import { withdrawLicence } from '../../src/rights/licences/withdraw-licence.js';
import { recordProvenance } from '../../src/title/history/record-provenance.js';
import { withdrawProvenance } from '../../src/title/history/withdraw-provenance.js';
import { addressOf } from '../fixtures/house.js';
import { aFile, aRecord, aWallet, type EvidenceRecord, type Logged } from './a-package.js';

const [ada, ben, eve] = [aWallet('ada'), aWallet('ben'), aWallet('eve')];
const CLAIM = 'statements/000008-claim-authorship.json';

/** Statements as they stand once their signatures were found good; what stays of erased ones, by their entries. */
const opened = ({ index, cid, statement, recordedAt }: Logged, remains?: object): OpenedStatement => {
  const placed = statement as Statement; // a body is an object, as the schema says
  const path = `statements/${String(index).padStart(6, '0')}-${statement.kind}.json`;
  return {
    listed: { index, kind: statement.kind, path, entry: `entries/${index}.json`, proof: '' },
    statement: remains ? null : placed,
    remains: remains ? { ...placed, body: { ...remains } } : null,
    wallet: null,
    cids: [cid],
    recordedAt: recordedAt.toISOString(),
    check: { when: 'at signing', what: '', subject: path, result: 'passed', detail: '' },
  };
};

interface Told {
  readonly added: Logged[];
  readonly remains?: ReadonlyMap<number, object>;
}

/** What has become of the record with more statements, but for the rival claim that is withdrawn in it. */
async function fatesAfter(more: (record: EvidenceRecord) => Promise<Told>, now?: Date) {
  const record = await aRecord();
  const { added, remains } = await more(record);
  const checks = fateChecks(
    [...record.statements, ...added].map((one) => opened(one, remains?.get(one.index))),
    now,
  );
  return checks
    .filter(({ what, subject }) => what.endsWith(' since') && !subject.includes('000011'))
    .map(({ what, subject, detail }) => `${what} | ${subject} | ${detail}`);
}

describe('a claim that is disputed', () => {
  type Said = { by: typeof ada; outcome?: Outcome; isWithdrawal?: true };
  const disputed = (said: readonly Said[]) =>
    fatesAfter(async ({ log, statements }) => {
      const claim = idOf('claim', statements[1]?.cid ?? '');
      const account = 'I chose what went in.';
      const first = await log.declare(openDispute, eve, { claim, ground: 'co-authorship', account });
      const about = { claim, dispute: idOf('dispute', first.cid) };
      const added = [first];
      for (const { by, outcome, isWithdrawal } of said)
        added.push(
          outcome
            ? await log.declare(stateOutcome, by, {
                ...about,
                outcome,
                decidedBy: 'LG Berlin, 15 O 1/26',
                decidedOn: '2026-04-30',
              })
            : isWithdrawal
              ? await log.declare(withdrawDispute, by, about)
              : await log.declare(answerDispute, by, { ...about, account }),
        );
      return { added };
    });

  it.each<[string, readonly Said[], string]>([
    ['open', [], 'It is open: nobody who signed the claim answered it.'],
    ['open where only a stranger answers', [{ by: aWallet('dora') }], 'It is open'],
    ['answered by a co-signer', [{ by: ben }], 'It is answered by who signed the claim'],
    [
      'not decided by an outcome that one side states for itself',
      [{ by: eve, outcome: 'upheld' }],
      'One side states the outcome "upheld", which the other does not',
    ],
    ['upheld by who signed it', [{ by: ada, outcome: 'upheld' }], 'Its outcome is "upheld"'],
  ])('is contested, and the dispute is told to be %s', async (_, said, words) => {
    const [found] = await disputed(said);
    expect(found).toContain(
      `Contested since | ${CLAIM} | A dispute, statements/000018-open-dispute.json, was raised by ${addressOf(eve)} at 2026-05-01T12:18:00.700Z (entry 18). ${words}`,
    );
    expect(found).toMatch(/The register examined neither side\.$/);
  });

  it.each<[string, readonly Said[], string]>([
    [
      'rejected by who raised it',
      [{ by: eve, outcome: 'rejected' }],
      'Decided since | statements/000018-open-dispute.json | Its outcome is "rejected"',
    ],
    [
      'withdrawn by who raised it',
      [{ by: ben }, { by: eve, isWithdrawal: true }],
      `Withdrawn since | statements/000018-open-dispute.json | It was withdrawn by ${addressOf(eve)}`,
    ],
  ])('is contested no more by a dispute that is %s, which is told of the dispute', async (_, said, words) => {
    expect(await disputed(said)).toEqual([expect.stringContaining(words)]);
  });

  it('stays contested where another than who raised the dispute withdraws it', async () => {
    expect(await disputed([{ by: ada, isWithdrawal: true }])).toEqual([
      expect.stringContaining(`Contested since | ${CLAIM}`),
    ]);
  });
});

describe('a licence', () => {
  const licensed = (body: object, withdrawnBy: typeof ada | null, now?: Date) =>
    fatesAfter(async ({ log, work }) => {
      const licence = await log.declare(grantLicence, ada, { work, ...body });
      if (!withdrawnBy) return { added: [licence] };
      const about = { licence: idOf('licence', licence.cid) };
      return { added: [licence, await log.declare(withdrawLicence, withdrawnBy, about)] };
    }, now);
  const day = new Date('2026-07-01T00:00:00Z');

  it('is withdrawn by who granted it, and kept by whoever received it under irrevocable terms', async () => {
    const path = 'statements/000018-grant-licence.json';
    const by = `by ${addressOf(ada)} at 2026-05-01T12:19:00.700Z (entry 19).`;
    expect(await licensed({ named: { name: 'Mine' } }, ada)).toEqual([
      `Withdrawn since | ${path} | It was withdrawn ${by}`,
    ]);
    expect(await licensed({ standard: 'CC-BY-4.0' }, ada)).toEqual([
      `Withdrawn since | ${path} | It was withdrawn ${by} Its terms are irrevocable: who received the work under it before keeps it.`,
    ]);
  });

  it('is not withdrawn by another, and is over after its last day', async () => {
    expect(await licensed({ standard: 'CC-BY-4.0' }, ben)).toEqual([]);
    expect(await licensed({ standard: 'all-rights-reserved', until: '2026-06-30' }, null, day)).toEqual([
      'Over since | statements/000018-grant-licence.json | The licence ended with 2026-06-30.',
    ]);
  });

  it('is over as an exclusive one, a transfer of a right, too', async () => {
    const { reference: writing } = await aFile('writing', 900, 'application/pdf');
    const found = await fatesAfter(
      async ({ log, work }) => ({
        added: [
          await log.declare(transferRight, ada, {
            work,
            type: 'exclusive-licence',
            to: addressOf(eve),
            actions: ['display'],
            until: '2026-06-30',
            writing,
            executedOn: '2026-04-02',
          }),
        ],
      }),
      day,
    );
    expect(found).toEqual([
      'Over since | statements/000018-transfer-right.json | The transfer ended with 2026-06-30.',
    ]);
  });
});

describe('events of a history', () => {
  const sale = (year: string) => ({ type: 'passage', method: 'sale', begin: year }) as const;
  const events = [sale('1910'), sale('1920')];
  const path = 'statements/000018-record-provenance.json';
  const eventsOf = ({ cid }: Logged) => [0, 1].map((at) => idOf('event', `${cid}0${at}`));

  it('are replaced by others of the same person, also where the words of those were erased', async () => {
    for (const isErased of [false, true]) {
      const found = await fatesAfter(async ({ log, work }) => {
        const first = await log.declare(recordProvenance, ada, { work, events });
        const supersedes = eventsOf(first);
        const second = await log.declare(recordProvenance, ada, { work, events: [sale('1911')], supersedes });
        const remains = new Map([[second.index, { work, events: [], supersedes }]]);
        return { added: [first, second], ...(isErased && { remains }) };
      });
      expect(found).toEqual([
        `Superseded since | ${path} | Its events were replaced by others, statements/000019-record-provenance.json, by ${addressOf(ada)} at 2026-05-01T12:19:00.700Z (entry 19).`,
      ]);
    }
  });

  it.each([
    [
      'in part by who told them',
      ada,
      1,
      [`Withdrawn in part since | ${path} | 1 of its 2 events was taken back by`],
    ],
    ['all by who told them', ada, 2, [`Withdrawn since | ${path} | Its events were taken back by`]],
    ['not by another', ben, 2, []],
  ])('are taken back %s', async (_, by, count, words) => {
    const found = await fatesAfter(async ({ log, work }) => {
      const first = await log.declare(recordProvenance, ada, { work, events });
      const about = { work, events: eventsOf(first).slice(0, count) };
      return { added: [first, await log.declare(withdrawProvenance, by, about)] };
    });
    expect(found).toEqual(words.map((one) => expect.stringContaining(one) as string));
  });
});
