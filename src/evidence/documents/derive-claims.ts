import * as z from 'zod';
import { claimBodySchema, statusOf, type ClaimBody } from '../../claims/claim.js';
import { generationRecordSchema } from '../../creation/generation-record.js';
import { humanActSchema } from '../../creation/human-act.js';
import type { DisclosedOpening } from '../../disclosure/opening.js';
import { withOpened } from '../../disclosure/withheld-field.js';
import { claimIdSchema, idOf } from '../../lib/ids.js';
import { keysBy } from '../../people/key-rotation.js';
import { fileReferenceSchema } from '../../works/file.js';
import type { ProvedStatement } from '../assemble-package.js';
import { keyHistory } from '../key-history.js';
import { cidOf } from './cid-of.js';
import type { RecordedDispute } from './recorded-dispute.js';
import type { RecordedClaim } from './work-record.js';

interface Source {
  readonly work: string;
  readonly statements: readonly ProvedStatement[];
  readonly openings: readonly DisclosedOpening[];
}

/** What co-signatures and withdrawals say; a withdrawal may give a reason. */
const aboutClaimSchema = z.object({ claim: claimIdSchema, reason: z.string().optional() });

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
  return statements.flatMap((placed) => {
    if (placed.statement.kind !== 'claim-authorship') return [];
    const { success, data: body } = claimBodySchema.safeParse(placed.statement.body);
    if (!success || body.work !== work) return [];
    const { index, recordedAt: claimedAt } = placed;
    const id = idOf('claim', cidOf(placed));
    const claimants = claimantsOf(placed, { id, body, statements });
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
  const standing = claims.filter(({ status }) => status !== 'withdrawn');
  return claims.map(({ id, index, claimedAt, competesWith, body, status, claimants }) => {
    const contestedBy = standing
      .filter((other) => other.competesWith === id || other.id === competesWith)
      .map((other) => other.id);
    const isDisputed = disputes.some(({ claim, isContesting }) => claim === id && isContesting);
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
      isContested: contestedBy.length > 0 || isDisputed,
    };
  });
}

const datesOf = ({ signature, withdrawal }: PlacedClaimant) => ({
  signedAt: signature?.recordedAt ?? null,
  withdrawnAt: withdrawal?.recordedAt ?? null,
});

/** Keys are looked up as they were when each statement was recorded. */
function claimantsOf(
  placed: ProvedStatement,
  { id, body, statements }: { id: string; body: ClaimBody; statements: readonly ProvedStatement[] },
): PlacedClaimant[] {
  let named = body.claimants.map((person): PlacedClaimant => ({
    person,
    signature: person === placed.statement.signer ? placed : null,
    withdrawal: null,
    withdrawalReason: null,
  }));
  for (const later of statements) {
    const { kind, signer } = later.statement;
    if (later.index <= placed.index || (kind !== 'co-sign-claim' && kind !== 'withdraw-claim')) continue;
    const about = aboutClaimSchema.safeParse(later.statement.body);
    if (!about.success || about.data.claim !== id) continue;
    const keys = keysAt(statements, later.index)(signer);
    named = named.map((one) => {
      if (!keys.includes(one.person)) return one;
      if (kind === 'co-sign-claim') return { ...one, signature: one.signature ?? later };
      if (one.signature === null || one.withdrawal !== null) return one;
      return { ...one, withdrawal: later, withdrawalReason: about.data.reason ?? null };
    });
  }
  return named;
}

/** Which keys were one person's before a place in the log. */
export const keysAt = (statements: readonly ProvedStatement[], before: number) =>
  keysBy(
    keyHistory(statements.filter(({ index }) => index < before)).rotations.map(({ body }) => ({
      fromKey: body.from,
      toKey: body.to,
    })),
  );

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
