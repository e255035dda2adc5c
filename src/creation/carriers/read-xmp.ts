import sax from 'sax';
import { Unreadable, type CarrierReading } from './carrier-reading.js';
import { decodeText, decodeUtf16 } from './decode-text.js';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const XML = 'http://www.w3.org/XML/1998/namespace';
const MAX_DEPTH = 100;
const MAX_PROPERTIES = 2000;

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
  const walk = new Walk((path, text) =>
    reading.add({ carrier: 'XMP', name: path, where: `XMP ${path}`, text, raw: Buffer.from(text) }),
  );
  const isWide = raw[0] === 0 || raw[1] === 0 || (raw[0]! >= 0xfe && raw[1]! >= 0xfe);
  walk.read(isWide ? decodeUtf16(raw, { isBig: true }) : decodeText(raw));
}

interface Level {
  /** The property that this element is, or null for RDF's own elements. */
  readonly property: string | null;
  text: string;
  hasChildren: boolean;
}

class Walk {
  readonly #levels: Level[] = [];
  #properties = 0;

  constructor(private readonly found: (path: string, text: string) => void) {}

  read(text: string): void {
    const parser = sax.parser(true, { xmlns: true, position: false });
    Object.assign(parser, {
      ondoctype: () => {
        throw new Unreadable('the XMP has a document type, which is not expanded');
      },
      onerror: (error: Error) => {
        throw new Unreadable(`the XMP is no XML: ${error.message.split('\n')[0]}`, { cause: error });
      },
      onopentag: (tag: sax.QualifiedTag) => this.open(tag),
      ontext: (part: string) => this.text(part),
      oncdata: (part: string) => this.text(part),
      onclosetag: () => this.close(),
    });
    const end = text.lastIndexOf('>');
    parser.write(text.slice(Math.max(0, text.indexOf('<')), end + 1)).close();
  }

  private open(tag: sax.QualifiedTag): void {
    if (this.#levels.length >= MAX_DEPTH)
      throw new Unreadable(`the XMP goes more than ${MAX_DEPTH} levels deep`);
    const parent = this.#levels.at(-1);
    if (parent) parent.hasChildren = true;
    const isOfRdf = tag.uri === RDF || tag.uri === 'adobe:ns:meta/';
    this.#levels.push({
      property: isOfRdf ? null : nameOf(tag.uri, tag.local, tag.prefix),
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

  private text(part: string): void {
    const level = this.#levels.at(-1);
    if (level) level.text += part;
  }

  private close(): void {
    const { text, hasChildren } = this.#levels.at(-1)!;
    if (!hasChildren && text.trim() !== '') this.add(text);
    this.#levels.pop();
  }

  private add(text: string, ...last: readonly string[]): void {
    const path = [...this.#levels.flatMap(({ property }) => property ?? []), ...last].join('/');
    if (path === '') return;
    if (++this.#properties > MAX_PROPERTIES)
      throw new Unreadable(`the XMP has more than ${MAX_PROPERTIES} properties`);
    this.found(path, text);
  }
}

const nameOf = (uri: string, local: string, prefix: string): string =>
  `${PREFIXES.get(uri) ?? prefix}:${local}`;
