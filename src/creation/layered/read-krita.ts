import type sax from 'sax';
import type { FileBytes } from '../../lib/file-bytes.js';
import type { CarrierReading } from '../carriers/carrier-reading.js';
import { readXml } from '../carriers/read-xml.js';
import { dateOf, plainText, type LayeredDraft, type LayerKind } from './layered-file.js';
import { Zip } from './read-zip.js';
import { wholeSize } from './whole-size.js';
import { zippedPicture, zippedText, type ZippedPicture } from './zip-parts.js';

/** Krita names a document type in every file; a group takes two levels. */
const BOUNDS = { mostDepth: 400, mostElements: 30_000, mayNameType: true };

/** By Krita's `nodetype` (kis_kra_tags.h). */
const KINDS: ReadonlyMap<string, LayerKind> = new Map([
  ['paintlayer', 'pixels'],
  ['grouplayer', 'group'],
  ['adjustmentlayer', 'adjustment'],
  ['generatorlayer', 'adjustment'],
  ['shapelayer', 'shape'],
  ['filelayer', 'file'],
  ['transparencymask', 'mask'],
  ['filtermask', 'mask'],
  ['transformmask', 'mask'],
  ['selectionmask', 'mask'],
  ['colorizemask', 'mask'],
]);

/**
 * A KRA: `maindoc.xml` tells size and layers, `documentinfo.xml` how long and how often it was worked on, `mergedimage.png` shows it (Krita's
 * own format, as KisKraSaver and KoDocumentInfo of its source write it). Throws Unreadable where there is no zip or no size.
 */
export function readKrita(
  file: FileBytes,
  { draft, reading, limitPixels }: { draft: LayeredDraft; reading: CarrierReading; limitPixels: number },
): ZippedPicture | null {
  const zip = new Zip(file);
  reading.part('maindoc.xml', () => readMain(zippedText(zip, 'maindoc.xml', reading), draft));
  reading.part('documentinfo.xml', () => {
    readDocumentInfo(zippedText(zip, 'documentinfo.xml', reading), draft, reading);
  });
  const picture = zippedPicture(zip, reading, limitPixels);
  wholeSize(draft, picture);
  return picture;
}

function readMain(text: string, draft: LayeredDraft): void {
  let depth = 0;
  readXml(
    text,
    { what: 'it', ...BOUNDS },
    {
      open: ({ local, attributes }) => {
        const get = (name: string) => attributes[name]?.value ?? '';
        if (local === 'DOC') {
          draft.tool = get('editor') || 'Krita';
          draft.toolVersion = get('kritaVersion') || null;
        } else if (local === 'IMAGE') {
          Object.assign(draft, { width: Number(get('width')), height: Number(get('height')) });
          draft.colour = colourOf(get('colorspacename'));
        } else if (local === 'layers' || local === 'masks') depth++;
        else if (local === 'layer' || local === 'mask') addLayer(get, depth, draft);
      },
      text: () => {},
      close: (local) => {
        if (local === 'layers' || local === 'masks') depth--;
      },
    },
  );
}

/** Krita lists the top-most first, and opacity from 0 to 255. */
function addLayer(get: (name: string) => string, depth: number, draft: LayeredDraft): void {
  const opacity = get('opacity') === '' ? 255 : Number(get('opacity'));
  draft.addLayer({
    name: get('name'),
    kind: KINDS.get(get('nodetype')) ?? 'other',
    depth: Math.max(0, depth - 1),
    isVisible: get('visible') !== '0',
    opacity: opacity >= 0 && opacity <= 255 ? Math.round((opacity / 255) * 10_000) / 10_000 : 1,
    blendMode: get('compositeop') || 'normal',
    bounds: null,
  });
}

const MODELS: Readonly<Record<string, string>> = { GRAY: 'Grayscale', YCBCR: 'YCbCr', LAB: 'Lab' };

/** By the ids of Krita's colour spaces: `RGBA` has 8 bits and `LABA` 16, `GRAYAU16` too, `RGBAF32` 32 of floating point. */
function colourOf(space: string): string | null {
  const [, model = '', isFloat, bits] =
    /^(RGB|GRAY|CMYK|LAB|XYZ|YCBCR)A?(?:U?|(F))(8|16|32)?A?$/i.exec(space.slice(0, 20)) ?? [];
  if (model === '') return null;
  const name = model.toUpperCase();
  return `${MODELS[name] ?? name}, ${bits ?? (name === 'LAB' ? '16' : '8')} bits${isFloat ? ' of floating point' : ''}`;
}

/** Fields of the `about` part, and names of the `author` part; the elements of both lie one within the other, never deeper. */
function readDocumentInfo(text: string, draft: LayeredDraft, reading: CarrierReading): void {
  let path: string[] = [];
  let content = '';
  const count = (value: string, what: string): number | null => {
    if (value === '') return null;
    // GraphQL's Int ends there; as seconds they are 68 years.
    if (/^\d{1,10}$/.test(value) && Number(value) < 2 ** 31) return Number(value);
    reading.unread('documentinfo.xml', `its ${what} is ${plainText(value, 40)}`);
    return null;
  };
  const fields: Readonly<Record<string, (value: string) => void>> = {
    'about/editing-time': (value) => (draft.editingSeconds = count(value, 'editing-time')),
    'about/editing-cycles': (value) => (draft.editingCycles = count(value, 'editing-cycles')),
    'about/creation-date': (value) => (draft.createdAt = dateOf(value)),
    'about/date': (value) => (draft.modifiedAt = dateOf(value)),
    'about/initial-creator': (value) => value !== 'Unknown' && draft.addAuthor(value),
    'author/full-name': (value) => draft.addAuthor(value),
  };
  const open = ({ local }: sax.QualifiedTag) => {
    path = [...path, local];
    content = '';
  };
  readXml(
    text,
    { what: 'it', ...BOUNDS, mostDepth: 20 },
    {
      open,
      text: (part) => (content += part),
      close: () => {
        const name = path.slice(-2).join('/');
        if (Object.hasOwn(fields, name)) fields[name]?.(content.slice(0, 1000).trim());
        path = path.slice(0, -1);
        content = '';
      },
    },
  );
}
