import { Refusal } from '../lib/refusal.js';
import type { Clock, SignatureReader } from '../ports.js';
import type { StoredFile } from '../works/file.js';
import type { Outcome } from './append-group.js';
import { checkSigner, type WalletChain } from './check-signer.js';
import type { Sequencer } from './open-sequencer.js';
import type { SignedKind, StatementKind } from './statement-kind.js';
import { checkFreshness, nameStatement, readBody, readStatement, type Statement } from './statement.js';
import { typedMessage } from './typed-data.js';

export interface RecordNeeds {
  readonly clock: Clock;
  /** The origin of the log that this register is. */
  readonly origin: string;
  readonly signatures: SignatureReader;
  /** Asked about signatures of contract wallets alone. */
  readonly ledger: WalletChain;
  readonly sequencer: Sequencer;
}

export interface SignedStatement {
  /** The statement as JSON, exactly as it was signed. */
  readonly statement: unknown;
  /** EIP-712 signature in hex: 65 bytes, or what a contract wallet takes. */
  readonly signature: string;
  /** What the server learnt from the bytes that were uploaded for this statement. */
  readonly files: readonly StoredFile[];
}

/** The one way into the register: checks a signed statement, and has it appended and what it changes applied. */
export async function recordStatement<Body, No>(
  { clock, origin, signatures, ledger, sequencer }: RecordNeeds,
  kind: StatementKind<Body, No>,
  signed: SignedStatement,
): Promise<Outcome<Body, No>> {
  const statement = readSigned(kind, signed.statement, origin);
  checkFreshness(statement, clock.now());
  const { canonical, digest, cid } = nameStatement(statement);
  // Before the transaction: a chain may take its time.
  const checked = await checkSigner(
    { signatures, ledger },
    { statement, message: typedMessage(statement, digest), signature: signed.signature },
  );
  return sequencer.append({ kind, statement, canonical, cid, ...checked, files: signed.files });
}

/** Reads a statement and refuses one that is not of this kind, not for this log, or not what its body says. */
export function readSigned<Body>(kind: SignedKind<Body>, value: unknown, origin: string): Statement<Body> {
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
