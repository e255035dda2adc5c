import { csvCell } from '../custody-log.js';
import { CLAIM_NOTICE, type WorkRecord } from '../work-record.js';
import { LEGAL_NOTICE } from './form.js';
import { resalesOfHistory, type SaleCountries } from './resales-of-history.js';

/** resale-right-of-sales.json: every sale of a work that is stated or registered, with its computation or why there is none. */
export const resaleRightOfSales = (record: WorkRecord, given: SaleCountries = {}) => ({
  format: 'raisonne-resale-right-of-sales/1',
  claimNotice: CLAIM_NOTICE,
  legalNotice: LEGAL_NOTICE,
  work: record.work.id,
  title: record.work.title,
  makers: record.work.makers.map(({ name }) => name),
  asOf: record.asOf,
  sales: resalesOfHistory(record, given),
});

const COLUMNS = [
  'work',
  'basis',
  'event',
  'entry',
  'sale',
  'date',
  'country',
  'currency',
  'price',
  'royalty',
  'why',
  'note',
];

/** resale-right-of-sales.csv: a line for each sale. */
export function resaleRightOfSalesCsv({ work, sales }: ReturnType<typeof resaleRightOfSales>): string {
  const lines = sales.map((sale) => {
    const { basis, event, index, words, date, country, currency, price, computation, why, explanation } =
      sale;
    const note = [
      explanation,
      sale.uncertain.length > 0 && `uncertain: ${sale.uncertain.join(', ')}`,
      computation?.isCapped && 'capped',
      computation?.notice ?? LEGAL_NOTICE,
    ].filter(Boolean);
    return [
      work,
      basis,
      event,
      index,
      words,
      date,
      country,
      currency,
      price,
      computation?.royalty ?? null,
      why,
      note.join('; '),
    ];
  });
  return [COLUMNS, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}
