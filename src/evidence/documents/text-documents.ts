import { canonicalBytes } from '../../lib/canonical-json.js';
import { custodyCsv, custodyLog } from './custody-log.js';
import { writeLinkedArt } from './write-linked-art.js';
import { writeProv } from './write-prov.js';
import { writeProvenanceText } from './write-provenance-text.js';
import type { WorkRecord } from './work-record.js';

/** The documents that follow from a record alone, to the byte: whoever has the statements can make them again. */
export function textDocuments(record: WorkRecord): ReadonlyMap<string, Uint8Array> {
  const utf8 = (text: string) => new TextEncoder().encode(text);
  return new Map([
    ['record.json', canonicalBytes(record)],
    ['prov.json', canonicalBytes(writeProv(record))],
    ['linked-art.json', canonicalBytes(writeLinkedArt(record))],
    ['provenance.txt', utf8(writeProvenanceText(record))],
    ['custody.csv', utf8(custodyCsv(record))],
    ['custody.json', canonicalBytes(custodyLog(record))],
  ]);
}
