import type { FileBytes } from '../../lib/file-bytes.js';
import { carriedText } from '../carriers/carried.js';
import type { CarrierReading } from '../carriers/carrier-reading.js';
import { readXml } from '../carriers/read-xml.js';
import { MOST_LAYERS, plainText, type Bounds, type LayeredDraft } from './layered-file.js';
import { Zip } from './read-zip.js';
import { programOf } from './read-xmp-history.js';
import { wholeSize } from './whole-size.js';
import { pngSize, zippedPicture, zippedText, type PngSize, type ZippedPicture } from './zip-parts.js';

const BOUNDS = { mostDepth: 200, mostElements: 30_000 };

/**
 * An ORA (OpenRaster 0.0.6, Layer Stack Specification): `stack.xml` tells size and layers, the top-most first, `mergedimage.png` shows them. It has no
 * place for history and times. Throws Unreadable where there is no zip or no size.
 */
export function readOpenRaster(
  file: FileBytes,
  { draft, reading, limitPixels }: { draft: LayeredDraft; reading: CarrierReading; limitPixels: number },
): ZippedPicture | null {
  const zip = new Zip(file);
  const sizeOf = layerSizes(zip, reading);
  reading.part('stack.xml', () => readStack(zippedText(zip, 'stack.xml', reading), draft, sizeOf));
  const picture = zippedPicture(zip, reading, limitPixels);
  wholeSize(draft, picture);
  const software = carriedText(reading.carried, 'PNG', 'Software');
  if (software) {
    const { tool, version } = programOf(software.text);
    Object.assign(draft, { tool, toolVersion: version });
  }
  return picture;
}

type Attributes = (name: string) => string;

function readStack(text: string, draft: LayeredDraft, sizeOf: SizeOf): void {
  /** How many stacks are open; the outermost is the picture, and no layer. */
  let stacks = 0;
  readXml(
    text,
    { what: 'it', ...BOUNDS },
    {
      open: ({ local, attributes }) => {
        const get: Attributes = (name) => attributes[name]?.value ?? '';
        if (local === 'image') Object.assign(draft, { width: Number(get('w')), height: Number(get('h')) });
        else if (local === 'stack' && stacks++ > 0) addLayer(get, 'group', { depth: stacks - 2, draft });
        else if (local === 'layer')
          addLayer(get, 'pixels', { depth: stacks - 1, draft, bounds: boundsOf(get, sizeOf) });
        // Named in a draft of the format, and written by some.
        else if (local === 'text') addLayer(get, 'text', { depth: stacks - 1, draft });
      },
      text: () => {},
      close: (local) => {
        if (local === 'stack') stacks--;
      },
    },
  );
}

function addLayer(
  get: Attributes,
  kind: 'group' | 'pixels' | 'text',
  { depth, draft, bounds = null }: { depth: number; draft: LayeredDraft; bounds?: Bounds | null },
): void {
  const opacity = get('opacity') === '' ? 1 : Number(get('opacity'));
  const operation = get('composite-op').replace(/^svg:/, '');
  draft.addLayer({
    name: get('name'),
    kind,
    depth: Math.max(0, depth),
    isVisible: get('visibility') !== 'hidden',
    opacity: opacity >= 0 && opacity <= 1 ? opacity : 1,
    blendMode: operation === '' || operation === 'src-over' ? 'normal' : operation,
    bounds,
  });
}

/** What the layer's picture measures; null where it cannot be read. */
type SizeOf = (name: string) => PngSize | null;

/** By the first bytes of each layer's PNG, of as many layers as are listed. */
function layerSizes(zip: Zip, reading: CarrierReading): SizeOf {
  const known = new Map<string, PngSize | null>();
  return (name) => {
    const size = known.get(name);
    if (size !== undefined) return size;
    if (known.size >= MOST_LAYERS || !zip.has(name)) return null;
    known.set(name, null);
    reading.part(`ORA ${plainText(name, 100)}`, () => known.set(name, pngSize(zip.head(name, 24))));
    return known.get(name) ?? null;
  };
}

function boundsOf(get: Attributes, sizeOf: SizeOf): Bounds | null {
  const size = sizeOf(get('src'));
  const [x, y] = [Number(get('x')), Number(get('y'))];
  // As far as any format places a layer, and a GraphQL Int goes.
  return size && x === (x | 0) && y === (y | 0) ? { x, y, ...size } : null;
}
