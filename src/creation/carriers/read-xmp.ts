import type sax from 'sax';
import { Unreadable, type CarrierReading } from './carrier-reading.js';
import { decodeText, decodeUtf16 } from './decode-text.js';
import { readXml } from './read-xml.js';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const XML = 'http://www.w3.org/XML/1998/namespace';
const MAX_DEPTH = 100;
const MAX_PROPERTIES = 2000;
/** Photoshop lists the ancestors of a document, in some files by tens of thousands. */
const MAX_ELEMENTS = 200_000;

/** The prefixes by which the trade knows the namespaces; a file may use others. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://ns.adobe.com/xap/1.0/', 'xmp'],
  ['http://ns.adobe.com/xap/1.0/mm/', 'xmpMM'],
  ['http://ns.adobe.com/xap/1.0/rights/', 'xmpRights'],
  ['http://ns.adobe.com/xap/1.0/sType/ResourceEvent#', 'stEvt'],
  ['http://ns.adobe.com/xap/1.0/sType/ResourceRef#', 'stRef'],
  ['http://ns.adobe.com/exif/1.0/', 'exif'],
  ['http://ns.adobe.com/tiff/1.0/', 'tiff'],
  ['http://ns.adobe.com/photoshop/1.0/', 'photoshop'],
  ['http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/', 'Iptc4xmpCore'],
  ['http://iptc.org/std/Iptc4xmpExt/2008-02-29/', 'Iptc4xmpExt'],
  ['http://ns.useplus.org/ldf/xmp/1.0/', 'plus'],
  ['http://purl.org/dc/terms/', 'dcterms'],
]);

/**
 * The properties of an XMP packet (ISO 16684-1), each as a text by its path: `dc:description`, `xmpMM:History/stEvt:action`.
 * What XML allows and XMP has no need of is refused: a document type, and with it every entity but XML's own five.
 */
export function readXmp(raw: Uint8Array, reading: CarrierReading): void {
  walkXmp(raw, ({ path, text }) => addXmpText(reading, path, text));
}

export const addXmpText = (reading: CarrierReading, path: string, text: string): void =>
  reading.add({ carrier: 'XMP', name: path, where: `XMP ${path}`, text, raw: Buffer.from(text) });

export interface XmpProperty {
  readonly path: string;
  readonly text: string;
  /** Which `rdf:li` of the packet it is within, from 1 on, so that the fields of one entry of a list are known as such; 0 for none. */
  readonly item: number;
}

/** Hands over the properties one by one; those before what cannot be read came already. */
export function walkXmp(
  raw: Uint8Array,
  found: (property: XmpProperty) => void,
  { mostProperties = MAX_PROPERTIES } = {},
): void {
  const isWide = raw[0] === 0 || raw[1] === 0 || (raw[0]! >= 0xfe && raw[1]! >= 0xfe);
  const walk = new Walk(found, mostProperties);
  const bounds = { what: 'the XMP', mostDepth: MAX_DEPTH, mostElements: MAX_ELEMENTS };
  readXml(isWide ? decodeUtf16(raw, { isBig: true }) : decodeText(raw), bounds, {
    open: (tag) => walk.open(tag),
    text: (part) => walk.text(part),
    close: () => walk.close(),
  });
}

interface Level {
  /** The property that this element is, or null for RDF's own elements. */
  readonly property: string | null;
  readonly item: number;
  text: string;
  hasChildren: boolean;
}

class Walk {
  readonly #levels: Level[] = [];
  #properties = 0;
  #items = 0;

  constructor(
    private readonly found: (property: XmpProperty) => void,
    private readonly mostProperties: number,
  ) {}

  open(tag: sax.QualifiedTag): void {
    const parent = this.#levels.at(-1);
    if (parent) parent.hasChildren = true;
    const isOfRdf = tag.uri === RDF || tag.uri === 'adobe:ns:meta/';
    this.#levels.push({
      property: isOfRdf ? null : nameOf(tag.uri, tag.local, tag.prefix),
      item: tag.uri === RDF && tag.local === 'li' ? ++this.#items : (parent?.item ?? 0),
      text: '',
      hasChildren: false,
    });
    for (const { uri, local, prefix, value } of Object.values(tag.attributes)) {
      if (prefix === 'xmlns' || local === 'xmlns' || uri === XML || uri === 'adobe:ns:meta/' || uri === '')
        continue;
      if (uri !== RDF) this.add(value, nameOf(uri, local, prefix));
      else if (local === 'resource') this.add(value);
    }
  }

  text(part: string): void {
    const level = this.#levels.at(-1);
    if (level) level.text += part;
  }

  close(): void {
    const { text, hasChildren } = this.#levels.at(-1)!;
    if (!hasChildren && text.trim() !== '') this.add(text);
    this.#levels.pop();
  }

  private add(text: string, ...last: readonly string[]): void {
    const path = [...this.#levels.flatMap(({ property }) => property ?? []), ...last].join('/');
    if (path === '') return;
    if (++this.#properties > this.mostProperties)
      throw new Unreadable(`the XMP has more than ${this.mostProperties} properties`);
    this.found({ path, text, item: this.#levels.at(-1)?.item ?? 0 });
  }
}

const nameOf = (uri: string, local: string, prefix: string): string =>
  `${PREFIXES.get(uri) ?? prefix}:${local}`;
