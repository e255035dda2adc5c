import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { mediaTypeOf } from '../../src/adapters/images/media-type.js';
import { readCarried } from '../../src/creation/carriers/read-carried.js';
import { examineAccount } from '../../src/creation/examine-account.js';
import { redactAccount } from '../../src/creation/redact.js';
import { fileBytesOf } from '../../src/lib/file-bytes.js';
import type { MediaType } from '../../src/originality/fingerprint.js';
import { vectorPath, vectorsIn } from '../conformance/vectors.js';
import {
  aJpeg,
  aPng,
  aTiff,
  ascii,
  exifSegment,
  iTXt,
  tEXt,
  unicodeComment,
  xmpOf,
  xmpSegment,
  zTXt,
} from '../fixtures/carrying.js';
import { aRandom } from '../fixtures/random.js';
import { tell } from '../fixtures/tell.js';

type Random = ReturnType<typeof aRandom>;

/** `npm run torture` tries a hundred thousand. */
const COUNT = process.env['TORTURE_ROUNDS'] ? 100_000 : 5000;
/** Larger files are mutated at their beginnings, where all that is read stands. */
const MOST_BYTES = 40_000;

const INFOTEXT =
  'a circle <lora:glow:0.7>\nNegative prompt: a square\nSteps: 20, Sampler: Euler a, Seed: 1, Size: 64x64, Hashes: {"model": "0123456789"}, Template: "a, b", Version: v1.10.1';
const GRAPH =
  '{"1": {"class_type": "KSampler", "inputs": {"seed": 1, "steps": 20, "cfg": NaN, "positive": ["2", 0], "latent_image": ["3", 0]}}, "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "a", "clip": ["4", 1]}}, "3": {"class_type": "EmptyLatentImage", "inputs": {"width": 64, "height": 64}}}';
const MADE: readonly Buffer[] = [
  aPng({
    before: [
      tEXt('parameters', INFOTEXT),
      tEXt('prompt', GRAPH),
      iTXt('Comment', '{"steps": 28, "sampler": "k_euler", "scale": 5}', { isCompressed: true }),
    ],
    after: [zTXt('Description', 'a --v 6 Job ID: 0d9fb6a4-3c4f-4d4e-9f6c-5d5f3a1b2c3d')],
  }),
  aJpeg([
    exifSegment(aTiff([ascii(0x010f, `workflow:${GRAPH}`)], { exif: [unicodeComment(INFOTEXT)] })),
    xmpSegment(xmpOf('<dc:description>a</dc:description>')),
  ]),
  aTiff([ascii(0x010e, INFOTEXT)], { isBig: true, exif: [unicodeComment(GRAPH)] }),
];
const real = (): Buffer[] =>
  vectorsIn('ai-metadata')
    .filter((name) => !name.endsWith('.json'))
    .map((name) => readFileSync(vectorPath(name)));

/** Some bytes changed, taken out, doubled or moved, and at times the file's end gone. */
function mutated(file: Buffer, random: Random): Buffer {
  let bytes = Buffer.from(file.subarray(0, MOST_BYTES));
  for (let change = 1 + random.below(6); change > 0 && bytes.length > 4; change--) {
    const at = random.below(bytes.length);
    const length = 1 + random.below(Math.min(64, bytes.length - at));
    switch (random.below(6)) {
      case 0:
        bytes[at]! ^= 1 << random.below(8);
        break;
      case 1:
        bytes.fill([0, 0xff, 0x7f, 0x22, 0x7b, 0x5b][random.below(6)] ?? 0, at, at + length);
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
        break;
      case 4:
        bytes.copy(bytes, at, random.below(bytes.length), random.below(bytes.length));
        break;
      default:
        bytes = bytes.subarray(0, bytes.length - random.below(Math.ceil(bytes.length / 4)));
    }
  }
  return random.below(2) === 0 ? bytes : withChecksums(bytes);
}

/** So that what was changed in a PNG is not found by its checksums alone. */
function withChecksums(png: Buffer): Buffer {
  for (let at = 8; at + 12 <= png.length;) {
    const length = png.readUInt32BE(at);
    if (at + 12 + length > png.length) break;
    png.writeUInt32BE(crc32(png.subarray(at + 4, at + 8 + length)), at + 8 + length);
    at += 12 + length;
  }
  return png;
}

describe('reading what a file carries', () => {
  it(`comes to an end with an answer, whatever is in it: ${COUNT} changed files`, () => {
    const random = aRandom('changed files');
    const files = [...MADE, ...real()];
    const types: readonly MediaType[] = ['image/png', 'image/jpeg', 'image/webp', 'image/avif', 'image/tiff'];
    let slowest = 0;
    let told = 0;
    for (let count = 0; count < COUNT; count++) {
      const file = files[count % files.length] ?? Buffer.alloc(0);
      const bytes = mutated(file, random);
      const mediaType =
        (random.below(10) === 0 ? types[random.below(types.length)] : mediaTypeOf(file.subarray(0, 64))) ??
        'image/png';
      const started = process.cpuUsage();
      const carried = readCarried(fileBytesOf(bytes), mediaType);
      const { generation, evidence } = examineAccount({
        carried,
        picture: { width: 512, height: 512 },
        novelai: null,
        credentials: null,
      });
      if (generation) JSON.stringify(redactAccount(generation));
      slowest = Math.max(slowest, process.cpuUsage(started).user / 1000);
      if (generation) told++;
      expect(evidence.findings.every(({ message }) => message.length < 5000)).toBe(true);
    }
    tell(
      `Reading ${COUNT} changed files — ${told} still tell how they were made; the slowest took ${slowest} ms; ${process.memoryUsage().rss / 1e6} MB.`,
    );
    // Some are changed where it does not matter, and some are not: both are tried.
    expect(told).toBeGreaterThan(COUNT / 10);
    expect(told).toBeLessThan(COUNT);
  });
});
