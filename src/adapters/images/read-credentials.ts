import { readFileSync } from 'node:fs';
import { unreadCredentials, credentialsFrom, type Credentials } from '../../creation/credentials.js';
import { dropC2pa, VERIFIES_ALONE, loadC2pa } from './load-c2pa.js';
import { Unreadable } from '../../creation/carriers/carrier-reading.js';
import { messageOf } from '../../lib/message-of.js';
import type { JsonValue } from '../../lib/relaxed-json.js';
import type { MediaType } from '../../originality/fingerprint.js';

/** The reader holds a file twice; of a larger one the credentials are not read. */
const MOST_BYTES = 64e6;

/** For what certificates of signers may be: C2PA's own purpose, and those of the time before it (C2PA 2.2 §14.4). */
const PURPOSES = [
  '1.3.6.1.4.1.62558.2.1',
  '1.3.6.1.5.5.7.3.36',
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.5.5.7.3.8',
  '1.3.6.1.4.1.311.76.59.1.9',
].join('\n');

/**
 * The content credentials of a file that has some. Nothing is ever fetched: not a manifest that is only pointed to, nor a certificate's status.
 * `anchors` are certificates (PEM) whose signers are trusted; with none nobody is. Throws Unreadable for what is no manifest at all.
 */
export async function readCredentials(
  path: string,
  { mediaType, size, anchors }: { mediaType: MediaType; size: number; anchors: string | null },
): Promise<Credentials | null> {
  if (size > MOST_BYTES)
    throw new Unreadable(`the file has ${size} bytes, and credentials are read of at most ${MOST_BYTES}`);
  const settings = {
    ...VERIFIES_ALONE,
    verify: { ...VERIFIES_ALONE.verify, verify_trust: true, verify_timestamp_trust: true },
    trust: { trust_config: PURPOSES, ...(anchors !== null && { trust_anchors: anchors }) },
  };
  const { WasmReader } = await loadC2pa();
  try {
    // At once, and without a copy: the thread has nothing else to do, and the library takes a copy of its own.
    const reader = await WasmReader.fromBytes(mediaType, readFileSync(path), JSON.stringify(settings));
    const report = reader.json();
    reader.free();
    return credentialsFrom(JSON.parse(report) as JsonValue);
  } catch (cause) {
    dropC2pa(cause);
    const message = messageOf(cause).slice(0, 300);
    if (message.includes('JumbfNotFound')) return null;
    if (message.includes('RemoteManifestUrl')) return unreadCredentials('elsewhere');
    throw new Unreadable(message, { cause });
  }
}
