import sax from 'sax';
import { Unreadable } from './carrier-reading.js';

/** So many characters are parsed at once, so that what is too much ends the reading before all of it is parsed. */
const PORTION = 16_384;
/** Of one element; the parser compares each with all before it: 400,000 take it three minutes. */
const MOST_ATTRIBUTES = 2000;
/** In scope at once; XMP has some thirty. The parser goes through all of them for every element that closes. */
const MOST_NAMESPACES = 200;
const MOST_STEPS = 3_000_000;
/** Tags, entities and attributes together, by the characters that begin or hold them: what takes the parser its time, about a microsecond each. */
const MOST_MARKS = 80_000;

interface XmlHandlers {
  readonly open: (tag: sax.QualifiedTag) => void;
  readonly text: (part: string) => void;
  readonly close: (local: string) => void;
}

interface XmlBounds {
  /** What it is, for messages: `the XMP`. */
  readonly what: string;
  readonly mostDepth: number;
  readonly mostElements: number;
  /**
   * Whether a document type may be named; Krita names one in every file. It is never fetched, and one that declares anything itself is
   * refused all the same.
   */
  readonly mayNameType?: boolean;
}

/**
 * Reads XML 1.0 (Fifth Edition) of a stranger, and stops at what only an attack needs: a document type with declarations, and with it every entity
 * of its own, and more levels, elements or namespaces than the bounds allow. What came before was handed over already.
 */
export function readXml(text: string, bounds: XmlBounds, handlers: XmlHandlers): void {
  const { what } = bounds;
  const count = new Count(bounds);
  const parser = sax.parser(true, { xmlns: true, position: false });
  Object.assign(parser, {
    ondoctype: (type: string) => {
      if (!bounds.mayNameType || type.includes('['))
        throw new Unreadable(`${what} has a document type, which is not expanded`);
    },
    onerror: (error: Error) => {
      throw new Unreadable(`${what} is no XML: ${error.message.split('\n')[0]}`, { cause: error });
    },
    onopentag: (tag: sax.QualifiedTag) => {
      count.open(tag);
      handlers.open(tag);
    },
    ontext: handlers.text,
    oncdata: handlers.text,
    onclosetag: (name: string) => {
      handlers.close(name.slice(name.indexOf(':') + 1));
      count.close();
    },
  });
  const end = text.lastIndexOf('>') + 1;
  let marks = 0;
  for (let at = Math.max(0, text.indexOf('<')); at < end; at += PORTION) {
    const portion = text.slice(at, Math.min(end, at + PORTION));
    marks += marksIn(portion);
    if (marks > MOST_MARKS)
      throw new Unreadable(`${what} has more than ${MOST_MARKS} tags, attributes and entities`);
    parser.write(portion);
    // Of an element that has not ended yet nothing is handed over; this is where the parser keeps its attributes meanwhile.
    const { attribList } = parser as unknown as { readonly attribList: readonly unknown[] };
    if (attribList.length > MOST_ATTRIBUTES)
      throw new Unreadable(`${what} has an element of more than ${MOST_ATTRIBUTES} attributes`);
  }
  parser.close();
}

function marksIn(text: string): number {
  let marks = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // & < =
    if (code === 0x26 || code === 0x3c || code === 0x3d) marks += 1;
  }
  return marks;
}

class Count {
  /** Namespaces in scope at each level. */
  readonly #scopes: number[] = [];
  #elements = 0;
  #steps = 0;

  constructor(private readonly bounds: XmlBounds) {}

  open({ attributes }: sax.QualifiedTag): void {
    const { what, mostDepth, mostElements } = this.bounds;
    if (this.#scopes.length >= mostDepth)
      throw new Unreadable(`${what} goes more than ${mostDepth} levels deep`);
    if (++this.#elements > mostElements)
      throw new Unreadable(`${what} has more than ${mostElements} elements`);
    const declared = Object.values(attributes).filter(({ prefix }) => prefix === 'xmlns').length;
    const inScope = (this.#scopes.at(-1) ?? 0) + declared;
    this.#steps += 1 + inScope;
    if (inScope > MOST_NAMESPACES || this.#steps > MOST_STEPS)
      throw new Unreadable(`${what} has more namespaces than are followed`);
    this.#scopes.push(inScope);
  }

  close(): void {
    this.#scopes.pop();
  }
}
