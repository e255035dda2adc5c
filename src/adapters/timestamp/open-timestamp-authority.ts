import { randomBytes } from 'node:crypto';
import { timestampRequest } from '../../evidence/documents/timestamp/timestamp-request.js';
import { verifyTimestamp } from '../../evidence/documents/timestamp/verify-timestamp.js';
import { sha256 } from '../../lib/sha256.js';
import type { TimestampAuthority } from '../../ports.js';
import { fetchAtMost } from '../witness/fetch-at-most.js';

/** An answer with a long chain of certificates has some 10 KB. */
const MAX_BYTES = 200_000;

/** The authority at an address (RFC 3161 §3.4, over HTTP). Only the digest leaves the house. */
export function openTimestampAuthority(url: string): TimestampAuthority {
  return {
    url,
    async stamp(data) {
      const nonce = BigInt(`0x00${randomBytes(16).toString('hex')}`);
      const { response, bytes } = await fetchAtMost(url, MAX_BYTES, {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: Buffer.from(timestampRequest({ sha256: sha256(data), nonce })),
      });
      const type = response.headers.get('content-type')?.split(';')[0]?.trim();
      if (!response.ok || type !== 'application/timestamp-reply')
        throw new Error(
          `${url} answers ${response.status} ${type ?? 'without a type'}, and no application/timestamp-reply`,
        );
      const { checks } = await verifyTimestamp(bytes, { data, nonce });
      const bad = checks.find(({ result }) => result === 'failed');
      if (bad) throw new Error(`${url} gave a timestamp that does not hold. ${bad.what}: ${bad.detail}`);
      return bytes;
    },
  };
}
