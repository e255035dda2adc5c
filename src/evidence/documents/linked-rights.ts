import { BRIEF_TEXT, conceptOf, own, PRIMARY_NAME, statement, type LinkedArt } from './linked-art-terms.js';
import { linesOfClause, scopeInWords, spanInWords } from './clause-words.js';
import { namedPerson, personName } from './person-name.js';
import type { RecordedLicence, RecordedRightTransfer } from './recorded-rights.js';
import { CLAIM_NOTICE, type WorkRecord } from './work-record.js';
import { utcWords } from './utc-words.js';

/**
 * What a work is subject to (Linked Art, Right), as its holders state it: licences that are not withdrawn, and transfers of rights. The schema
 * knows no shares, places or times: they stand in statements.
 */
export const linkedRights = (record: WorkRecord): LinkedArt[] => [
  ...record.licences
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map((licence) => licenceOf(licence, record)),
  ...record.rightTransfers.map((transfer) => transferOf(transfer, record)),
];

function licenceOf(
  { id, index, name, url, terms, clauses, grantedAt }: RecordedLicence,
  record: WorkRecord,
): LinkedArt {
  const type = url === null ? own('licence', 'Licence') : conceptOf(url, name);
  return {
    type: 'Right',
    _label: name,
    classified_as: [type],
    identified_by: [{ type: 'Name', content: name, classified_as: [PRIMARY_NAME] }],
    referred_to_by: [
      ...clauses.map((clause) =>
        statement(`${clause.name}: ${linesOfClause(record, clause).join('; ')}`, own('clause', 'Clause')),
      ),
      statement(
        `To ${terms.to === undefined ? 'anybody' : namedPerson(record, terms.to)}; ${spanInWords(terms) ?? 'without end'}`,
        BRIEF_TEXT,
      ),
      noticeOf({ id, index, at: grantedAt }),
    ],
  };
}

function transferOf(
  { id, index, terms, transferredAt }: RecordedRightTransfer,
  record: WorkRecord,
): LinkedArt {
  const name = terms.type === 'assignment' ? 'Assigned right' : 'Exclusive licence';
  return {
    type: 'Right',
    _label: name,
    classified_as: [own(terms.type, name)],
    referred_to_by: [
      statement(`${terms.actions.join(', ')}; ${scopeInWords(terms)}`, BRIEF_TEXT),
      noticeOf({ id, index, at: transferredAt }),
    ],
    possessed_by: [{ id: `person:${terms.to}`, type: 'Person', _label: personName(record, terms.to) }],
  };
}

const noticeOf = ({ id, index, at }: { id: string; index: number; at: string }) =>
  statement(`${id}, entry ${index}, recorded ${utcWords(at)}. ${CLAIM_NOTICE}`, own('notice', 'Notice'));
