import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import sharp from 'sharp';
import {
  hammingDistance,
  ORIENTATIONS,
  pdq,
  type Orientation,
  type Pixels,
} from '../../src/originality/pdq.js';

const vectors = resolve(import.meta.dirname, '../../../shared/vectors');
const manifest = resolve(vectors, 'fingerprints.json');

interface Known {
  readonly file: string;
  readonly expected: {
    readonly pdq_cpp_exact?: Reference;
    readonly pdq_cpp_on_sharp_pixels?: Reference;
    readonly pdq_python_test?: Published;
    readonly pdq_wasm_csv?: Published;
    readonly python_threatexchange?: Published;
  };
}

interface Reference {
  readonly quality: number;
  readonly dihedral: Readonly<Record<Orientation, string>>;
}

interface Published {
  readonly hash: string;
  readonly tolerance?: number | string;
}

const known: readonly Known[] = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : [];
const ifPresent = known.length > 0 ? describe : describe.skip;
const inFolder = (folder: string) => known.filter(({ file }) => file.startsWith(`${folder}/`));

// What these two ought to be depends on how alpha and 16 bits are decoded, not on PDQ.
const POLICY = new Set(['pdq/resources__LA.png', 'pdq/resources__I16.png']);

async function decoded(file: string): Promise<Pixels> {
  const image = sharp(resolve(vectors, file)).toColourspace('srgb').removeAlpha();
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

const referenceOf = ({ file, expected }: Known): Reference => {
  const reference = expected.pdq_cpp_exact ?? expected.pdq_cpp_on_sharp_pixels;
  if (reference === undefined) throw new Error(`${file} has no reference hash`);
  return reference;
};

const publishedFor = (file: string): string => {
  const hash = known.find((entry) => entry.file === file)?.expected.python_threatexchange?.hash;
  if (hash === undefined) throw new Error(`${file} has no published hash`);
  return hash;
};

const publishedOf = ({ expected }: Known): readonly Published[] =>
  [expected.pdq_python_test, expected.pdq_wasm_csv, expected.python_threatexchange].filter(
    (entry) => entry !== undefined,
  );

const where = known.length > 0 ? '' : `, skipped: ${manifest} is absent`;

ifPresent(`PDQ of pictures without loss (vectors/pdq-lossless${where})`, () => {
  it.each(inFolder('pdq-lossless'))('agrees with the reference to the bit on $file', async (entry) => {
    const { quality, orientations } = pdq(await decoded(entry.file));
    const reference = referenceOf(entry);
    expect({ quality, orientations }).toEqual({
      quality: reference.quality,
      orientations: reference.dihedral,
    });
  });

  it('was told at least the 17 pictures known', () => {
    expect(inFolder('pdq-lossless').length).toBeGreaterThanOrEqual(17);
  });
});

ifPresent(`PDQ of pictures from other decoders (vectors/pdq${where})`, () => {
  const plain = inFolder('pdq').filter(({ file }) => !POLICY.has(file));

  it.each(plain)('agrees with the reference on $file', async (entry) => {
    const { hash, quality, orientations } = pdq(await decoded(entry.file));
    const reference = referenceOf(entry);
    if (quality >= 80) {
      for (const name of ORIENTATIONS) {
        expect(hammingDistance(orientations[name], reference.dihedral[name])).toBeLessThanOrEqual(10);
      }
    }
    for (const { hash: published, tolerance } of publishedOf(entry)) {
      if (quality < 80) continue;
      expect(hammingDistance(hash, published)).toBeLessThanOrEqual(
        typeof tolerance === 'number' ? tolerance : 10,
      );
    }
  });
});

ifPresent(`PDQ where the decoder's policy decides${where}`, () => {
  it('agrees with the published hash of a picture with alpha, because alpha is dropped', async () => {
    const file = 'pdq/resources__LA.png';
    expect(pdq(await decoded(file)).hash).toBe(publishedFor(file));
  });

  it('agrees with the published hash of a 16-bit picture once its values are clipped at 255', async () => {
    const file = 'pdq/resources__I16.png';
    const image = sharp(resolve(vectors, file)).toColourspace('grey16').raw({ depth: 'ushort' });
    const { data, info } = await image.toBuffer({ resolveWithObject: true });
    const rgb = new Uint8Array(info.width * info.height * 3);
    for (let at = 0; at < info.width * info.height; at++) {
      rgb.fill(Math.min(255, data.readUInt16LE(2 * info.channels * at)), 3 * at, 3 * at + 3);
    }
    expect(pdq({ width: info.width, height: info.height, rgb }).hash).toBe(publishedFor(file));
  });

  it('scales 16 bits to 8 in its own policy, as the reference on the same pixels', async () => {
    const entry = known.find(({ file }) => file === 'pdq/resources__I16.png')!;
    expect(pdq(await decoded(entry.file)).orientations).toEqual(referenceOf(entry).dihedral);
  });
});
