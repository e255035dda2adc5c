import { openPostgres } from '../../src/adapters/database/open-postgres.js';
import { saveHashes } from '../../src/originality/hash-store.js';
import { changed, hexAt, HASH_BYTES } from './hash-bits.js';
import { randomFrom } from './random.js';

/**
 * A process that inserts hashes near to those that it is told, in transactions of so many rows, without an end: it is there to
 * be killed. It prints a line after every commit. Arguments: the database's URL, a seed, rows a transaction, hashes in hex.
 */
async function main([url = '', seed = '', batch = '', ...near]: readonly string[]): Promise<void> {
  const database = await openPostgres({ url });
  const random = randomFrom(seed);
  const originals = Buffer.from(near.join(''), 'hex');
  for (let made = 0; ;) {
    const rows = Array.from({ length: Number(batch) }, () => {
      const at = random.below(originals.length / HASH_BYTES);
      const original = originals.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
      made += 1;
      const hash = hexAt(changed(original, { bits: random.below(41), random }), 0);
      return { file: `${seed} ${made}`, form: 'whole' as const, hash, quality: 100 };
    });
    await database.transaction(async (tables) => {
      // In two parts, so that it is killed within transactions too.
      await saveHashes(tables, rows.slice(0, rows.length / 2));
      await saveHashes(tables, rows.slice(rows.length / 2));
    });
    console.log(made);
  }
}

await main(process.argv.slice(2));
