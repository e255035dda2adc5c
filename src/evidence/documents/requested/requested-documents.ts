import { canonicalBytes } from '../../../lib/canonical-json.js';
import type { Resale } from '../../../rights/resale-right.js';
import type { FontShelf } from '../font-face.js';
import type { WorkRecord } from '../work-record.js';
import { counterNoticeForm, dmcaCounterNotice, dmcaNotice, dmcaNoticeForm } from './dmca-notice.js';
import { dueDiligence, dueDiligenceForm, type DueDiligenceFields } from './due-diligence.js';
import { fre902Draft } from './fre-902-draft.js';
import { resaleRightCsv, resaleRightStatement } from './resale-right-documents.js';
import { uscoForm, uscoWorksheet } from './usco-worksheet.js';
import { writeFormPdf, writeFormText } from './write-form.js';

/** Which documents are asked for, each with what the record does not know. */
export interface DocumentRequest {
  readonly usco?: unknown;
  readonly fre902?: true;
  readonly dmcaNotice?: unknown;
  readonly dmcaCounterNotice?: unknown;
  readonly dueDiligence?: DueDiligenceFields;
  readonly resaleRight?: Resale;
}

/**
 * The documents that a record gives on request, by their names. Each says that it is a claim and no determination, and informs and is no
 * advice. Refuses what cannot be filled in: FIELDS_MISSING, CREATED_AND_EXCLUDED, NO_CLAIM, and what computeResaleRight refuses.
 */
export async function requestedDocuments(
  record: WorkRecord,
  request: DocumentRequest,
  { fonts }: { readonly fonts: FontShelf },
): Promise<ReadonlyMap<string, Uint8Array>> {
  const documents = new Map<string, Uint8Array>();
  if (request.usco !== undefined) {
    const worksheet = uscoWorksheet(record, request.usco);
    documents.set('usco-worksheet.json', canonicalBytes(worksheet));
    documents.set('usco-worksheet.pdf', await writeFormPdf(uscoForm(worksheet), fonts));
  }
  if (request.fre902) {
    const form = fre902Draft(record);
    documents.set('fre-902-draft.txt', writeFormText(form));
    documents.set('fre-902-draft.pdf', await writeFormPdf(form, fonts));
  }
  if (request.dmcaNotice !== undefined) {
    const notice = dmcaNotice(record, request.dmcaNotice);
    documents.set('dmca-notice.json', canonicalBytes(notice));
    documents.set('dmca-notice.txt', writeFormText(dmcaNoticeForm(notice)));
  }
  if (request.dmcaCounterNotice !== undefined) {
    const notice = dmcaCounterNotice(record, request.dmcaCounterNotice);
    documents.set('dmca-counter-notice.json', canonicalBytes(notice));
    documents.set('dmca-counter-notice.txt', writeFormText(counterNoticeForm(notice)));
  }
  if (request.dueDiligence) {
    const report = dueDiligence(record, request.dueDiligence);
    documents.set('due-diligence.json', canonicalBytes(report));
    documents.set('due-diligence.pdf', await writeFormPdf(dueDiligenceForm(report), fonts));
  }
  if (request.resaleRight) {
    const statement = resaleRightStatement(record, request.resaleRight);
    documents.set('resale-right.json', canonicalBytes(statement));
    documents.set('resale-right.csv', new TextEncoder().encode(resaleRightCsv(statement)));
  }
  return documents;
}
