import { commitmentsIn, type DisclosedOpening } from '../../disclosure/opening.js';
import { sha256OfRawCid } from '../../lib/cid.js';
import { toHex } from '../../lib/hex.js';
import { leafHash } from '../../lib/merkle.js';
import { verifierKey } from '../../lib/signed-note.js';
import { openCheckpoint } from '../../register/checkpoint.js';
import { derivationBodySchema, derivationWithdrawalSchema } from '../../originality/derivation.js';
import { entrySchema } from '../../register/entry.js';
import { idOf, parseId } from '../../lib/ids.js';
import { Refusal } from '../../lib/refusal.js';
import { witnessKey } from '../../lib/cosignature.js';
import { workBodySchema } from '../../works/work.js';
import type { PackageContents, ProvedStatement } from '../assemble-package.js';
import { keyHistory } from '../key-history.js';
import { namedFiles } from '../named-files.js';
import { cosignatureBy } from '../verify-cosignatures.js';
import { cidOf } from './cid-of.js';
import { claimsIn, deriveClaims } from './derive-claims.js';
import { deriveDisputes } from './derive-disputes.js';
import { deriveErasedHistory, deriveHistory, deriveTokens } from './derive-history.js';
import {
  deriveLicences,
  derivePermissions,
  derivePreference,
  deriveRightTransfers,
} from './derive-rights.js';
import { deriveTitle } from './derive-title.js';
import { parseJson } from './parse-json.js';
import { speakersOf } from './speakers.js';
import {
  CLAIM_NOTICE,
  RECORD_FORMAT,
  type RecordedStatement,
  type WorkFacts,
  type WorkRecord,
} from './work-record.js';

/** What a record is derived from: all of it is in a package, so whoever has one derives the same. */
export type RecordSource = Pick<PackageContents, 'work' | 'log' | 'statements' | 'witnesses' | 'anchor'> & {
  readonly checkpoint: Pick<PackageContents['checkpoint'], 'note'>;
  readonly openings?: readonly DisclosedOpening[];
  /** CIDs of files whose bytes were erased. */
  readonly erased?: readonly string[];
};

/**
 * What the statements of a package add up to. It follows from the signed statements alone, in the order of the log, by the same rules by which
 * the register applied them; a verifier can so check that documents say what the statements say. Refuses NOT_OF_THE_WORK where the work's
 * registration is not among the statements, BAD_ENTRY, and NO_CHECKPOINT where the log did not sign the checkpoint.
 */
export const deriveRecord = (source: RecordSource): WorkRecord => ({
  ...deriveFacts(source),
  ...register(source),
});

/** A record but for the head of the log and its anchor. Refuses NOT_OF_THE_WORK and BAD_ENTRY. */
export function deriveFacts(
  given: Pick<RecordSource, 'work' | 'statements' | 'openings' | 'erased'>,
): WorkFacts {
  const source = { ...given, statements: given.statements.map(asItsKind) };
  const { work, statements, openings = [] } = source;
  const registration = registrationOf(source);
  const { title, makers, dateMade, medium, description, altText } = registration.body;
  const recorded = statements.map(recordedStatement);
  const { rotations } = keyHistory(statements);
  const claims = claimsIn({ work, statements });
  const owned = deriveTitle({ work, statements, registration });
  const { transfers } = owned;
  const speakers = speakersOf({ statements, registrant: registration.signer, claims, transfers });
  const spoken = { work, statements, speakers };
  const disputes = deriveDisputes({ ...spoken, claims });
  return {
    format: RECORD_FORMAT,
    notice: CLAIM_NOTICE,
    asOf:
      recorded
        .map(({ recordedAt }) => recordedAt)
        .sort()
        .at(-1) ?? registration.recordedAt,
    work: {
      id: work,
      index: registration.index,
      title,
      makers,
      dateMade: dateMade ?? null,
      medium: medium ?? null,
      description: description ?? null,
      altText: altText ?? null,
      registrant: registration.signer,
      registeredAt: registration.recordedAt,
    },
    files: filesOf(given, registration.index),
    claims: deriveClaims(claims, { openings, disputes }),
    title: owned,
    history: deriveHistory(spoken),
    erasedHistory: deriveErasedHistory(spoken),
    tokens: deriveTokens(spoken),
    licences: deriveLicences(spoken),
    rightTransfers: deriveRightTransfers({ ...spoken, titleOfWork: title }),
    permissions: derivePermissions(spoken),
    trainingPreference: derivePreference(spoken),
    disputes,
    derivations: derivationsOf(work, statements),
    rotations: rotations.map(({ index, body: { from, to, reason } }) => ({
      index,
      from,
      to,
      reason,
      recordedAt: recorded.find((one) => one.index === index)?.recordedAt ?? registration.recordedAt,
    })),
    statements: recorded,
    disclosed: disclosedIn(statements, openings),
  };
}

/** What stays of a statement whose words were erased names its files besides, which its kind may have no place for. */
function asItsKind(placed: ProvedStatement): ProvedStatement {
  const { words, statement } = placed;
  if ('canonical' in words || statement.kind === 'register-work') return placed;
  const { files: _, ...body } = statement.body;
  return { ...placed, statement: { ...statement, body } };
}

