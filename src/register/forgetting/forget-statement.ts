import { commitmentsIn } from '../../disclosure/opening.js';
import { openingsErasedFor } from '../../disclosure/opening-store.js';
import { rawCid } from '../../lib/cid.js';
import { parseId } from '../../lib/ids.js';
import { Refusal } from '../../lib/refusal.js';
import { sha256 } from '../../lib/sha256.js';
import type { Tables } from '../../ports.js';
import { newestCheckpoint } from '../checkpoint-store.js';
import type { Forgettable } from '../statement-kind.js';
import { putStatements, statementsByCid, type StoredStatement } from '../statement-store.js';
import { nonceOfErased, recordedAgain } from '../stored-statement.js';
import type { Forgotten } from './forgotten.js';
import { remainsSchema } from './remains.js';

/** Takes a statement's words out of the database, and everything that its rows have of them. */
export async function forgetStatement(tables: Tables, id: string): Promise<Forgotten> {
  const [stored] = await statementsByCid(tables, [parseId(id)?.name ?? '']);
  if (!stored) throw new Refusal('STATEMENT_UNKNOWN', `${id} is not recorded here.`, { id });
  await checkForgettable(tables, id, stored);
  const { kind, recorded, files } = recordedAgain(stored);
  const forgetting = forgettingOf(id, kind);
  const { role, subject, signer, issuedAt, body } = recorded.statement;
  const left = forgetting.remains(body);
  const remains = remainsSchema.parse({
    kind: kind.kind,
    role,
    subject,
    signer,
    issuedAt,
    // Without members that are undefined: it is signed as JSON.
    body: left === null ? null : JSON.parse(JSON.stringify(left)),
    files: uniqueFiles(files),
  });
  const { index } = stored;
  const rows = (await forgetting.forget?.(tables, { index, remains: left })) ?? {};
  await putStatements(tables, [{ ...stored, nonce: nonceOfErased(stored), canonical: null, remains }]);
  // What opens its commitments would tell what it withheld.
  const openings = await openingsErasedFor(tables, {
    about: id,
    commitments: commitmentsIn(body).map(({ commitment }) => commitment),
  });
  return {
    what: { what: 'statement', id, index: Number(index), remains },
    rows: { log_statements: 1, ...rows, ...(openings > 0 && { openings }) },
  };
}

async function checkForgettable(tables: Tables, id: string, stored: StoredStatement): Promise<void> {
  if (stored.canonical === null)
    throw new Refusal('FORGOTTEN_ALREADY', `${id} was forgotten already.`, { id });
  const covered = (await newestCheckpoint(tables))?.size ?? 0n;
  if (stored.index >= covered)
    throw new Refusal(
      'NOT_CHECKPOINTED',
      `No checkpoint covers ${id} yet, entry ${stored.index}: its words are needed until one is signed. Start the server, which does so in seconds, and stop it again.`,
      { id, index: String(stored.index) },
    );
  if (rawCid(sha256(new TextEncoder().encode(stored.canonical))) !== stored.cid)
    throw new Refusal(
      'REGISTER_DAMAGED',
      `The row of ${id} is not what was recorded, so nothing can be told of what stays. Run raisonne fsck.`,
      { id },
    );
}

function forgettingOf(id: string, kind: ReturnType<typeof recordedAgain>['kind']): Forgettable<unknown> {
  const {
    forgetting = { instead: 'Its words are ids and choices; nothing personal can be taken out of it.' },
  } = kind;
  if ('remains' in forgetting) return forgetting;
  throw new Refusal(
    'NOT_FORGETTABLE',
    `${id} is of the kind ${kind.kind}, whose words are not erased. ${forgetting.instead}`,
    { id, kind: kind.kind },
  );
}

const uniqueFiles = (files: ReturnType<typeof recordedAgain>['files']) => [
  ...new Map(files.map((file) => [file.cid, file])).values(),
];
