import { presentKey } from '../people/key-rotation.js';
import { keysOfPersons } from '../people/key-store.js';
import { Refusal } from '../lib/refusal.js';
import type { Clock, Database, SignatureReader } from '../ports.js';
import { checkSigner, type WalletChain } from './check-signer.js';
import { readSigned } from './record-statement.js';
import type { SignedKind } from './statement-kind.js';
import { checkFreshness, nameStatement, type Statement } from './statement.js';
import { takeRequest } from './taken-request-store.js';
import { typedMessage } from './typed-data.js';

export interface RequestNeeds {
  readonly database: Database;
  readonly clock: Clock;
  /** The origin of the log that this register is. */
  readonly origin: string;
  readonly signatures: SignatureReader;
  readonly ledger: WalletChain;
}

/** A request as it was signed: in the form of a statement, which no log ever takes. */
export interface SignedRequest {
  readonly statement: unknown;
  readonly signature: string;
}

/**
 * Checks a signed request as a statement is checked, and records nothing: its signer is who asks. Each is taken once. Refuses
 * OUT_OF_SCHEMA, UNKNOWN_KIND, OTHER_LOG, NOT_WHAT_THE_BODY_SAYS, TOO_OLD, DATED_IN_THE_FUTURE, BAD_SUBMIT_BEFORE, WRONG_SIGNATURE, KEY_ROTATED, REPLAYED.
 */
export async function acceptRequest<Body>(
  { database: { tables }, clock, origin, signatures, ledger }: RequestNeeds,
  kind: SignedKind<Body>,
  { statement, signature }: SignedRequest,
): Promise<Statement<Body>> {
  const request = readSigned(kind, statement, origin);
  const now = clock.now();
  checkFreshness(request, now);
  const { digest } = nameStatement(request);
  await checkSigner(
    { signatures, ledger },
    { statement: request, message: typedMessage(request, digest), signature },
  );
  const { signer, nonce, submitBefore } = request;
  const present = presentKey(await keysOfPersons(tables, [signer]), signer);
  if (present !== signer)
    throw new Refusal(
      'KEY_ROTATED',
      `${signer} was replaced and asks for nothing more here. Sign with the key in its place, ${present}.`,
      { key: signer, presentKey: present },
    );
  if (!(await takeRequest(tables, { signer, nonce, submitBefore: new Date(submitBefore) }, now)))
    throw new Refusal('REPLAYED', `A request of ${signer} with the nonce ${nonce} was taken already.`, {
      nonce,
    });
  return request;
}
