import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../lib/refusal.js';
import type { Staging } from '../ports.js';

/**
 * Files on their way in, in a folder that is emptied at every start: what was not finished is worth nothing. Without a
 * folder, in one of the system's for temporary files, for this process alone.
 */
export async function openStaging({ folder: given }: { folder: string | null }): Promise<Staging> {
  const folder = given ?? (await mkdtemp(path.join(tmpdir(), 'raisonne-staging-')));
  if (given !== null) {
    await rm(given, { recursive: true, force: true });
    await mkdir(given, { recursive: true });
  }
  return {
    close: () => (given === null ? rm(folder, { recursive: true, force: true }) : Promise.resolve()),
    async receive(bytes, declared) {
      // A name of its own each: a second request with the same token must not touch what the first has checked.
      const file = path.join(folder, randomUUID());
      const hash = createHash('sha256');
      let sizeBytes = 0;
      const measure = new Transform({
        transform(chunk: Uint8Array, _encoding, done) {
          sizeBytes += chunk.length;
          hash.update(chunk);
          const isTooLong = sizeBytes > declared.sizeBytes;
          done(
            isTooLong
              ? new Refusal(
                  'WRONG_SIZE',
                  `More bytes came than the ${declared.sizeBytes} that were declared.`,
                  { ...declared },
                )
              : null,
            chunk,
          );
        },
      });
      const discard = () => rm(file, { force: true });
      try {
        await pipeline(bytes, measure, createWriteStream(file));
        const sha256 = hash.digest('hex');
        if (sizeBytes !== declared.sizeBytes)
          throw new Refusal('WRONG_SIZE', `${sizeBytes} bytes came; ${declared.sizeBytes} were declared.`, {
            sizeBytes,
            declared: declared.sizeBytes,
          });
        if (sha256 !== declared.sha256)
          throw new Refusal(
            'WRONG_DIGEST',
            `The SHA-256 of what came is ${sha256}; ${declared.sha256} was declared.`,
            { sha256, declared: declared.sha256 },
          );
      } catch (error) {
        await discard();
        throw error;
      }
      return { path: file, read: () => createReadStream(file, { highWaterMark: 1024 * 1024 }), discard };
    },
  };
}
