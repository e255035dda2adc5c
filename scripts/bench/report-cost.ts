import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { examineImage, inspectImage } from '../../src/adapters/images/inspect-image.js';
import { toBits } from '../../src/works/file-store.js';
import { BIT_WORDS, PLACE_NUMBERS, type LocalFeatures } from '../../src/originality/local-features.js';
import { packFeatures } from '../../src/originality/packed-features.js';
import { FINGERPRINTS_VERSION } from '../../src/originality/fingerprint.js';
import { isCertain } from '../../src/originality/match.js';
import { median, ownFigure, type Bench, type Result } from './bench.js';
import { createDatabase } from './house-process.js';
import { openGallery, type Gallery } from './gallery.js';
import { aPicture, pictureSources } from './pictures.js';
import { randomFrom } from './random.js';

const SIZES = [1000, 10_000, 100_000] as const;
const QUESTIONS = 15;
/** Real pictures, of whose features the others are made. */
const REAL = 60;
const LARGE = { width: 4240, height: 2830 };
const MEDIUM = { width: 1180, height: 850 };
/** Of a feature that is made of a real one so many of 256 bits are changed: it is like it, and not the same. */
const CHANGED_BITS = 40;
const ROWS_AT_ONCE = 250;
const LIMITS = { limitPixels: 50e6, timeoutMs: 60_000 };

/** What a picture costs when it is registered, and what a whole report costs as the register grows. */
export async function benchReport(bench: Bench): Promise<Result[]> {
  const { postgresUrl } = bench;
  const { sources } = await pictureSources(REAL);
  const results = await benchInspection(sources[0] ?? null);
  const gallery = await openGallery(bench, {
    postgresUrl: postgresUrl && (await createDatabase(bench, postgresUrl)),
    workers: 1,
  });
  const features: LocalFeatures[] = [];
  for (const [at, source] of sources.entries()) {
    const seen = await gallery.see(await aPicture(`report ${at}`, source, MEDIUM));
    await gallery.register(seen);
    if (seen.fingerprints) features.push(seen.fingerprints.features);
  }
  const asked = await gallery.see(await aPicture('report 0, enlarged', sources[0] ?? null, LARGE));
  let size = REAL;
  // An embedded database of that size would take longer to fill than anybody waits.
  const most = Math.min(bench.most ?? Infinity, postgresUrl === null ? SIZES[0] : Infinity);
  for (const goal of SIZES.filter((one) => one <= most)) {
    bench.progress(`adding works to make ${goal}`);
    for (; size < goal; size += ROWS_AT_ONCE)
      await addMadeWorks(gallery, features, { from: size, to: Math.min(goal, size + ROWS_AT_ONCE) });
    const startedAt = performance.now();
    await gallery.search(asked.file);
    const first = performance.now() - startedAt;
    const ms: number[] = [];
    for (let at = 0; at < QUESTIONS; at += 1) {
      const began = performance.now();
      const { matches } = await gallery.search(asked.file);
      ms.push(performance.now() - began);
      if (!matches.some(isCertain)) throw new Error(`The work was not found among ${goal}.`);
    }
    const limit = { 1000: 400, 10_000: undefined, 100_000: 1500 }[goal];
    results.push(
      ownFigure(`whole report for an upload of 12 MP among ${goal} works: median`, 'ms', {
        ours: median(ms),
        ...(limit === undefined ? {} : { most: limit }),
      }),
      ownFigure(`the first question among ${goal}, which reads the new works into the index`, 'ms', {
        ours: first,
      }),
    );
  }
  return results;
}

