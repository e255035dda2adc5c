import * as z from 'zod';
import { claimBodySchema, statusOf, type ClaimBody } from '../../claims/claim.js';
import { generationRecordSchema } from '../../creation/generation-record.js';
import { humanActSchema } from '../../creation/human-act.js';
import type { DisclosedOpening } from '../../disclosure/opening.js';
import { withOpened } from '../../disclosure/withheld-field.js';
import { groupBy } from '../../lib/group-by.js';
import { idOf } from '../../lib/ids.js';
import { fileReferenceSchema } from '../../works/file.js';
import type { ProvedStatement } from '../assemble-package.js';
import { aboutClaims, type AboutClaim } from './about-claims.js';
import { cidOf } from './cid-of.js';
import { keysBefore } from './keys-before.js';
import type { RecordedDispute } from './recorded-dispute.js';
import type { RecordedClaim } from './work-record.js';

interface Source {
  readonly work: string;
  readonly statements: readonly ProvedStatement[];
  readonly openings: readonly DisclosedOpening[];
}

type Placed = Pick<ProvedStatement, 'index' | 'recordedAt'>;

/** A claimant with the statements by which they signed and withdrew. */
interface PlacedClaimant {
  readonly person: string;
  readonly signature: Placed | null;
  readonly withdrawal: Placed | null;
  readonly withdrawalReason: string | null;
}

/** A claim with its place in the log and those of what was said of it. */
export interface PlacedClaim {
  readonly id: string;
  readonly index: number;
  readonly claimedAt: Date;
  readonly competesWith: string | null;
  readonly body: ClaimBody;
  readonly claimants: readonly PlacedClaimant[];
}

/** The claims on a work with who has signed and who has withdrawn, the earliest first. */
export function claimsIn({ work, statements }: Omit<Source, 'openings'>): PlacedClaim[] {
  const about = aboutClaims(statements);
  const before = keysBefore(statements);
  return statements.flatMap((placed) => {
    if (placed.statement.kind !== 'claim-authorship') return [];
    const { success, data: body } = claimBodySchema.safeParse(placed.statement.body);
    if (!success || body.work !== work) return [];
    const { index, recordedAt: claimedAt } = placed;
    const id = idOf('claim', cidOf(placed));
    const claimants = claimantsOf(placed, { body, about: about.get(id) ?? [], before });
    return [{ id, index, claimedAt, competesWith: body.competesWith ?? null, body, claimants }];
  });
}

/** Placed claims as the record has them, with what openings tell, and contested by which of them and by which disputes. */
export function deriveClaims(
  placed: readonly PlacedClaim[],
  { openings, disputes }: Pick<Source, 'openings'> & { readonly disputes: readonly RecordedDispute[] },
): RecordedClaim[] {
  const claims = placed.map(({ claimants, ...claim }) => ({
    ...claim,
    status: statusOf(claimants.map(datesOf)),
    claimants: claimants.map(({ person, signature, withdrawal, withdrawalReason }) => ({
      person,
      signedAt: signature?.recordedAt.toISOString() ?? null,
      withdrawnAt: withdrawal?.recordedAt.toISOString() ?? null,
      withdrawalReason,
    })),
  }));
  const competing = groupBy(
    claims.filter(({ status, competesWith }) => status !== 'withdrawn' && competesWith !== null),
    ({ competesWith }) => competesWith,
  );
  const standing = new Set(claims.filter(({ status }) => status !== 'withdrawn').map(({ id }) => id));
  const disputed = new Set(disputes.flatMap(({ claim, isContesting }) => (isContesting ? claim : [])));
  return claims.map(({ id, index, claimedAt, competesWith, body, status, claimants }) => {
    const rivals = (competing.get(id) ?? []).map((other) => other.id);
    // It was recorded before those that compete with this one.
    const contestedBy =
      competesWith !== null && standing.has(competesWith) ? [competesWith, ...rivals] : rivals;
    return {
      ...opened(body, openings),
      id,
      index,
      claimedAt: claimedAt.toISOString(),
      competesWith,
      basis: body.basis,
      claimants,
      status,
      contestedBy,
      isContested: contestedBy.length > 0 || disputed.has(id),
    };
  });
}

const datesOf = ({ signature, withdrawal }: PlacedClaimant) => ({
  signedAt: signature?.recordedAt ?? null,
  withdrawnAt: withdrawal?.recordedAt ?? null,
});

interface Said {
  readonly body: ClaimBody;
  readonly about: readonly AboutClaim[];
  readonly before: ReturnType<typeof keysBefore>;
}

/** Keys are looked up as they were when each statement was recorded. */
function claimantsOf(placed: ProvedStatement, { body, about, before }: Said): PlacedClaimant[] {
  let named = body.claimants.map((person): PlacedClaimant => ({
    person,
    signature: person === placed.statement.signer ? placed : null,
    withdrawal: null,
    withdrawalReason: null,
  }));
  for (const { kind, placed: later, reason } of about) {
    if (later.index <= placed.index) continue;
    const keys = before(later.index)(later.statement.signer);
    named = named.map((one) => {
      if (!keys.includes(one.person)) return one;
      if (kind === 'co-sign-claim') return { ...one, signature: one.signature ?? later };
      if (one.signature === null || one.withdrawal !== null) return one;
      return { ...one, withdrawal: later, withdrawalReason: reason };
    });
  }
  return named;
}

/** The body with what openings put back, as far as that is of its form; the rest stays withheld. */
function opened(body: ClaimBody, openings: readonly DisclosedOpening[]) {
  const whole = withOpened(body, openings);
  const known = new Set(openings.map(({ commitment }) => commitment));
  return {
    account: textOr(whole.account),
    authorCreated: textsOf(whole.authorCreated),
    materialExcluded: textsOf(whole.materialExcluded),
    newMaterialIncluded: textsOf(whole.newMaterialIncluded),
    acts: listOf(whole.acts).map((act) => readOr(humanActSchema, act)),
    generations: listOf(whole.generations).map((record) => readOr(generationRecordSchema, record)),
    makings: [...(body.makings ?? [])],
    evidence: listOf(whole.evidence).flatMap((file) => readOr(fileReferenceSchema, file) ?? []),
    withheld: (body.withheld ?? []).filter(({ commitment }) => !known.has(commitment)),
  };
}

const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textsOf = (value: unknown): string[] => listOf(value).filter((one) => typeof one === 'string');

function readOr<T>(schema: z.ZodType<T>, value: unknown): T | null {
  const { success, data } = schema.safeParse(value);
  return success ? data : null;
}
