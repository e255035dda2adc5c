import { idOf } from '../lib/ids.js';
import { Refusal } from '../lib/refusal.js';
import type { NoteSigner } from '../lib/signed-note.js';
import type { Clock } from '../ports.js';
import { findVerdict } from './find-verdict.js';
import { originalityNote, originalityStatement } from './originality-statement.js';
import {
  searchOriginality,
  type OriginalityReport,
  type Question,
  type SearchNeeds,
} from './search-originality.js';
import type { VerdictGiven } from './verdict.js';

interface Needs extends SearchNeeds {
  readonly clock: Clock;
  readonly log: NoteSigner;
  /** Whether nothing is signed any more. */
  readonly isHalted: () => boolean;
}

export interface SignedReport extends OriginalityReport, VerdictGiven {
  /** All of it as a signed note; null while nothing is signed. */
  readonly statement: string | null;
}

/** The whole answer about a stored picture: what it is like, what the records say of that, and both signed by the log. */
export async function reportOriginality(needs: Needs, question: Question): Promise<SignedReport> {
  const { file, key } = question;
  if (!file.pdq)
    throw new Refusal('NOT_AN_IMAGE', `${file.cid} is ${file.mediaType}; only pictures are compared.`, {
      cid: file.cid,
    });
  const at = needs.clock.now();
  const report = await searchOriginality(needs, question);
  const verdict = await findVerdict(needs.database.tables, report, { key, at });
  const statement = originalityStatement(report, verdict, {
    origin: needs.log.name,
    askedAt: at,
    askedFor: key === null ? null : idOf('person', key),
  });
  return {
    ...report,
    ...verdict,
    statement: needs.isHalted() ? null : originalityNote.sign(statement, needs.log),
  };
}
