import type { Pdq } from '../../originality/pdq.js';
import type { UnreadPart } from '../carriers/carried.js';

export const LAYERED_FORMATS = ['psd', 'psb', 'kra', 'ora'] as const;
export type LayeredFormat = (typeof LAYERED_FORMATS)[number];

/** By the format: Photoshop's has one type for both of its sizes (IANA); Krita's is its own; OpenRaster 0.0.6 §File Layout. */
export const LAYERED_MEDIA_TYPES = {
  psd: 'image/vnd.adobe.photoshop',
  psb: 'image/vnd.adobe.photoshop',
  kra: 'application/x-krita',
  ora: 'image/openraster',
} as const satisfies Readonly<Record<LayeredFormat, string>>;

/** Whether files of this media type have layers. They are evidence of how a picture was made, and never a work's picture themselves. */
export const isLayeredType = (mediaType: string): boolean =>
  Object.values<string>(LAYERED_MEDIA_TYPES).includes(mediaType);

export const LAYER_KINDS = [
  'pixels',
  'group',
  /** It changes or fills what is beneath it, and has no pixels of its own. */
  'adjustment',
  'text',
  'shape',
  'mask',
  'smart-object',
  /** It shows another file. */
  'file',
  'other',
] as const;
export type LayerKind = (typeof LAYER_KINDS)[number];

/** In pixels, from the picture's upper left corner; may lie beyond its edges. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layer {
  readonly name: string;
  readonly kind: LayerKind;
  /** In how many groups it is; a mask of Krita's is within its layer. */
  readonly depth: number;
  /** Its own switch; a group around it may be hidden. */
  readonly isVisible: boolean;
  /** From 0 to 1. */
  readonly opacity: number;
  /** Such as `multiply`; Photoshop's in words, OpenRaster's without `svg:`, Krita's as they are. */
  readonly blendMode: string;
  /** Null where it has no pixels, or the format does not tell without them (Krita). */
  readonly bounds: Bounds | null;
}

export interface HistoryStep {
  /** What was done, in the program's words: `saved`, `File heron.jpg opened`. */
  readonly action: string;
  /** ISO 8601 as the file has it; null where it does not tell. */
  readonly at: string | null;
  readonly tool: string | null;
}

/** What a layered file itself says of the work that went into it. Whoever has the file can write all of it: a claim, and graded as one. */
export interface LayeredFile {
  readonly format: LayeredFormat;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** The program that wrote it. */
  readonly tool: string | null;
  readonly toolVersion: string | null;
  /** Such as `RGB, 8 bits`, of one channel. */
  readonly colour: string | null;
  /** The top-most first, a group before what is in it; at most MOST_LAYERS. */
  readonly layers: readonly Layer[];
  /** All that could be read, groups among them, also where fewer are listed. */
  readonly layerCount: number;
  /** Whether there are more layers or steps than are listed. */
  readonly isTruncated: boolean;
  /** In the file's order, by rule the first first; at most MOST_STEPS. */
  readonly history: readonly HistoryStep[];
  /** How long the file was open and worked on, as the program counted. */
  readonly editingSeconds: number | null;
  /** How often it was saved. */
  readonly editingCycles: number | null;
  /** ISO 8601 as the file has it, often without a zone. */
  readonly createdAt: string | null;
  readonly modifiedAt: string | null;
  /** Who made it, as the file says; redacted where it is published. */
  readonly authors: readonly string[];
  readonly grade: 'self-declared';
  /** Parts that are there and could not be read; all others were. */
  readonly unread: readonly UnreadPart[];
}

/** Of the picture that a layered file keeps beside its layers, so that it can be compared with registered ones. */
export interface MergedFingerprints {
  readonly pdq: Pdq;
  /** ISCC Image-Code of 256 bits (ISO 24138). */
  readonly iscc: string;
}

/** Listed of one file: Photoshop itself allows 8,000 layers, and files of artists have up to some hundred. */
export const MOST_LAYERS = 1000;
export const MOST_STEPS = 500;
const MOST_AUTHORS = 10;
const LONGEST_NAME = 300;
const LONGEST_TEXT = 500;

/** What was found of a layered file so far, so that whatever cannot be read leaves the rest standing. */
export class LayeredDraft {
  readonly #layers: Layer[] = [];
  readonly #history: HistoryStep[] = [];
  readonly #authors = new Set<string>();
  #layerCount = 0;
  #isTruncated = false;
  width = 0;
  height = 0;
  tool: string | null = null;
  toolVersion: string | null = null;
  colour: string | null = null;
  editingSeconds: number | null = null;
  editingCycles: number | null = null;
  createdAt: string | null = null;
  modifiedAt: string | null = null;

  /** To be called for the top-most layer first. */
  addLayer(layer: Layer): void {
    this.#layerCount++;
    if (this.#layers.length >= MOST_LAYERS) this.#isTruncated = true;
    else
      this.#layers.push({
        ...layer,
        name: plainText(layer.name, LONGEST_NAME),
        blendMode: plainText(layer.blendMode, 40),
      });
  }

  addStep({ action, at, tool }: HistoryStep): void {
    if (this.#history.length >= MOST_STEPS) this.#isTruncated = true;
    else
      this.#history.push({
        action: plainText(action, LONGEST_TEXT),
        at,
        tool: tool && plainText(tool, LONGEST_NAME),
      });
  }

  addAuthor(name: string): void {
    const plain = plainText(name, LONGEST_NAME).trim();
    if (plain !== '' && this.#authors.size < MOST_AUTHORS) this.#authors.add(plain);
  }

  finish(format: LayeredFormat, unread: readonly UnreadPart[]): LayeredFile {
    const { width, height, tool, toolVersion, colour } = this;
    const { editingSeconds, editingCycles, createdAt, modifiedAt } = this;
    return {
      format,
      width,
      height,
      tool: tool && plainText(tool, LONGEST_NAME),
      toolVersion: toolVersion && plainText(toolVersion, LONGEST_NAME),
      colour,
      layers: this.#layers,
      layerCount: this.#layerCount,
      isTruncated: this.#isTruncated,
      history: this.#history,
      editingSeconds,
      editingCycles,
      createdAt,
      modifiedAt,
      authors: [...this.#authors],
      grade: 'self-declared',
      unread,
    };
  }
}

/** One line of whole characters, cut where it is longer than any that a person gives. */
export function plainText(text: string, longest: number): string {
  const characters = Array.from(text.slice(0, 2 * longest + 2).toWellFormed());
  const cut =
    characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : characters.join('');
  // oxlint-disable-next-line no-control-regex -- they are what is replaced
  return cut.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '\ufffd');
}

/** A date, or date and time, of ISO 8601 as the file has it; null for what is none. */
export const dateOf = (text: string): string | null =>
  /^\s*(\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?)\s*$/.exec(
    text.slice(0, 60),
  )?.[1] ?? null;
