import type { ReportLimit } from '../claims/reports/accept-report.js';
import type { Ports } from '../ports.js';
import type { Searches } from '../originality/follow-searches.js';
import type { HashSearch } from '../originality/open-hash-search.js';
import type { LookSearch } from '../originality/open-look-search.js';
import type { HeadWatch } from '../register/watch-head.js';
import type { Halt } from '../register/halt.js';
import type { RecordNeeds } from '../register/record-statement.js';
import type { Loaders } from './loaders.js';

/** The open ports, with what the API adds to them. */
export interface House extends Ports, Omit<RecordNeeds, 'ledger'> {
  /** What registered pictures are searched by. */
  readonly hashes: HashSearch;
  readonly looks: LookSearch;
  readonly searches: Searches;
  /** Why nothing may be recorded or signed; null while all is well. */
  readonly halted: () => Halt | null;
  /** Addresses of the keys of those who operate the server. */
  readonly operators: readonly string[];
  /** How many reports who may send. */
  readonly reports: ReportLimit;
  /** Under which others reach this server, without a slash at the end. */
  readonly publicUrl: () => string;
}

/** What a subscription follows by: it gets this beside what every resolver gets. */
export interface Following extends Context {
  readonly heads: HeadWatch;
  /** That whoever follows has left. */
  readonly signal: AbortSignal;
}

/** What every resolver gets; made anew for each request. */
export interface Context {
  readonly house: House;
  readonly loaders: Loaders;
  /** Where the request came from, by its address. */
  readonly client: string;
}
