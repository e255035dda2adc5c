import { computeResaleRight, type Resale } from '../../../rights/resale-right.js';
import { csvCell } from '../custody-log.js';
import { CLAIM_NOTICE, type WorkRecord } from '../work-record.js';

/** resale-right.json: the computation for one sale, whose price and country the record does not know. Refuses as computeResaleRight does. */
export const resaleRightStatement = (record: WorkRecord, sale: Resale) => ({
  format: 'raisonne-resale-right/1',
  claimNotice: CLAIM_NOTICE,
  work: record.work.id,
  title: record.work.title,
  makers: record.work.makers.map(({ name }) => name),
  asOf: record.asOf,
  ...computeResaleRight(sale),
});

type Statement = ReturnType<typeof resaleRightStatement>;

const COLUMNS = [
  'work',
  'title',
  'country',
  'date',
  'currency',
  'price',
  'above',
  'upTo',
  'ratePercent',
  'part',
  'amount',
  'note',
];

/** resale-right.csv: a line for each band, and one for the royalty. */
export function resaleRightCsv(statement: Statement): string {
  const {
    work,
    title,
    country,
    date,
    currency,
    price,
    bands,
    royalty,
    isCapped,
    isThresholdReached,
    notice,
  } = statement;
  const common = [work, title, country, date, currency, price];
  const why = isThresholdReached ? (isCapped ? 'capped. ' : '') : 'below the threshold. ';
  const lines = [
    COLUMNS,
    ...bands.map(({ above, upTo, ratePercent, part, amount }) => [
      ...common,
      above,
      upTo,
      ratePercent,
      part,
      amount,
      '',
    ]),
    [...common, '', '', '', '', royalty, `royalty; ${why}${notice}`],
  ];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}
