import { statusOf } from '../claims/claim.js';
import { claimantsOf, claimsOfWorks } from '../claims/claim-store.js';
import type { Tables } from '../ports.js';
import { permissionFor } from './permission-for.js';
import type { OriginalityReport } from './search-originality.js';
import { verdictOn, type VerdictGiven, type WorkRecords } from './verdict.js';

/** Joins what a search found with the claims on the works that were found, and with permissions to derive from them. */
export async function findVerdict(
  tables: Tables,
  report: Pick<OriginalityReport, 'matches' | 'tooPlain' | 'isTruncated' | 'pictures' | 'searched'>,
  { key, at }: { readonly key: string | null; readonly at: Date },
): Promise<VerdictGiven> {
  const works = report.matches.map(({ work }) => work);
  const claims = await claimsOfWorks(tables, works);
  const claimants = await claimantsOf(
    tables,
    claims.map(({ id }) => id),
  );
  const records = new Map<string, WorkRecords>();
  for (const work of works) {
    const permission =
      key === null ? null : await permissionFor(tables, { source: work, personKey: key, at });
    records.set(work, {
      claims: claims
        .filter((claim) => claim.work === work)
        .map(({ id }) => statusOf(claimants.filter(({ claim }) => claim === id))),
      // Whoever competes with an earlier claim may say what they like: it licenses nothing.
      permission: permission && permission.capacity !== 'competing-claimant' ? permission.id : null,
    });
  }
  return verdictOn({
    ...report,
    recordsOf: (work) => records.get(work) ?? { claims: [], permission: null },
    isNamed: key !== null,
    isComplete: report.searched >= report.pictures,
  });
}
