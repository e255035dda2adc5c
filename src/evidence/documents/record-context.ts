/** Of our own terms. No authority gives it out, and nothing is to be fetched by it. */
export const TERMS = 'urn:x-raisonne:terms#';

/**
 * The JSON-LD context of a record of authorship claim: it stands within each credential, so that nothing is fetched; published as
 * schema/contexts/authorship-record.json. The record itself is JSON, as schema/authorship-record.json says.
 */
export const RECORD_CONTEXT = {
  '@protected': true,
  AuthorshipRecordCredential: `${TERMS}AuthorshipRecordCredential`,
  ClaimedWork: `${TERMS}ClaimedWork`,
  RegisterInclusion: `${TERMS}RegisterInclusion`,
  ChainAnchor: `${TERMS}ChainAnchor`,
  record: { '@id': `${TERMS}record`, '@type': '@json' },
  notice: `${TERMS}notice`,
  origin: `${TERMS}origin`,
  treeSize: { '@id': `${TERMS}treeSize`, '@type': 'http://www.w3.org/2001/XMLSchema#integer' },
  rootHash: `${TERMS}rootHash`,
  signedNote: `${TERMS}signedNote`,
  chainId: `${TERMS}chainId`,
  registry: `${TERMS}registry`,
  transactionHash: `${TERMS}transactionHash`,
  blockHash: `${TERMS}blockHash`,
  blockTime: { '@id': `${TERMS}blockTime`, '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' },
} as const;
