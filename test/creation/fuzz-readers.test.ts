import { readFileSync } from 'node:fs';
import { mediaTypeOf } from '../../src/adapters/images/media-type.js';
import { readCarried } from '../../src/creation/carriers/read-carried.js';
import { examineAccount } from '../../src/creation/examine-account.js';
import { Unreadable } from '../../src/creation/carriers/carrier-reading.js';
import {
  LAYERED_FORMATS,
  type LayeredFile,
  type LayeredFormat,
} from '../../src/creation/layered/layered-file.js';
import { layeredFormatOf } from '../../src/creation/layered/layered-format.js';
import { readLayered } from '../../src/creation/layered/read-layered.js';
import { redactAccount, redactLayered } from '../../src/creation/redact.js';
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
import {
  aDocumentInfo,
  aMaindoc,
  aPsd,
  aPsdGroup,
  aStack,
  aZip,
  unicodeName,
  type ZipEntry,
} from '../fixtures/layered.js';
import { mutated } from '../fixtures/mutated.js';
import { aGifWith, GIF_MAGIC } from '../fixtures/picture-forms.js';
import { aRandom } from '../fixtures/random.js';
import { tell } from '../fixtures/tell.js';

/** `npm run torture` tries a hundred thousand. */
const COUNT = process.env['TORTURE_ROUNDS'] ? 100_000 : 5000;

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
  aGifWith(
    'XMP DataXMP',
    Buffer.concat([Buffer.from(xmpOf('<dc:description>a</dc:description>')), GIF_MAGIC]),
  ),
];
const LAYERED: readonly Buffer[] = [
  aPsd({
    resources: [
      [
        0x0424,
        Buffer.from(
          xmpOf(
            '<xmpMM:History xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"><rdf:Seq><rdf:li>a</rdf:li></rdf:Seq></xmpMM:History>',
          ),
        ),
      ],
      [0x0422, aTiff([ascii(0x0131, 'A program')])],
    ],
    layers: [
      { name: 'Ground' },
      ...aPsdGroup('Birds', [{ blocks: [unicodeName('Heron'), ['TySh', Buffer.alloc(40)]] }]),
    ],
  }),
  aPsd({ isLarge: true, depth: 16, layers: [{ name: 'Ground' }, ...aPsdGroup('Birds', [{}])] }),
  aPsd({ mode: 2, palette: Buffer.alloc(768), compression: 0 }),
];
const MERGED = { name: 'mergedimage.png', body: aPng({ before: [tEXt('parameters', INFOTEXT)] }) };
/** Zips by their parts, so that what is in a part can be changed too, and the zip be whole. */
const ZIPPED: readonly (readonly ZipEntry[])[] = [
  [
    { name: 'mimetype', body: Buffer.from('application/x-krita') },
    { name: 'maindoc.xml', body: Buffer.from(aMaindoc('<layer name="Sky" nodetype="grouplayer" opacity="9"><layers><layer name="Heron"/></layers></layer>')) },
    { name: 'documentinfo.xml', body: Buffer.from(aDocumentInfo('<editing-time>60</editing-time><initial-creator>Ada</initial-creator>')) },
    MERGED,
  ],
  [
    { name: 'mimetype', body: Buffer.from('image/openraster') },
    { name: 'stack.xml', body: Buffer.from(aStack('<stack name="Sky"><layer name="Heron" src="data/0.png" x="1" opacity="0.5"/></stack>')) },
    { name: 'data/0.png', body: aPng(), isDeflated: true },
    MERGED,
  ],
]; // prettier-ignore

/** A whole file changed, or one part of a zip. */
function aChangedLayered(
  count: number,
  random: ReturnType<typeof aRandom>,
): { bytes: Buffer; format: LayeredFormat } {
  const at = count % (LAYERED.length + 2 * ZIPPED.length);
  const psd = LAYERED[at];
  if (psd) return { bytes: mutated(psd, random), format: psd[5] === 2 ? 'psb' : 'psd' };
  const parts = ZIPPED[at % 2]!;
  const format = parts[1]?.name === 'stack.xml' ? 'ora' : 'kra';
  const isDeflated = random.below(2) === 0;
  const changed = at < LAYERED.length + ZIPPED.length ? random.below(parts.length) : -1;
  const zip = aZip(
    parts.map((part, index) => ({
      ...part,
      isDeflated,
      body: index === changed ? mutated(Buffer.from(part.body), random) : part.body,
    })),
    { isWide: random.below(2) === 0 },
  );
  return { bytes: changed < 0 ? mutated(zip, random) : zip, format };
}

const real = (): Buffer[] =>
  vectorsIn('ai-metadata')
    .filter((name) => !name.endsWith('.json'))
    .map((name) => readFileSync(vectorPath(name)));

describe('reading what a file carries', () => {
  it(`comes to an end with an answer, whatever is in it: ${COUNT} changed files`, () => {
    const random = aRandom('changed files');
    const files = [...MADE, ...real()];
    const types: readonly MediaType[] = [
      'image/png',
      'image/jpeg',
      'image/webp',
      'image/avif',
      'image/tiff',
      'image/gif',
    ];
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

/** Null where not even its size can be read. */
function readOrNull(bytes: Uint8Array, format: LayeredFormat): LayeredFile | null {
  try {
    return readLayered(fileBytesOf(bytes), format, { limitPixels: 1e6 }).layered;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return null;
  }
}

describe('reading what a layered file tells', () => {
  it(`comes to an end with an answer, whatever is in it: ${COUNT} changed files`, () => {
    const random = aRandom('changed layered files');
    let [slowest, whole, refused] = [0, 0, 0];
    for (let count = 0; count < COUNT; count++) {
      const { bytes, ...its } = aChangedLayered(count, random);
      const format = random.below(20) === 0 ? LAYERED_FORMATS[random.below(4)]! : its.format;
      const started = process.cpuUsage();
      layeredFormatOf(fileBytesOf(bytes));
      const layered = readOrNull(bytes, format);
      slowest = Math.max(slowest, process.cpuUsage(started).user / 1000);
      if (layered === null) refused++;
      else if (layered.unread.length === 0) whole++;
      if (layered) expectSound(redactLayered(layered));
    }
    tell(
      `Reading ${COUNT} changed layered files — ${whole} are read whole, ${refused} are none any more; the slowest took ${slowest} ms; ${process.memoryUsage().rss / 1e6} MB.`,
    );
    expect(whole).toBeGreaterThan(COUNT / 20);
    expect(refused).toBeLessThan(COUNT * 0.6);
  });
});

/** What GraphQL and tables can hold. */
function expectSound(file: LayeredFile): void {
  const isSound =
    Math.min(file.width, file.height) > 0 &&
    file.layers.every(
      ({ name, opacity, depth, blendMode }) =>
        name.length <= 600 &&
        name.isWellFormed() &&
        opacity >= 0 &&
        opacity <= 1 &&
        depth >= 0 &&
        blendMode.length <= 80,
    ) &&
    file.layerCount >= file.layers.length &&
    !JSON.stringify(file).includes(String.raw`\u0000`);
  if (!isSound) throw new Error(`not sound: ${JSON.stringify(file)}`);
}
