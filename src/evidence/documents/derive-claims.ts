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
import type { RecordedClaim } from './work-record.js';

interface Source {
  readonly work: string;
  readonly statements: readonly ProvedStatement[];
  readonly openings: readonly DisclosedOpening[];
}

/** What co-signatures and withdrawals say; a withdrawal may give a reason. */
const aboutClaimSchema = z.object({ claim: claimIdSchema, reason: z.string().optional() });

type Claimant = RecordedClaim['claimants'][number];

/** The claims on a work with who has signed and who has withdrawn, the earliest first. */
export function deriveClaims({ work, statements, openings }: Source): RecordedClaim[] {
  const claims = statements.flatMap((placed) => {
    const body = claimBodySchema.safeParse(placed.statement.body);
    if (placed.statement.kind !== 'claim-authorship' || !body.success || body.data.work !== work) return [];
    const claimants = claimantsOf(placed, body.data, statements);
    return [{ ...opened(body.data, openings), ...placeOf(placed, body.data), claimants }];
  });
  const standing = claims.filter(({ claimants }) => statusOf(claimants.map(datesOf)) !== 'withdrawn');
  return claims.map((claim) => ({
    ...claim,
    status: statusOf(claim.claimants.map(datesOf)),
    contestedBy: standing
      .filter(({ id, competesWith }) => competesWith === claim.id || id === claim.competesWith)
      .map(({ id }) => id),
  }));
}

const placeOf = ({ index, canonical, recordedAt }: ProvedStatement, { competesWith, basis }: ClaimBody) => ({
  id: idOf('claim', cidOf(canonical)),
  index,
  claimedAt: recordedAt.toISOString(),
  competesWith: competesWith ?? null,
  basis,
});

const datesOf = ({ signedAt, withdrawnAt }: Claimant) => ({
  signedAt: signedAt === null ? null : new Date(signedAt),
  withdrawnAt: withdrawnAt === null ? null : new Date(withdrawnAt),
});

/** Keys are looked up as they were when each statement was recorded. */
function claimantsOf(
  { index, canonical, statement, recordedAt }: ProvedStatement,
  { claimants }: ClaimBody,
  statements: readonly ProvedStatement[],
): Claimant[] {
  const id = idOf('claim', cidOf(canonical));
  let named = claimants.map((person): Claimant => ({
    person,
    signedAt: person === statement.signer ? recordedAt.toISOString() : null,
    withdrawnAt: null,
    withdrawalReason: null,
  }));
  for (const later of statements.filter((one) => one.index > index)) {
    const { kind, signer, body } = later.statement;
    if (kind !== 'co-sign-claim' && kind !== 'withdraw-claim') continue;
    const about = aboutClaimSchema.safeParse(body);
    if (!about.success || about.data.claim !== id) continue;
    const keys = keysAt(statements, later.index)(signer);
    const at = later.recordedAt.toISOString();
    named = named.map((one) => {
      if (!keys.includes(one.person)) return one;
      if (kind === 'co-sign-claim') return { ...one, signedAt: one.signedAt ?? at };
      if (one.signedAt === null || one.withdrawnAt !== null) return one;
      return { ...one, withdrawnAt: at, withdrawalReason: about.data.reason ?? null };
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
