import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { messageOf } from '../../lib/message-of.js';
import type { Config } from '../../config.js';
import { Refusal } from '../../lib/refusal.js';
import type { ModelFile } from './open-embedder.js';

/** The model that a configuration names. Refuses BAD_MODEL where its file cannot be read. */
export async function readModel(configured: NonNullable<Config['embedding']>): Promise<ModelFile> {
  const hash = createHash('sha256');
  try {
    for await (const bytes of createReadStream(configured.path)) hash.update(bytes as Uint8Array);
  } catch (cause) {
    const reason = messageOf(cause);
    throw new Refusal(
      'BAD_MODEL',
      `The model ${configured.path} cannot be read: ${reason}`,
      { path: configured.path },
      { cause },
    );
  }
  return { ...configured, sha256: hash.digest('hex') };
}
