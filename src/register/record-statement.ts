import { leafHash } from '../lib/merkle.js';
import { Refusal } from '../lib/refusal.js';
import type { Clock, ContentStore, Database, Tables } from '../ports.js';
import { filesByCid, saveFiles } from '../works/file-store.js';
import { checkReferences, type FileReference, type StoredFile } from '../works/file.js';
import { entryBytes, type Recorded } from './entry.js';
import { appendStatement, isNonceSeen, lastRecordedAt, lockLogHead } from './statement-store.js';
import type { StatementKind } from './statement-kind.js';
import { checkFreshness, nameStatement, readBody, readStatement, type Statement } from './statement.js';
import { checkSignature } from './typed-data.js';

export interface RecordNeeds {
  readonly database: Database;
  readonly content: ContentStore;
  readonly clock: Clock;
  /** The origin of the log that this register is. */
  readonly origin: string;
  /** Called when a statement is recorded, so that a checkpoint follows soon. */
  readonly onRecorded: () => void;
}

export interface SignedStatement {
  /** The statement as JSON, exactly as it was signed. */
  readonly statement: unknown;
  /** EIP-712 signature, 65 bytes in hex. */
  readonly signature: string;
  /** What the server learnt from the bytes that were uploaded for this statement. */
  readonly files: readonly StoredFile[];
}

export type Outcome<Body, No> = { readonly recorded: Recorded<Body> } | { readonly no: No };

/** The one way into the register: checks a signed statement, appends it and applies what it changes. */
export async function recordStatement<Body, No>(
  needs: RecordNeeds,
  kind: StatementKind<Body, No>,
  signed: SignedStatement,
): Promise<Outcome<Body, No>> {
  const statement = readStatementOf(kind, signed.statement, needs.origin);
  checkFreshness(statement, needs.clock.now());
  const signature = checkSignature(statement, signed.signature);
  const { canonical, cid } = nameStatement(statement);
  // Content before row: an unused block is harmless, a row without its block is not.
  const stored = await needs.content.put([new TextEncoder().encode(canonical)]);
  if (stored !== cid) throw new Error(`the content store named the statement ${stored} instead of ${cid}`);

  const outcome = await needs.database.transaction(async (tables): Promise<Outcome<Body, No>> => {
    const head = await lockLogHead(tables);
    if (await isNonceSeen(tables, statement)) {
      throw new Refusal(
        'REPLAYED',
        `A statement of ${statement.signer} with the nonce ${statement.nonce} is recorded already. Sign anew with another nonce.`,
        { nonce: statement.nonce },
      );
    }
    const files = await admitFiles(tables, kind.files(statement.body), signed.files);
    const no = await kind.decide(tables, statement, files);
    if (no !== null) return { no };
    // Times never fall with the index, though clocks are set back and servers differ: title is held from one to another.
    const recordedAt = later(needs.clock.now(), await lastRecordedAt(tables, head));
    const index = head.size;
    const entry = entryBytes({ recordedAt: recordedAt.toISOString(), signature, statement: cid });
    const { kind: name, subject, signer, nonce } = statement;
    await saveFiles(tables, files);
    await appendStatement(tables, {
      index,
      cid,
      kind: name,
      subject,
      signer,
      nonce,
      canonical,
      signature,
      recordedAt,
      leafHash: leafHash(entry),
    });
    const recorded = { index, cid, recordedAt, signature, statement };
    await kind.apply(tables, recorded);
    return { recorded };
  });
  if ('recorded' in outcome) needs.onRecorded();
  return outcome;
}

const later = (a: Date, b: Date | null): Date => (b !== null && b > a ? b : a);

/** Reads a statement and refuses one that is not of this kind, not for this log, or not what its body says. */
function readStatementOf<Body>(
  kind: StatementKind<Body, unknown>,
  value: unknown,
  origin: string,
): Statement<Body> {
  const statement = readStatement(value);
  if (statement.kind !== kind.kind) {
    throw new Refusal(
      'UNKNOWN_KIND',
      `The statement is of the kind "${statement.kind}"; here a "${kind.kind}" is wanted.`,
      { kind: statement.kind, wanted: kind.kind },
    );
  }
  if (statement.origin !== origin) {
    throw new Refusal(
      'OTHER_LOG',
      `The statement is for the log ${statement.origin}; this one is ${origin}.`,
      { origin },
    );
  }
  const body = readBody(kind.body, statement.body, kind.kind);
  const derived = { role: kind.role, subject: kind.subject(body), sentence: kind.sentence(body) };
  for (const [name, wanted] of Object.entries(derived)) {
    const given = statement[name as keyof typeof derived]; // Object.entries gives its own names back
    if (given !== wanted) {
      throw new Refusal(
        'NOT_WHAT_THE_BODY_SAYS',
        `The statement's ${name} is "${given}"; from its body follows "${wanted}". Let typedData fill it in.`,
        { name, given, wanted },
      );
    }
  }
  return { ...statement, body };
}

/** The named files, from what was uploaded now or is known from before; refuses what is neither. */
async function admitFiles(
  tables: Tables,
  references: readonly FileReference[],
  uploaded: readonly StoredFile[],
) {
  const wanted = [...new Set(references.map(({ cid }) => cid))];
  const byCid = new Map(uploaded.map((file) => [file.cid, file]));
  const unknown = wanted.filter((cid) => !byCid.has(cid));
  for (const file of await filesByCid(tables, unknown)) byCid.set(file.cid, file);
  return checkReferences(references, byCid);
}
