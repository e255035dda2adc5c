import { deriveRecord } from '../../../src/evidence/documents/derive-record.js';
import { writeLinkedArt } from '../../../src/evidence/documents/write-linked-art.js';
import { grantLicence } from '../../../src/rights/licences/grant-licence.js';
import type { LicenceBody } from '../../../src/rights/licences/licence.js';
import { aWallet } from '../a-package.js';
import { aSource, EVE } from './a-work-record.js';

const ofLicence = async (terms: Omit<LicenceBody, 'work'>) =>
  deriveRecord(
    await aSource({
      more: async (log, { work }) => [await log.declare(grantLicence, aWallet('ada'), { work, ...terms })],
    }),
  );

describe('the clauses of licences', () => {
  it('keep every limit in the record and in Linked Art', async () => {
    const record = await ofLicence({
      to: EVE,
      until: '2027-03-31',
      rules: [
        {
          effect: 'permit',
          actions: ['display'],
          where: ['DE'],
          purpose: 'non-commercial',
          from: '2026-10-01',
          until: '2030-12-31',
        },
      ],
    });
    expect(record.licences[0]?.clauses).toMatchObject([
      {
        actions: ['display'],
        to: EVE,
        where: ['DE'],
        purpose: 'non-commercial',
        from: '2026-10-01',
        until: '2027-03-31',
      },
    ]);
    expect(JSON.stringify(writeLinkedArt(record))).toContain(
      `rule 1: Permits: display; Only to ${EVE}; Only in DE; Only for non-commercial purposes; Only from 2026-10-01 until 2027-03-31`,
    );
  });

  it('that prohibit say in what they hold, and not what is prohibited alone', async () => {
    const record = await ofLicence({
      to: EVE,
      rules: [
        {
          effect: 'prohibit',
          actions: ['print'],
          where: ['FR'],
          purpose: 'commercial',
          until: '2027-03-31',
        },
      ],
    });
    expect(JSON.stringify(writeLinkedArt(record))).toContain(
      `rule 1: Prohibits: print; This holds for ${EVE}; This holds in FR; This holds for commercial purposes; This holds until 2027-03-31`,
    );
  });

  it('that begin when their licence has ended are in force on no day', async () => {
    const record = await ofLicence({
      until: '2027-03-31',
      rules: [{ effect: 'permit', actions: ['print'], from: '2028-01-01' }],
    });
    expect(JSON.stringify(writeLinkedArt(record))).toContain(
      'rule 1: Permits: print; In force on no day: it begins on 2028-01-01, and ends with 2027-03-31',
    );
  });

  it('of Creative Commons tell that they are not for commerce, and that nothing adapted is shared', async () => {
    const record = await ofLicence({ standard: 'CC-BY-NC-ND-4.0' });
    const [kept, shared, adapted] = record.licences[0]!.clauses;
    expect([kept?.purpose, shared?.purpose, adapted?.effect]).toEqual([
      'non-commercial',
      'non-commercial',
      'prohibit',
    ]);
    expect(shared?.text).toBe('Unchanged: adapted material may not be shared.');
    expect(JSON.stringify(writeLinkedArt(record))).toMatch(
      /Permits: distribute, display, present; Only for non-commercial purposes; To do for it: attribute/,
    );
  });
});
