import { isEqualBytes } from '../../lib/bytes.js';
import { Refusal } from '../../lib/refusal.js';
import { parseJson } from './parse-json.js';
import { failed, judged, notChecked, type Check } from '../evidence-report.js';
import { attachedRecord } from './attached-record.js';
import { verifyCredential } from './credential.js';
import { deriveRecord, type RecordSource } from './derive-record.js';
import { isRequestedName } from './requested/requested-names.js';
import { textDocuments } from './text-documents.js';
import type { WorkRecord } from './work-record.js';

/**
 * Whether documents say what the signed statements say: each that follows from them is made again and compared, and the credential is checked
 * by its proof; record.pdf by the record attached to it, and its pages not; documents on request are not compared. A document of another name
 * fails: whatever it is, it was not made of statements. Pure, without network; it reports and does not throw. `source` must hold statements that were verified themselves.
 */
export function verifyDocuments(documents: ReadonlyMap<string, Uint8Array>, source: RecordSource): Check[] {
  const record = recordOf(source);
  if (record instanceof Refusal)
    return [
      failed({
        what: WHAT,
        subject: 'record.json',
        detail: `There is no record to compare with: ${record.message}`,
      }),
    ];
  const expected = textDocuments(record);
  return [...documents].flatMap(([name, bytes]): Check[] => {
    const wanted = expected.get(name);
    if (wanted) {
      const problem = isEqualBytes(wanted, bytes)
        ? null
        : 'It is otherwise than what follows from the statements.';
      return [
        judged(problem, { what: WHAT, subject: name, detail: 'It was made again from them, to the byte.' }),
      ];
    }
    if (name === 'credential.json') return credentialChecks(parseJson(bytes), { source, record });
    if (name === 'record.pdf')
      return [attachmentCheck(bytes, expected.get('record.json')), unread(name, PAGES)];
    return isRequestedName(name)
      ? [unread(name, ON_REQUEST)]
      : [failed({ what: WHAT, subject: name, detail: 'No document of this name is made of statements.' })];
  });
}

/** Of a package in which something is disclosed the log signed what it knew: the record without that. */
function credentialChecks(
  credential: unknown,
  { source, record }: { source: RecordSource; record: WorkRecord },
): Check[] {
  const logKey = source.log.publicKey;
  const checks = verifyCredential(credential, { logKey, record });
  if (record.disclosed.length === 0 || checks.every(({ result }) => result !== 'failed')) return checks;
  const without = verifyCredential(credential, { logKey, record: deriveRecord({ ...source, openings: [] }) });
  return without.every(({ result }) => result !== 'failed') ? without : checks;
}

function attachmentCheck(pdf: Uint8Array, wanted: Uint8Array = new Uint8Array()): Check {
  const attached = attachedRecord(pdf, wanted.length);
  const isSame = attached !== null && isEqualBytes(attached, wanted);
  return judged(isSame ? null : 'The record that is attached to it is otherwise, or none.', {
    what: 'The record attached to the document says what the statements say',
    subject: 'record.pdf',
    detail: 'record.json within it.',
  });
}

const WHAT = 'The document says what the statements say';
const PAGES = 'Its pages are for people, and are not read here.';
const ON_REQUEST =
  'It was made on request, with what whoever asked for it filled in, and is not read here. The record is in record.json.';

const unread = (subject: string, detail: string): Check => notChecked({ what: WHAT, subject, detail });

function recordOf(source: RecordSource) {
  try {
    return deriveRecord(source);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
