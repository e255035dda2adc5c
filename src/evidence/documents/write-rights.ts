import { linesOfClause, scopeInWords, spanInWords } from './clause-words.js';
import type { Sheet } from './pdf-sheet.js';
import { namedPerson } from './person-name.js';
import type { RecordedLicence, RecordedPermission, RecordedRightTransfer } from './recorded-rights.js';
import { utcWords } from './utc-words.js';
import type { WorkRecord } from './work-record.js';

/** Pages on what may be done with a work, as its holders state it: licences with their clauses, transfers of rights, permissions to derive. */
export function writeRights(sheet: Sheet, record: WorkRecord): void {
  const { licences, rightTransfers, permissions, trainingPreference } = record;
  if (licences.length + rightTransfers.length + permissions.length === 0 && !trainingPreference) return;
  sheet.heading('Rights');
  sheet.text(
    'As those state it who uphold the claim or received a right. Not examined, and no legal advice. Of copyright: owning the work gives no right to license it.',
    { colour: 'quiet', size: 9 },
  );
  for (const licence of licences) writeLicence(sheet, record, licence);
  for (const transfer of rightTransfers) writeRightTransfer(sheet, record, transfer);
  for (const permission of permissions) writePermission(sheet, record, permission);
  writePreference(sheet, record);
}

function writeLicence(sheet: Sheet, record: WorkRecord, licence: RecordedLicence): void {
  const { name, url, terms, clauses, grantedBy, grantedAt, withdrawnAt, index, isIrrevocable } = licence;
  sheet.subheading(`Licence: ${name}`);
  sheet.row('To', terms.to === undefined ? 'anybody' : namedPerson(record, terms.to));
  if (url !== null) sheet.row('Its text', url);
  if (terms.text) sheet.row('Text, SHA-256', terms.text.sha256, { style: 'mono' });
  const span = spanInWords(terms);
  if (span !== null) sheet.row('In force', span);
  for (const clause of clauses) sheet.row(clause.name, linesOfClause(record, clause).join('\n'));
  if (clauses.length === 0) sheet.row('Clauses', 'None that are known here: by itself it permits nothing');
  sheet.row('Granted', `by ${namedPerson(record, grantedBy)}\n${utcWords(grantedAt)}, entry ${index}`);
  if (withdrawnAt !== null)
    sheet.row(
      'Withdrawn',
      `${utcWords(withdrawnAt)}${isIrrevocable ? '; who received the work under it before keeps the licence' : ''}`,
    );
}

function writeRightTransfer(sheet: Sheet, record: WorkRecord, transfer: RecordedRightTransfer): void {
  const { terms, recordationFields: fields, transferredBy, transferredAt, index } = transfer;
  sheet.subheading(terms.type === 'assignment' ? 'Assignment of a right' : 'Exclusive licence');
  sheet.row('From', namedPerson(record, transferredBy));
  sheet.row('To', namedPerson(record, terms.to));
  sheet.row('Rights', terms.actions.join(', '));
  sheet.row('Where and when', scopeInWords(terms));
  sheet.row('Writing', `signed ${terms.executedOn} (17 USC 204(a)), as it is stated`);
  sheet.row('Its SHA-256', terms.writing.sha256, { style: 'mono' });
  sheet.row(
    'For recordation',
    [
      `${fields.titleOfDocument}; ${fields.natureOfDocument}`,
      `Transferor: ${fields.transferor}`,
      `Transferee: ${fields.transferee}`,
      `Title of work: ${fields.titleOfWork}`,
      ...(fields.registrationNumbers.length > 0
        ? [`Registration: ${fields.registrationNumbers.join(', ')}`]
        : []),
      ...(fields.missing.length > 0 ? [`An office would want besides: ${fields.missing.join(', ')}`] : []),
    ].join('\n'),
  );
  const { recordation, note } = terms;
  if (recordation)
    sheet.row('Recorded at', `${recordation.office}, ${recordation.number}, ${recordation.recordedOn}`);
  if (note !== undefined) sheet.row('Note', note);
  sheet.row('Stated', `${utcWords(transferredAt)}, entry ${index}`);
}

function writePermission(sheet: Sheet, record: WorkRecord, permission: RecordedPermission): void {
  const { to, how, terms, until, permittedBy, capacity, permittedAt, withdrawnAt, index } = permission;
  sheet.subheading('Permission to derive');
  sheet.row('To', namedPerson(record, to));
  sheet.row('How', how === null ? 'in any way' : how.join(', ').replaceAll('-', ' '));
  sheet.row('Terms', terms);
  if (until !== null) sheet.row('Until', until);
  sheet.row(
    'Permitted',
    `by ${namedPerson(record, permittedBy)}, as ${capacity.replaceAll('-', ' ')}\n${utcWords(permittedAt)}, entry ${index}`,
  );
  if (withdrawnAt !== null) sheet.row('Withdrawn', utcWords(withdrawnAt));
}

function writePreference(sheet: Sheet, record: WorkRecord): void {
  const { trainingPreference: stated } = record;
  if (!stated) return;
  sheet.subheading('What machines may do, as it is stated');
  for (const [use, preference] of Object.entries(stated.uses))
    sheet.row(use.replaceAll('_', ' ').replace(/^ai/, 'AI'), preference.replaceAll('-', ' '));
  if (stated.constraints !== null) sheet.row('Terms', stated.constraints);
  if (stated.policyUrl !== null) sheet.row('Terms at', stated.policyUrl);
  sheet.row(
    'Stated',
    `by ${namedPerson(record, stated.statedBy)}, as ${stated.capacity.replaceAll('-', ' ')}\n${utcWords(stated.statedAt)}, entry ${stated.index}`,
  );
}
