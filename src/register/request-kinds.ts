import { discloseOpenings } from '../disclosure/disclose-openings.js';
import { eraseOpenings } from '../disclosure/erase-openings.js';
import { readDisclosed } from '../disclosure/read-disclosed.js';
import { readReports } from '../claims/reports/accept-report.js';
import { eraseReport } from '../claims/reports/erase-report.js';
import { counterNotice } from '../works/display/counter-notice.js';
import { eraseNotice, readNotice } from '../works/display/notice-document.js';
import { showFileAgain, withholdFile } from '../works/display/withhold-file.js';
import type { SignedKind } from './statement-kind.js';
import { statementKind } from './statement-kinds.js';

const KINDS = [
  discloseOpenings,
  readDisclosed,
  eraseOpenings,
  withholdFile,
  showFileAgain,
  counterNotice,
  readReports,
  eraseReport,
  readNotice,
  eraseNotice,
] as const;

/** Every kind of request: signed like a statement, and recorded nowhere. */
// Each kind reads its own body by its own schema before any of its functions sees it.
export const REQUEST_KINDS = KINDS as unknown as readonly SignedKind<unknown>[];

/** What somebody may sign by a name: a statement or a request. Refuses UNKNOWN_KIND. */
export const signedKind = (name: string): SignedKind<unknown> =>
  REQUEST_KINDS.find(({ kind }) => kind === name) ?? statementKind(name);
