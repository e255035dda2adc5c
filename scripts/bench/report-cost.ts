import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { examineImage, inspectImage } from '../../src/adapters/images/inspect-image.js';
import { toBits } from '../../src/works/file-store.js';
import {
  AXES_BYTES,
  BIT_WORDS,
  PLACE_NUMBERS,
  type LocalFeatures,
} from '../../src/originality/local-features.js';
import { packFeatures } from '../../src/originality/packed-features.js';
import { FINGERPRINTS_VERSION } from '../../src/originality/fingerprint.js';
import { isCertain } from '../../src/originality/match.js';
import { median, ownFigure, type Bench, type Result } from './bench.js';
import { createDatabase } from './house-process.js';
import { openGallery, type Gallery } from './gallery.js';
import { aPicture, pictureSources } from './pictures.js';

const SIZES = [1000, 10_000, 100_000] as const;
const QUESTIONS = 15;
/** Real pictures, of whose features the others are made. */
const REAL = 60;
const LARGE = { width: 4240, height: 2830 };
const MEDIUM = { width: 1180, height: 850 };
const FEATURES = 500;
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
  let first: Buffer | null = null;
  for (const [at, source] of sources.entries()) {
    const picture = await aPicture(`report ${at}`, source, MEDIUM);
    first ??= picture;
    const seen = await gallery.see(picture);
    await gallery.register(seen);
    if (seen.fingerprints) features.push(seen.fingerprints.features);
  }
  // A part of the first one, enlarged, with grain of its own.
  const asked = await gallery.see(
    await aPicture('report', await aFile(bench, first ?? Buffer.alloc(0)), LARGE),
  );
  let size = REAL;
  // An embedded database of that size would take longer to fill than anybody waits.
  const most = Math.min(bench.most ?? Infinity, postgresUrl === null ? SIZES[0] : Infinity);
  for (const goal of SIZES.filter((one) => one <= most)) {
    bench.progress(`adding works to make ${goal}`);
    for (; size < goal; size += ROWS_AT_ONCE)
      await addMadeWorks(gallery, features, { from: size, to: Math.min(goal, size + ROWS_AT_ONCE) });
    // As autovacuum does within a minute.
    await gallery.database.tables.query('ANALYZE');
    const startedAt = performance.now();
    await gallery.search(asked.file);
    const firstMs = performance.now() - startedAt;
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
        ours: firstMs,
      }),
    );
  }
  return results;
}

async function aFile({ scope }: Bench, bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-bench-picture-'));
  scope.defer(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'picture.jpg');
  await writeFile(file, bytes);
  return file;
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
  const noise = noiseFrom(from);
  const features = Array.from({ length: to - from }, () => packFeatures(mixedFeatures(real, noise)));
  const bytes = features[0]?.length ?? 0;
  const hashes = features.map(() => Array.from({ length: 8 }, () => hex(noise())).join(''));
  await database.transaction(async (tables) => {
    const made = `(SELECT 'made-' || index AS file, index, row_number() OVER () AS place FROM generate_series($1::integer, $2::integer - 1) index) made`;
    const range = [from, to];
    await tables.query(
      `INSERT INTO works (id, statement_index, title, makers, registrant, registered_at)
       SELECT 'work:' || file, index, file, '[]', '0x', now() FROM ${made}`,
      range,
    );
    await tables.query(
      `INSERT INTO files (cid, sha256, media_type, size_bytes, width, height, pdq, pdq_quality)
       SELECT file, file, 'image/jpeg', 1, 1180, 850, ($3::bit(256)[])[place], 100 FROM ${made}`,
      [...range, hashes.map(toBits)],
    );
    await tables.query(
      `INSERT INTO work_files (work, position, file) SELECT 'work:' || file, 0, file FROM ${made}`,
      range,
    );
    await tables.query(
      `INSERT INTO picture_hashes (file, form, hash) SELECT file, 'whole', ($3::bit(256)[])[place] FROM ${made}`,
      [...range, hashes.map(toBits)],
    );
    await tables.query(
      `INSERT INTO fingerprints (file, version, image_code, features, thumbnail, searched_xid)
       SELECT file, ${FINGERPRINTS_VERSION}, '', substring($3::bytea FROM 1 + (place::integer - 1) * ${bytes} FOR ${bytes}),
              $4::bytea, pg_current_xact_id() FROM ${made}`,
      [...range, Buffer.concat(features), PLAIN_THUMBNAIL],
    );
  });
}

/** 128 × 96 pixels, black: made features never agree so far that it would be looked at. */
const PLAIN_THUMBNAIL = Buffer.concat([Buffer.from([128, 0, 96, 0]), Buffer.alloc(128 * 96)]);

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');

/** Marsaglia's xorshift of 32 bits: millions of numbers a picture would take SHA-256 minutes. */
function noiseFrom(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function mixedFeatures(real: readonly LocalFeatures[], noise: () => number): LocalFeatures {
  const mixed = {
    width: 512,
    height: 369,
    count: FEATURES,
    places: new Float32Array(FEATURES * PLACE_NUMBERS),
    bits: new Uint32Array(FEATURES * BIT_WORDS),
    axes: new Uint8Array(FEATURES * AXES_BYTES),
  };
  for (let at = 0; at < FEATURES; at += 1) {
    const from = real[noise() % real.length];
    if (!from || from.count === 0) throw new Error('A picture without features was to be mixed.');
    const one = noise() % from.count;
    mixed.places.set(
      [noise() % 512, noise() % 369, 2 + (noise() % 20), (noise() % 1000) / 1000],
      at * PLACE_NUMBERS,
    );
    // An eighth of the bits, on average, changes: it is like the real one, and not the same.
    for (let word = 0; word < BIT_WORDS; word += 1)
      mixed.bits[at * BIT_WORDS + word] =
        (from.bits[one * BIT_WORDS + word] ?? 0) ^ (noise() & noise() & noise());
    // Changed so far, a feature often is of the next nearest word.
    mixed.axes[at * AXES_BYTES] = from.axes[one * AXES_BYTES + (noise() % 2)] ?? 0;
    mixed.axes[at * AXES_BYTES + 4] = from.axes[one * AXES_BYTES + 4 + (noise() % 2)] ?? 0;
  }
  return mixed;
}
