import { statusOf } from '../claims/claim.js';
import { claimantsOf, claimsOfWorks } from '../claims/claim-store.js';
import { keysOfPersons } from '../people/key-store.js';
import type { Tables } from '../ports.js';
import type { DerivationWay } from './derivation-ways.js';
import type { JudgedMatch, Relation } from './match.js';
import { permissionInForce, type DerivationPermission } from './derivation-permission.js';
import { permissionsTo } from './derivation-store.js';
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
  const permissions = key === null ? [] : await permissionsToPerson(tables, works, key);
  const records = new Map<string, WorkRecords>();
  for (const match of report.matches)
    records.set(match.work, {
      claims: claims
        .filter(({ work }) => work === match.work)
        .map(({ id }) => statusOf(claimants.filter(({ claim }) => claim === id))),
      permission: match.isOwn ? null : permissionOf(match, permissions, at),
    });
  return verdictOn({
    ...report,
    recordsOf: (work) => records.get(work) ?? { claims: [], permission: null },
    isNamed: key !== null,
    isComplete: report.searched >= report.pictures,
  });
}

/** In which way a picture derives that stands so to another, as far as can be seen. */
const WAYS: Readonly<Record<Relation, DerivationWay>> = {
  'exact-bytes': 'reproduction',
  'near-duplicate': 'reproduction',
  'mirrored-or-rotated': 'reproduction',
  crop: 'detail',
  'embedded-in': 'quotation',
  derivative: 'adaptation',
  'look-alike': 'adaptation',
};

async function permissionsToPerson(
  tables: Tables,
  sources: readonly string[],
  key: string,
): Promise<DerivationPermission[]> {
  const keysOf = await keysOfPersons(tables, [key]);
  return permissionsTo(tables, { sources, keys: keysOf(key) });
}

function permissionOf(
  { work, relation }: JudgedMatch,
  permissions: readonly DerivationPermission[],
  at: Date,
): WorkRecords['permission'] {
  // Whoever competes with an earlier claim may say what they like: it licenses nothing.
  const known = permissions.filter(
    ({ source, capacity }) => source === work && capacity !== 'competing-claimant',
  );
  for (const how of [WAYS[relation], null]) {
    const permission = permissionInForce(known, { how, at });
    if (permission) return { id: permission.id, isForThis: how !== null };
  }
  return null;
}
