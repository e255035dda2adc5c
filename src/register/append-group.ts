import { leafHash } from '../lib/merkle.js';
import { doTogether } from '../lib/together.js';
import { Refusal } from '../lib/refusal.js';
import type { Clock, Database, Tables } from '../ports.js';
import { presentKey, type KeysOf } from '../people/key-rotation.js';
import { keysOfPersons } from '../people/key-store.js';
import { rotateKey } from '../people/rotate-key.js';
import { makeSearchable } from '../originality/make-searchable.js';
import { filesByCid, saveFiles } from '../works/file-store.js';
import { checkReferences, type FileReference, type StoredFile } from '../works/file.js';
import { entryBytes, entryOf, type Recorded, type VerifiedAt } from './entry.js';
import {
  appendStatements,
  lastRecordedAt,
  lockLogHead,
  noncesSeen,
  type StoredStatement,
} from './statement-store.js';
import type { StatementKind } from './statement-kind.js';
import type { Statement } from './statement.js';
import { wavesOf } from './waves.js';

/** A statement whose form, time and signature are checked: what is left is the rule of its kind, and its turn. */
export interface Candidate<Body, No> {
  readonly kind: StatementKind<Body, No>;
  readonly statement: Statement<Body>;
  readonly canonical: string;
  readonly cid: string;
  readonly signature: string;
  readonly verifiedAt: VerifiedAt | null;
  readonly files: readonly StoredFile[];
}

export type Outcome<Body, No> = { readonly recorded: Recorded<Body> } | { readonly no: No };

/** What became of a candidate: an outcome, or the refusal that its caller gets. */
export type Verdict = Outcome<unknown, unknown> | { readonly refused: Refusal };

type SomeCandidate = Candidate<unknown, unknown>;

/**
 * Appends statements in one transaction, as if one after the other: each is decided on what those before it changed.
 * Gives what became of each, in their order; all of it is committed, or none.
 */
export function appendGroup(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  group: readonly SomeCandidate[],
): Promise<Verdict[]> {
  return database.transaction(async (tables) => {
    const head = await lockLogHead(tables);
    const seen = await noncesSeen(
      tables,
      group.map(({ statement: { signer, nonce }, cid }) => ({ signer, nonce, cid })),
    );
    // Times never fall with the index, though clocks are set back and servers differ: title is held from one to another.
    const recordedAt = later(clock.now(), await lastRecordedAt(tables, head));
    const keys = group.flatMap(({ kind, statement }) => [statement.signer, ...kind.keys(statement.body)]);
    let keysOf = await keysOfPersons(tables, keys);
    const appended: StoredStatement[] = [];
    const verdicts: Verdict[] = [];
    for (const wave of wavesOf(group)) {
      const decided = await doTogether(
        tables,
        wave.map((candidate) => async () => ({
          candidate,
          decision: await decide(tables, candidate, { seen, keysOf }),
        })),
      );
      const admitted: StoredFile[] = [];
      const effects: (() => Promise<void>)[] = [];
      for (const { candidate, decision } of decided) {
        if (!('files' in decision)) {
          verdicts.push(decision);
          continue;
        }
        const stored = storedOf(candidate, { index: head.size + BigInt(appended.length), recordedAt });
        const recorded = { ...stored, statement: candidate.statement };
        appended.push(stored);
        seen.add(nonceOf(candidate.statement));
        verdicts.push({ recorded });
        admitted.push(...decision.files);
        effects.push(() => candidate.kind.apply(tables, recorded));
      }
      // Beyond here nothing may be refused: what is thrown now takes the whole group back.
      await saveFiles(tables, admitted);
      await doTogether(tables, effects);
      await makeSearchable(tables, admitted);
      // Alone in its wave: what it changes is so for those after it.
      if (wave.some(({ kind }) => kind.kind === rotateKey.kind)) keysOf = await keysOfPersons(tables, keys);
    }
    await appendStatements(tables, appended);
    return verdicts;
  });
}

/** The rule of the candidate's kind: its files where it may be appended, otherwise why not. */
async function decide(
  tables: Tables,
  candidate: SomeCandidate,
  { seen, keysOf }: { seen: ReadonlySet<string>; keysOf: KeysOf },
): Promise<{ files: StoredFile[] } | { no: unknown } | { refused: Refusal }> {
  try {
    checkNonce(seen, candidate.statement);
    checkKeys(keysOf, candidate);
    const files = await admitFiles(tables, candidate);
    const no = await candidate.kind.decide(tables, candidate.statement, files);
    return no === null ? { files } : { no };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error };
    throw error;
  }
}

const later = (a: Date, b: Date | null): Date => (b !== null && b > a ? b : a);

const nonceOf = ({ signer, nonce }: Pick<Statement, 'signer' | 'nonce'>): string => `${signer} ${nonce}`;

function checkNonce(seen: ReadonlySet<string>, { signer, nonce }: Statement<unknown>): void {
  if (seen.has(nonceOf({ signer, nonce })))
    throw new Refusal(
      'REPLAYED',
      `A statement of ${signer} with the nonce ${nonce} is recorded already. Sign anew with another nonce.`,
      { nonce },
    );
}

/** A key that was rotated signs nothing more, and gets nothing that only its signature could use. */
function checkKeys(keysOf: KeysOf, { kind, statement: { signer, body } }: SomeCandidate): void {
  const gone = [signer, ...kind.keys(body)].find((key) => presentKey(keysOf, key) !== key);
  if (gone === undefined) return;
  const present = presentKey(keysOf, gone);
  throw new Refusal(
    'KEY_ROTATED',
    gone === signer
      ? `${gone} was replaced and signs nothing more here. Sign with the key in its place, ${present}.`
      : `${gone} was replaced. Name the key in its place, ${present}.`,
    { key: gone, presentKey: present },
  );
}

function storedOf(
  { statement, canonical, cid, signature, verifiedAt }: SomeCandidate,
  { index, recordedAt }: { index: bigint; recordedAt: Date },
): StoredStatement {
  const { kind, subject, signer, nonce } = statement;
  const leaf = leafHash(entryBytes(entryOf({ cid, signature, recordedAt, verifiedAt })));
  return {
    index,
    cid,
    kind,
    subject,
    signer,
    nonce,
    canonical,
    remains: null,
    signature,
    verifiedAt,
    recordedAt,
    leafHash: leaf,
  };
}

/** The named files, from what was uploaded now or is known from before; refuses what is neither. */
async function admitFiles(tables: Tables, { kind, statement, files: uploaded }: SomeCandidate) {
  const references: readonly FileReference[] = kind.files(statement.body);
  const wanted = [...new Set(references.map(({ cid }) => cid))];
  const byCid = new Map(uploaded.map((file) => [file.cid, file]));
  const unknown = wanted.filter((cid) => !byCid.has(cid));
  for (const file of await filesByCid(tables, unknown)) byCid.set(file.cid, file);
  return checkReferences(references, byCid);
}
