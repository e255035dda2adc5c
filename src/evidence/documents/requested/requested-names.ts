/** Names of the documents that are made on request: beside those that every package has, a package holds no others. */
export const REQUESTED_NAMES = [
  'usco-worksheet.json',
  'usco-worksheet.pdf',
  'fre-902-draft.txt',
  'fre-902-draft.pdf',
  'dmca-notice.json',
  'dmca-notice.txt',
  'dmca-counter-notice.json',
  'dmca-counter-notice.txt',
  'due-diligence.json',
  'due-diligence.pdf',
  'resale-right.json',
  'resale-right.csv',
  'resale-right-of-sales.json',
  'resale-right-of-sales.csv',
  'dispute-dossier.json',
  'dispute-dossier.pdf',
] as const;

export type RequestedName = (typeof REQUESTED_NAMES)[number];

export const isRequestedName = (name: string): boolean =>
  (REQUESTED_NAMES as readonly string[]).includes(name);
