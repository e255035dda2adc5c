import * as z from 'zod';
import { claimBodySchema } from '../../claims/claim.js';
import { claimIdSchema, idOf, workIdSchema } from '../../lib/ids.js';
import { Refusal } from '../../lib/refusal.js';
import { presentKey } from '../../people/key-rotation.js';
import { equalShares, sharesOfPersons, transferredShares } from '../../title/holding.js';
import { sharesSchema, type Share } from '../../title/share.js';
import { TRANSFER_METHODS } from '../../title/title-transfer.js';
import { edtfSchema, isNamedIn, type WorkBody } from '../../works/work.js';
import type { ProvedStatement } from '../assemble-package.js';
import { keyHistory } from '../key-history.js';
import { aboutClaims } from './about-claims.js';
import { cidOf } from './cid-of.js';
import { keysBefore } from './keys-before.js';
import type { RecordedTransfer, WorkRecord } from './work-record.js';

interface Source {
  readonly work: string;
  readonly statements: readonly ProvedStatement[];
  readonly registration: { readonly signer: string; readonly body: WorkBody };
}

const transferBodySchema = z.object({
  work: workIdSchema,
  to: sharesSchema,
  method: z.enum(TRANSFER_METHODS),
  date: edtfSchema.optional(),
  note: z.string().optional(),
});

/**
 * Who held title, by the rules by which the register applied the statements (title/establish-title.ts, transfer-title.ts, move-holdings.ts).
 * What could not have been admitted after what came before is left out.
 */
export function deriveTitle(source: Source): WorkRecord['title'] {
  const transfers: RecordedTransfer[] = [];
  const holdings: WorkRecord['title']['holdings'] = [];
  const present = () =>
    holdings
      .filter(({ recordedUntil }) => recordedUntil === null)
      .map(({ owner, share }) => ({ owner, share }));
  const claims = openClaims(source.statements);
  for (const placed of source.statements) {
    const step = stepBy(placed, { ...source, claims }, present());
    if (!step) continue;
    transfers.push(step.transfer);
    const at = placed.recordedAt.toISOString();
    const { date } = step.transfer;
    for (const { owner, share } of step.shares) {
      const open = holdings.findIndex((holding) => holding.owner === owner && holding.recordedUntil === null);
      const held = holdings[open];
      if (held) holdings[open] = { ...held, until: date, recordedUntil: at };
      if (share !== '0')
        holdings.push({ owner, share, since: date, until: null, recordedFrom: at, recordedUntil: null });
    }
  }
  return { transfers, holdings };
}

interface Step {
  readonly transfer: RecordedTransfer;
  /** Shares that change, the former owner's included. */
  readonly shares: readonly Share[];
}

function stepBy(
  placed: ProvedStatement,
  source: Source & { readonly claims: OpenClaims },
  present: readonly Share[],
): Step | null {
  switch (placed.statement.kind) {
    case 'claim-authorship':
    case 'co-sign-claim':
      return present.length > 0 ? null : firstTitle(placed, source);
    case 'transfer-title':
      return passedTitle(placed, source, present);
    case 'rotate-key':
      return movedTitle(placed, present);
    default:
      return null;
  }
}

/** What is asked of claims and of what was said about them, read once: anybody can claim, and often. */
interface OpenClaims {
  readonly byId: ReadonlyMap<string, ProvedStatement>;
  readonly about: ReturnType<typeof aboutClaims>;
  readonly keysBefore: ReturnType<typeof keysBefore>;
}

const openClaims = (statements: readonly ProvedStatement[]): OpenClaims => ({
  byId: new Map(
    statements.flatMap((placed) =>
      placed.statement.kind === 'claim-authorship' ? [[idOf('claim', cidOf(placed)), placed] as const] : [],
    ),
  ),
  about: aboutClaims(statements),
  keysBefore: keysBefore(statements),
});

/** Title begins with the first claim that is complete and in which somebody takes part whom the registration names. */
function firstTitle(
  placed: ProvedStatement,
  { work, registration, claims }: Source & { readonly claims: OpenClaims },
): Step | null {
  const { index, statement, recordedAt } = placed;
  const id =
    statement.kind === 'claim-authorship'
      ? idOf('claim', cidOf(placed))
      : claimOfSchema.safeParse(statement.body).data?.claim;
  const claim = claims.byId.get(id ?? '');
  const body = claimBodySchema.safeParse(claim?.statement.body);
  if (!claim || claim.index > index || !body.success || body.data.work !== work) return null;
  const keysOf = claims.keysBefore(index);
  const { claimants, firstOwners = equalShares(claimants) } = body.data;
  const named = { registrant: registration.signer, makers: registration.body.makers };
  if (!isNamedIn(named, claimants.flatMap(keysOf))) return null;
  if (!isSignedByAll({ claim, claimants, until: index }, claims)) return null;
  const to = sharesOfPersons(firstOwners, (key) => presentKey(keysOf, key));
  const common = { index, from: null, date: null, note: null, recordedAt: recordedAt.toISOString() };
  return { transfer: { ...common, to, method: 'creation' }, shares: to };
}

const claimOfSchema = z.object({ claim: claimIdSchema });

/** Whether all claimants have signed and none has withdrawn, up to a place in the log. */
function isSignedByAll(
  { claim, claimants, until }: { claim: ProvedStatement; claimants: readonly string[]; until: number },
  claims: OpenClaims,
): boolean {
  const about = (claims.about.get(idOf('claim', cidOf(claim))) ?? []).filter(
    ({ placed }) => placed.index <= until,
  );
  if (about.some(({ kind }) => kind === 'withdraw-claim')) return false;
  const signers = [claim, ...about.map(({ placed }) => placed)];
  const signed = new Set(
    signers.flatMap(({ index, statement }) => claims.keysBefore(index)(statement.signer)),
  );
  return claimants.every((person) => signed.has(person));
}

function passedTitle(
  { index, statement: { signer, body }, recordedAt }: ProvedStatement,
  { work }: Source,
  present: readonly Share[],
): Step | null {
  const read = transferBodySchema.safeParse(body);
  if (!read.success || read.data.work !== work) return null;
  const { to, method, date = null, note = null } = read.data;
  const shares = sharesAfter(present, { from: signer, to });
  const transfer = { index, from: signer, to, method, date, note, recordedAt: recordedAt.toISOString() };
  return shares && { transfer, shares };
}

/** What a replaced key held is its successor's: the same person. */
function movedTitle(placed: ProvedStatement, present: readonly Share[]): Step | null {
  const [rotation] = keyHistory([placed]).rotations;
  const own = present.find(({ owner }) => owner === rotation?.body.from);
  if (!rotation || !own) return null;
  const { from, to } = rotation.body;
  const given = [{ owner: to, share: own.share }];
  const shares = sharesAfter(present, { from, to: given });
  const common = { index: placed.index, date: null, note: null, recordedAt: placed.recordedAt.toISOString() };
  return shares && { transfer: { ...common, from, to: given, method: 'new-key' }, shares };
}

function sharesAfter(
  present: readonly Share[],
  passed: { from: string; to: readonly Share[] },
): Share[] | null {
  try {
    return transferredShares(present, passed);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
