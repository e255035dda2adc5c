import { create, type Font } from 'fontkit';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';
import type { FontFace, FontShelf, FontStyle } from '../../evidence/documents/font-face.js';

const require = createRequire(import.meta.url);

/** A family as its package has it: one file for each set of characters (Fontsource; all under the Open Font License 1.1). */
interface Family {
  readonly package: string;
  /** Begin and end of the files' names, around the name of the set. */
  readonly file: readonly [start: string, end: string];
  /** Sets in the order of preference; all of them where there are too many to name. */
  readonly sets: readonly string[] | null;
  readonly styles: readonly FontStyle[];
  /** Of a variable font, which comes as WOFF 2; null for a font of one weight. */
  readonly weight: number | null;
}

const serif = (weight: 400 | 600, style: FontStyle): Family => ({
  package: '@fontsource/source-serif-4',
  file: ['source-serif-4-', `-${weight}-normal.woff`],
  sets: ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese'],
  styles: [style],
  weight: null,
});

const script = (name: string, sets: readonly string[]): Family => ({
  package: `@fontsource/${name}`,
  file: [`${name}-`, '-400-normal.woff'],
  sets,
  styles: [],
  weight: null,
});

const variable = (name: string, sets: readonly string[] | null, styles: readonly FontStyle[]): Family => ({
  package: `@fontsource-variable/${name}`,
  file: [`${name}-`, '-wght-normal.woff2'],
  sets,
  styles,
  weight: 400,
});

/** In the order in which they are asked for a glyph. */
const FAMILIES: readonly Family[] = [
  serif(400, 'text'),
  serif(600, 'strong'),
  variable('source-code-pro', ['latin'], ['mono']),
  script('noto-naskh-arabic', ['arabic', 'symbols', 'math']),
  script('noto-sans-hebrew', ['hebrew']),
  script('noto-sans-devanagari', ['devanagari']),
  script('noto-sans-thai', ['thai']),
  variable('noto-sans-sc', null, []),
  variable('noto-sans-kr', null, []),
];

interface FontFile {
  readonly family: Family;
  readonly name: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/** The fonts that came with the installation; each file is read when a text needs it, and kept. */
export function openFonts(): FontShelf {
  let files: Promise<readonly FontFile[]> | null = null;
  const faces = new Map<string, Promise<FontFace>>();
  const faceOf = (file: FontFile): Promise<FontFace> => {
    const known = faces.get(file.name) ?? readFace(file);
    faces.set(file.name, known);
    return known;
  };
  return {
    async facesFor(texts) {
      files ??= listFiles();
      const wanted = new Set(Array.from(texts.join(''), (character) => character.codePointAt(0) ?? 0));
      const needed = (await files).filter(
        ({ family, name, ranges }) =>
          // Latin letters of each style are always there: all that we say ourselves is in them.
          (family.styles.length > 0 && name.includes('-latin-') && !name.includes('-latin-ext-')) ||
          [...wanted].some((codePoint) => codePoint > 0x7f && isIn(ranges, codePoint)),
      );
      return await Promise.all(needed.map(faceOf));
    },
  };
}

const isIn = (ranges: FontFile['ranges'], codePoint: number): boolean =>
  ranges.some(([from, to]) => codePoint >= from && codePoint <= to);

async function listFiles(): Promise<FontFile[]> {
  const families = await Promise.all(
    FAMILIES.map(async (family) => {
      const [start, end] = family.file;
      const sets = JSON.parse(
        await readFile(require.resolve(`${family.package}/unicode.json`), 'utf8'),
      ) as Readonly<Record<string, string>>; // as Fontsource writes it
      return Object.entries(sets).flatMap(([set, ranges]) => {
        // Numbered sets stand in brackets.
        const name = set.replaceAll(/[[\]]/g, '');
        if (family.sets !== null && !family.sets.includes(name)) return [];
        return [{ family, name: `${family.package}/files/${start}${name}${end}`, ranges: rangesIn(ranges) }];
      });
    }),
  );
  return families.flatMap((files) => files.toSorted((a, b) => placeOf(a) - placeOf(b)));
}

const placeOf = ({ family, name }: FontFile): number =>
  family.sets?.findIndex((set) => name.endsWith(`${family.file[0]}${set}${family.file[1]}`)) ?? 0;

/** "U+0000-00FF,U+0131". */
const rangesIn = (text: string): FontFile['ranges'] =>
  text.split(',').map((range) => {
    const [from = '', to = from] = range.replace('U+', '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });

async function readFace({ family, name, ranges }: FontFile): Promise<FontFace> {
  const packed = await readFile(require.resolve(name));
  const bytes = family.weight === null ? packed : await instanceOf(packed, ranges, family.weight);
  // Our families are no collections of several fonts.
  const font = create(bytes) as Font;
  return { name, styles: family.styles, bytes, covers: (codePoint) => font.hasGlyphForCodePoint(codePoint) };
}

/** One weight of a variable font as TrueType: fontkit, by which the PDF writer embeds, takes neither WOFF 2 nor a place on an axis. */
async function instanceOf(packed: Buffer, ranges: FontFile['ranges'], weight: number): Promise<Buffer> {
  const characters = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)),
  );
  return await subsetFont(packed, characters.join(''), {
    targetFormat: 'truetype',
    variationAxes: { wght: weight },
  });
}
