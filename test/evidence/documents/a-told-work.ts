import { answerDispute } from '../../../src/claims/disputes/answer-dispute.js';
import { openDispute } from '../../../src/claims/disputes/open-dispute.js';
import { deriveRecord } from '../../../src/evidence/documents/derive-record.js';
import type { WorkRecord } from '../../../src/evidence/documents/work-record.js';
import { permitDerivation } from '../../../src/originality/permit-derivation.js';
import { grantLicence } from '../../../src/rights/licences/grant-licence.js';
import { transferRight } from '../../../src/rights/licences/transfer-right.js';
import { stateTrainingPreference } from '../../../src/rights/state-training-preference.js';
import type { ProvenanceBody } from '../../../src/title/history/provenance-event.js';
import { recordProvenance } from '../../../src/title/history/record-provenance.js';
import { linkToken } from '../../../src/title/tokens/link-token.js';
import { idOf } from '../../../src/lib/ids.js';
import { aFile, aWallet } from '../a-package.js';
import { ADA, aSource, BEN, EVE } from './a-work-record.js';

/** A history in which it was made, stolen, restituted, lent, offered, sold with a price, and looked for. */
const EVENTS: ProvenanceBody['events'] = [
  { type: 'passage', method: 'creation', to: [{ name: 'Anna Maler', birth: '1880' }], begin: '1905' },
  {
    type: 'passage',
    method: 'sale',
    from: [{ name: 'Anna Maler' }],
    to: [{ name: 'Galerie X', place: 'Wien' }],
    begin: '1910~',
    isDirect: true,
    uncertain: ['begin', 'to'],
  },
  { type: 'passage', method: 'theft', to: [{ name: 'persons not known' }], begin: '1938' },
  { type: 'passage', method: 'restitution', to: [{ name: 'Galerie X' }], begin: '1949' },
  { type: 'passage', method: 'on_loan', to: [{ name: 'Museum of Y' }], begin: '1960', end: '1961' },
  {
    type: 'offer',
    outcome: 'bought-in',
    sale: { title: 'Modern Art', house: { name: 'House Z' }, lot: '12' },
    begin: '2019-03-01',
  },
  {
    type: 'passage',
    method: 'purchase_at_auction',
    to: [
      { name: 'Ada Lovelace', person: ADA, share: '1/2' },
      { name: 'Ben', share: '1/2' },
    ],
    from: [{ name: 'Galerie X' }],
    sale: { title: 'Modern Art II', house: { name: 'House Z' }, lot: '7' },
    begin: '2020-05-04',
    place: 'Berlin',
    price: { amount: '60000', currency: 'EUR' },
    sources: [{ citation: 'House Z, catalogue of 4 May 2020, lot 7' }],
  },
  {
    type: 'search',
    searched: 'lostart.de',
    kind: 'loss-database',
    found: 'nothing',
    on: '2026-04-01',
    span: '1933/1945',
  },
];

/** The work of aSource with all that is told, licensed and disputed of it. */
export const aToldSource = (events: ProvenanceBody['events'] = EVENTS) =>
  aSource({
    more: async (log, { work, claim }) => {
      const [ada, ben, eve] = [aWallet('ada'), aWallet('ben'), aWallet('eve')];
      const { reference: writing } = await aFile('writing', 900, 'application/pdf');
      const { reference: proof } = await aFile('proof', 700, 'application/pdf');
      const dispute = await log.declare(openDispute, eve, {
        claim,
        ground: 'co-authorship',
        account: 'I chose what went in.',
        evidence: [proof],
      });
      return [
        await log.declare(recordProvenance, ada, { work, events }),
        await log.declare(linkToken, ada, {
          work,
          chainId: '1',
          contract: `0x${'a'.repeat(40)}`,
          tokenId: '42',
          owner: EVE,
          blockNumber: 20_000_000,
          blockHash: `0x${'b'.repeat(64)}`,
          blockTime: '2026-04-01T00:00:00.000Z',
        }),
        await log.declare(grantLicence, ada, { work, standard: 'CC-BY-NC-4.0' }),
        await log.declare(grantLicence, ben, {
          work,
          to: EVE,
          rules: [
            {
              effect: 'permit',
              actions: ['print'],
              where: ['DE'],
              duties: [{ action: 'compensate', text: '5 EUR a copy' }],
              text: 'As postcards.',
            },
          ],
        }),
        await log.declare(transferRight, ada, {
          work,
          type: 'exclusive-licence',
          to: EVE,
          actions: ['display'],
          where: ['FR'],
          until: '2030-12-31',
          writing,
          executedOn: '2026-04-02',
          transferor: 'Ada Lovelace',
        }),
        await log.declare(permitDerivation, ada, { source: work, to: EVE, terms: 'Name me.' }),
        await log.declare(stateTrainingPreference, ada, {
          work,
          ai_training: 'not-allowed',
          ai_generative_training: 'not-allowed',
          ai_inference: 'constrained',
          data_mining: 'allowed',
          constraints: 'Ask first.',
        }),
        dispute,
        await log.declare(answerDispute, ben, {
          claim,
          dispute: idOf('dispute', dispute.cid),
          account: `Nobody but Ada and me did; ${BEN}.`,
        }),
      ];
    },
  });

export const aToldRecord = async (events?: ProvenanceBody['events']): Promise<WorkRecord> =>
  deriveRecord(await aToldSource(events));
