import { canonicalBytes } from '../../../lib/canonical-json.js';
import type { Resale } from '../../../rights/resale-right.js';
import type { FontShelf } from '../font-face.js';
import type { WorkRecord } from '../work-record.js';
import { counterNoticeForm, dmcaCounterNotice, dmcaNotice, dmcaNoticeForm } from './dmca-notice.js';
import { disputeDossierForm } from './dispute-dossier-form.js';
import { disputeDossier } from './dispute-dossier.js';
import { dueDiligence, dueDiligenceForm, type DueDiligenceFields } from './due-diligence.js';
import { fre902Draft } from './fre-902-draft.js';
import { resaleRightCsv, resaleRightStatement } from './resale-right-documents.js';
import { resaleRightOfSales, resaleRightOfSalesCsv } from './resale-right-of-sales.js';
import type { RequestedName } from './requested-names.js';
import type { SaleCountries } from './resales-of-history.js';
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
  /** Of all sales of the work that are stated or registered; countries where their places do not decide them. */
  readonly resaleRightOfSales?: SaleCountries;
  /** Of one dispute, or of all: DisputeDossierFields. */
  readonly disputeDossier?: unknown;
}

/**
 * The documents that a record gives on request, by their names. Each says that it is a claim and no determination, and informs and is no
 * advice. Refuses what cannot be filled in: FIELDS_MISSING, CREATED_AND_EXCLUDED, NO_CLAIM, NO_DISPUTE, DISPUTE_UNKNOWN, and what computeResaleRight refuses.
 */
export async function requestedDocuments(
  record: WorkRecord,
  request: DocumentRequest,
  { fonts }: { readonly fonts: FontShelf },
): Promise<ReadonlyMap<string, Uint8Array>> {
  const documents = new Map<RequestedName, Uint8Array>();
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
  if (request.resaleRightOfSales) {
    const statement = resaleRightOfSales(record, request.resaleRightOfSales);
    documents.set('resale-right-of-sales.json', canonicalBytes(statement));
    documents.set('resale-right-of-sales.csv', new TextEncoder().encode(resaleRightOfSalesCsv(statement)));
  }
  if (request.disputeDossier !== undefined) {
    const dossier = disputeDossier(record, request.disputeDossier);
    documents.set('dispute-dossier.json', canonicalBytes(dossier));
    documents.set('dispute-dossier.pdf', await writeFormPdf(disputeDossierForm(dossier), fonts));
  }
  return documents;
}
