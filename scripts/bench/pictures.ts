import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { projectPath } from '../../src/adapters/project-path.js';
import { randomFrom } from './random.js';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const CORPUS = projectPath('..', 'shared', 'corpus');
/** Patches a side of a picture that is made from nothing. */
const CELLS = 24;

/** Where pictures are taken from: files of the corpus, or seeds alone where there is none. */
export async function pictureSources(count: number): Promise<{ from: string; sources: (string | null)[] }> {
  const names = existsSync(CORPUS)
    ? (await readdir(CORPUS)).filter((name) => name.endsWith('.jpg')).toSorted()
    : [];
  if (names.length < count)
    return { from: 'seeded patches', sources: Array.from({ length: count }, () => null) };
  const sources = names.slice(0, count).map((name) => path.join(CORPUS, name));
  return { from: `${count} works of the CC0 corpus, enlarged`, sources };
}

/**
 * A JPEG with the detail of a photograph: a part of a corpus picture (or coloured patches) brought to the size, with
 * grain. Without grain an enlarged picture would be far cheaper to decode than one from a camera.
 */
export async function aPicture(seed: string, source: string | null, size: PictureSize): Promise<Buffer> {
  const random = randomFrom(seed);
  const { width, height } = size;
  const part = source === null ? patches(random) : await partOf(source, random);
  const large = await part.resize(width, height, { fit: 'fill', kernel: 'cubic' }).raw().toBuffer();
  addGrain(large, random.below(2 ** 31));
  return sharp(large, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

type Random = ReturnType<typeof randomFrom>;

const patches = (random: Random) =>
  sharp(random.bytes(CELLS * CELLS * 3), { raw: { width: CELLS, height: CELLS, channels: 3 } });

async function partOf(source: string, random: Random) {
  const { width, height } = await sharp(source).metadata();
  const part = 0.8 + random.below(1000) / 10_000;
  const within = (side: number) => ({
    length: Math.floor(side * part),
    from: random.below(Math.ceil(side * (1 - part))),
  });
  const across = within(width);
  const down = within(height);
  return sharp(source)
    .toColourspace('srgb')
    .removeAlpha()
    .extract({ left: across.from, top: down.from, width: across.length, height: down.length });
}

/** A plain congruential generator in a local variable: this runs once a byte, 36 million times a picture. */
function addGrain(bytes: Buffer, seed: number): void {
  const grained = new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.length);
  const { imul } = Math;
  let state = seed;
  for (let at = 0; at < grained.length; at++) {
    state = (imul(state, 1664525) + 1013904223) | 0;
    grained[at] = (grained[at] ?? 0) + (state >> 28);
  }
}