/** CPU time of the process, the decoder's threads included. */
async function benchInspection(source: string | null): Promise<Result[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-bench-pictures-'));
  try {
    const results: Result[] = [];
    for (const [name, size, most] of [
      ['1 MP', MEDIUM, 100],
      ['12 MP', LARGE, 250],
    ] as const) {
      const file = path.join(folder, 'picture.jpg');
      await writeFile(file, await aPicture(`inspection ${name}`, source, size));
      const registered = await cpuOf(() => inspectImage(file, LIMITS));
      const examined = await cpuOf(() => examineImage(file, LIMITS));
      results.push(
        ownFigure(`registration: all fingerprints of ${name}, CPU: median`, 'ms', { ours: registered, most }),
        ownFigure(`question: examining ${name}, CPU: median`, 'ms', { ours: examined }),
      );
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function cpuOf(task: () => Promise<unknown>): Promise<number> {
  const ms: number[] = [];
  for (let at = 0; at < QUESTIONS; at += 1) {
    const before = process.cpuUsage();
    await task();
    const { user, system } = process.cpuUsage(before);
    ms.push((user + system) / 1000);
  }
  return median(ms);
}

/** Rows as registrations leave them, of pictures that nobody ever saw: features of many real ones, each a little changed. */
async function addMadeWorks(
  { database }: Gallery,
  real: readonly LocalFeatures[],
  { from, to }: { from: number; to: number },
): Promise<void> {
  const made = Array.from({ length: to - from }, (_, at) => {
    const name = `made-${from + at}`;
    const random = randomFrom(name);
    return {
      name,
      index: from + at,
      hash: Buffer.from(random.bytes(32)).toString('hex'),
      features: Buffer.from(packFeatures(mixedFeatures(real, random))),
      thumbnail: Buffer.concat([Buffer.from([128, 0, 96, 0]), Buffer.from(random.bytes(128 * 96))]),
    };
  });
  const column = <Value>(pick: (one: (typeof made)[number]) => Value) => made.map(pick);
  await database.transaction(async (tables) => {
    await tables.query(
      `INSERT INTO works (id, statement_index, title, makers, registrant, registered_at)
       SELECT 'work:' || name, index, name, '[]', '0x', now() FROM unnest($1::text[], $2::bigint[]) made (name, index)`,
      [column(({ name }) => name), column(({ index }) => index)],
    );
    await tables.query(
      `INSERT INTO files (cid, sha256, media_type, size_bytes, width, height, pdq, pdq_quality)
       SELECT name, name, 'image/jpeg', 1, 1180, 850, hash, 100 FROM unnest($1::text[], $2::bit(256)[]) made (name, hash)`,
      [column(({ name }) => name), column(({ hash }) => toBits(hash))],
    );
    await tables.query(
      `INSERT INTO work_files (work, position, file) SELECT 'work:' || name, 0, name FROM unnest($1::text[]) made (name)`,
      [column(({ name }) => name)],
    );
    await tables.query(
      `INSERT INTO picture_hashes (file, form, hash)
       SELECT name, 'whole', hash FROM unnest($1::text[], $2::bit(256)[]) made (name, hash)`,
      [column(({ name }) => name), column(({ hash }) => toBits(hash))],
    );
    await tables.query(
      `INSERT INTO fingerprints (file, version, image_code, features, thumbnail, searched_xid)
       SELECT name, ${FINGERPRINTS_VERSION}, '', features, thumbnail, pg_current_xact_id()
         FROM unnest($1::text[], $2::bytea[], $3::bytea[]) made (name, features, thumbnail)`,
      [column(({ name }) => name), column(({ features }) => features), column(({ thumbnail }) => thumbnail)],
    );
  });
}

function mixedFeatures(real: readonly LocalFeatures[], random: ReturnType<typeof randomFrom>): LocalFeatures {
  const count = 500;
  const mixed = {
    width: 512,
    height: 369,
    count,
    places: new Float32Array(count * PLACE_NUMBERS),
    bits: new Uint32Array(count * BIT_WORDS),
    axes: new Uint8Array(count * 8),
  };
  for (let at = 0; at < count; at += 1) {
    const from = real[random.below(real.length)];
    if (!from || from.count === 0) continue;
    const one = random.below(from.count);
    mixed.places.set(
      [random.below(512), random.below(369), 2 + random.below(20), random.below(1000) / 1000],
      at * PLACE_NUMBERS,
    );
    const bits = from.bits.slice(one * BIT_WORDS, (one + 1) * BIT_WORDS);
    for (let change = 0; change < CHANGED_BITS; change += 1) {
      const bit = random.below(256);
      bits[bit >> 5] = (bits[bit >> 5] ?? 0) ^ (1 << (bit & 31));
    }
    mixed.bits.set(bits, at * BIT_WORDS);
    // Changed so far, a feature often is of the next nearest word.
    mixed.axes[at * 8] = from.axes[one * 8 + random.below(2)] ?? 0;
    mixed.axes[at * 8 + 4] = from.axes[one * 8 + 4 + random.below(2)] ?? 0;
  }
  return mixed;
}
