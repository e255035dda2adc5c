import { toHex } from '../lib/hex.js';
import type { SignedKind } from './statement-kind.js';
import { readBody, readStatement, type Statement } from './statement.js';

const VALID_FOR_MS = 60 * 60 * 1000;

interface Draft {
  readonly origin: string;
  /** Address of the key that will sign; any case. */
  readonly signer: string;
  readonly body: unknown;
  readonly now: Date;
  /** 16 random bytes. */
  readonly nonce: Uint8Array;
}

/** A whole statement from its body: what a wallet signs. It may be submitted within an hour. */
export function draftStatement<Body>(
  kind: SignedKind<Body>,
  { origin, signer, body: given, now, nonce }: Draft,
): Statement {
  const body = readBody(kind.body, given, kind.kind);
  return readStatement({
    origin,
    kind: kind.kind,
    role: kind.role,
    subject: kind.subject(body),
    sentence: kind.sentence(body),
    signer: signer.toLowerCase(),
    issuedAt: now.toISOString(),
    submitBefore: new Date(now.getTime() + VALID_FOR_MS).toISOString(),
    nonce: toHex(nonce),
    body,
  });
}