function registrationOf({ work, statements }: Pick<RecordSource, 'work' | 'statements'>) {
  const found = statements.find(
    (one) => one.statement.kind === 'register-work' && cidOf(one) === parseId(work)?.name,
  );
  const body = workBodySchema.safeParse(found?.statement.body);
  if (!found || !body.success)
    throw new Refusal('NOT_OF_THE_WORK', `The registration of ${work} is not among the statements.`, {
      work,
    });
  const { index, recordedAt, statement } = found;
  return { index, recordedAt: recordedAt.toISOString(), signer: statement.signer, body: body.data };
}

function recordedStatement(placed: ProvedStatement): RecordedStatement {
  const { index, statement, words, recordedAt, entry, hashes } = placed;
  const cid = cidOf(placed);
  const { kind, role, subject, sentence, signer, issuedAt } = statement;
  const found = entrySchema.safeParse(parseJson(entry));
  if (!found.success)
    throw new Refusal('BAD_ENTRY', `The entry ${index} of the log cannot be read.`, { index });
  return {
    index,
    cid,
    sha256: toHex(sha256OfRawCid(cid)),
    kind,
    role,
    subject,
    sentence,
    signer,
    issuedAt,
    recordedAt: recordedAt.toISOString(),
    erasedAt: 'canonical' in words ? null : words.erasedAt.toISOString(),
    signature: found.data.signature,
    leaf: toHex(leafHash(entry)),
    inclusion: hashes.map(toHex),
  };
}

/** Each file once, those of the registration first. */
function filesOf(
  { statements, erased = [] }: Pick<RecordSource, 'statements' | 'erased'>,
  registration: number,
): WorkRecord['files'] {
  const files = new Map<string, WorkRecord['files'][number]>();
  const own = new Set<string>();
  const first = statements.filter(({ index }) => index === registration);
  for (const { index, statement } of [...first, ...statements.filter((one) => !first.includes(one))])
    for (const file of namedFiles(statement)) {
      if (index === registration) own.add(file.cid);
      const known = files.get(file.cid);
      const namedBy = [...new Set([...(known?.namedBy ?? []), index])];
      files.set(file.cid, {
        ...file,
        of: own.has(file.cid) ? 'work' : 'evidence',
        namedBy,
        isErased: erased.includes(file.cid),
      });
    }
  return [...files.values()];
}

function derivationsOf(work: string, statements: readonly ProvedStatement[]): WorkRecord['derivations'] {
  const withdrawn = new Map<string, string>();
  for (const { statement, recordedAt } of statements) {
    const body = derivationWithdrawalSchema.safeParse(statement.body);
    if (statement.kind === 'withdraw-derivation' && body.success)
      withdrawn.set(body.data.derivation, recordedAt.toISOString());
  }
  return statements.flatMap((placed) => {
    const { index, statement } = placed;
    const body = derivationBodySchema.safeParse(statement.body);
    if (statement.kind !== 'declare-derivation' || !body.success || body.data.work !== work) return [];
    const { source, how, note = null } = body.data;
    const withdrawnAt = withdrawn.get(idOf('derivation', cidOf(placed))) ?? null;
    return [{ index, work, source, how, note, declaredBy: statement.signer, withdrawnAt }];
  });
}

function register({
  log,
  checkpoint,
  witnesses,
  anchor,
}: RecordSource): Pick<WorkRecord, 'checkpoint' | 'anchor'> {
  const head = openCheckpoint(checkpoint.note, log);
  if (!head)
    throw new Refusal('NO_CHECKPOINT', `The checkpoint is not one that ${log.name} signed.`, {
      log: log.name,
    });
  return {
    checkpoint: {
      origin: log.name,
      verifierKey: verifierKey(log),
      size: Number(head.size),
      root: toHex(head.root),
      note: checkpoint.note,
      witnesses: witnesses.map((witness) => {
        const key = witnessKey(witness);
        return { key, cosignedAt: cosignatureBy(checkpoint.note, key)?.cosignedAt.toISOString() ?? null };
      }),
    },
    anchor: anchor && {
      chainId: anchor.chainId,
      registry: anchor.registry,
      transaction: anchor.hash,
      blockNumber: anchor.blockNumber,
      blockHash: anchor.blockHash,
      blockTime: anchor.minedAt,
      state: anchor.state ?? null,
    },
  };
}

/** What openings tell, where a statement of the package commits to it. */
function disclosedIn(
  statements: readonly ProvedStatement[],
  openings: readonly DisclosedOpening[],
): WorkRecord['disclosed'] {
  const contents = new Map(openings.map(({ commitment, content }) => [commitment, content]));
  return statements.flatMap(({ index, statement }) =>
    commitmentsIn(statement.body).flatMap(({ commitment, path }) => {
      const content = contents.get(commitment);
      return content === undefined ? [] : [{ index, path, commitment, content }];
    }),
  );
}
