import type { LayerKind } from './layered-file.js';

/** Colour modes, by their numbers (Adobe Photoshop File Formats Specification, File Header Section). */
export const PSD_MODES: ReadonlyMap<number, string> = new Map([
  [0, 'Bitmap'],
  [1, 'Grayscale'],
  [2, 'Indexed'],
  [3, 'RGB'],
  [4, 'CMYK'],
  [7, 'Multichannel'],
  [8, 'Duotone'],
  [9, 'Lab'],
]);

/** Blend mode keys (Layer records), in the words of Photoshop's own menu. */
const BLEND_MODES: ReadonlyMap<string, string> = new Map([
  ['pass', 'pass-through'],
  ['norm', 'normal'],
  ['diss', 'dissolve'],
  ['dark', 'darken'],
  ['mul ', 'multiply'],
  ['idiv', 'color-burn'],
  ['lbrn', 'linear-burn'],
  ['dkCl', 'darker-color'],
  ['lite', 'lighten'],
  ['scrn', 'screen'],
  ['div ', 'color-dodge'],
  ['lddg', 'linear-dodge'],
  ['lgCl', 'lighter-color'],
  ['over', 'overlay'],
  ['sLit', 'soft-light'],
  ['hLit', 'hard-light'],
  ['vLit', 'vivid-light'],
  ['lLit', 'linear-light'],
  ['pLit', 'pin-light'],
  ['hMix', 'hard-mix'],
  ['diff', 'difference'],
  ['smud', 'exclusion'],
  ['fsub', 'subtract'],
  ['fdiv', 'divide'],
  ['hue ', 'hue'],
  ['sat ', 'saturation'],
  ['colr', 'color'],
  ['lum ', 'luminosity'],
]);

/** ImageMagick 6 writes the key backwards. */
export const psdBlendMode = (key: string): string =>
  BLEND_MODES.get(key) ?? BLEND_MODES.get(Array.from(key).toReversed().join('')) ?? key.trim();

const TEXT = ['TySh', 'tySh'];
const SMART_OBJECT = ['SoLd', 'SoLE', 'PlLd', 'plLd'];
/** Solid colour, gradient and pattern: of a shape where there is a vector mask, which is its outline. */
const FILL = ['SoCo', 'GdFl', 'PtFl'];
const OUTLINE = ['vmsk', 'vsms', 'vscg', 'vogk'];
const ADJUSTMENT = [
  'levl', 'curv', 'hue ', 'hue2', 'brit', 'blnc', 'mixr', 'blwh', 'phfl', 'vibA', 'expA', 'nvrt', 'post', 'thrs', 'grdm', 'selc', 'clrL', 'CgEd',
]; // prettier-ignore

/** What a layer is, by the keys of what is told of it (Additional Layer Information). */
export function psdLayerKind(keys: ReadonlySet<string>): LayerKind {
  const has = (some: readonly string[]) => some.some((key) => keys.has(key));
  if (has(TEXT)) return 'text';
  if (has(SMART_OBJECT)) return 'smart-object';
  if (has(FILL)) return has(OUTLINE) ? 'shape' : 'adjustment';
  return has(ADJUSTMENT) ? 'adjustment' : 'pixels';
}

const WIDE = new Set([
  'LMsk', 'Lr16', 'Lr32', 'Layr', 'Mt16', 'Mt32', 'Mtrn', 'Alph', 'FMsk', 'lnk2', 'FEid', 'FXid', 'PxSD', 'cinf',
]); // prettier-ignore

/** Whose lengths have eight bytes in a PSB; all but the last are in the specification. */
export const hasWideLength = (key: string): boolean => WIDE.has(key);
