import { fileBytesOf, type FileBytes } from '../../lib/file-bytes.js';
import { Unreadable, type CarrierReading } from './carrier-reading.js';
import type { Carrier } from './carried.js';
import { decodeLatin1, decodeText, decodeUtf16, withoutEnd } from './decode-text.js';
import { readIptc, readPhotoshop } from './read-iptc.js';
import { readXmp } from './read-xmp.js';

const MAX_DIRECTORIES = 64;
const MAX_ENTRIES = 4096;

/** Tags whose values are texts, by the names that EXIF 3.0 and TIFF 6.0 give them. */
const TEXTS: ReadonlyMap<number, string> = new Map([
  [0x010d, 'DocumentName'],
  [0x010e, 'ImageDescription'],
  [0x010f, 'Make'],
  [0x0110, 'Model'],
  [0x0131, 'Software'],
  [0x0132, 'ModifyDate'],
  [0x013b, 'Artist'],
  [0x013c, 'HostComputer'],
  [0x8298, 'Copyright'],
  [0x9003, 'DateTimeOriginal'],
  [0x9004, 'CreateDate'],
  [0x9286, 'UserComment'],
  [0x9c9b, 'XPTitle'],
  [0x9c9c, 'XPComment'],
  [0x9c9d, 'XPAuthor'],
  [0x9c9e, 'XPKeywords'],
  [0x9c9f, 'XPSubject'],
  [0xa420, 'ImageUniqueID'],
]);
const USER_COMMENT = 0x9286;
const isWindowsText = (tag: number) => tag >= 0x9c9b && tag <= 0x9c9f;

const POINTERS: ReadonlyMap<number, string> = new Map([
  [0x014a, 'SubIFD'],
  [0x8769, 'ExifIFD'],
]);
const XMP = 0x02bc;
const IPTC = 0x83bb;
const PHOTOSHOP = 0x8649;
/** C2PA 2.2 §A.3.4: the manifest store of a TIFF. */
const MANIFEST_STORE = 0xcd41;

/** Bytes of a value's unit, by its TIFF type. */
const UNIT_BYTES: Readonly<Record<number, number>> = {
  1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8, 129: 1,
}; // prettier-ignore

/** EXIF as JPEG, PNG and WebP hold it: a TIFF of its own, in some files after the `Exif\0\0` that only JPEG wants. */
export function readExif(bytes: Uint8Array, reading: CarrierReading): void {
  const isMarked = decodeLatin1(bytes.subarray(0, 6)) === 'Exif\0\0';
  readTiff(fileBytesOf(isMarked ? bytes.subarray(6) : bytes), reading);
}

/** The texts of a TIFF's directories, its XMP, IPTC and manifest (TIFF 6.0 §2; BigTIFF). */
export function readTiff(file: FileBytes, reading: CarrierReading): void {
  new Directories(file, reading).read();
}

class Directories {
  readonly #seen = new Set<number>();
  #entries = 0;
  readonly #isBig: boolean;
  readonly #isWide: boolean;

  constructor(
    private readonly file: FileBytes,
    private readonly reading: CarrierReading,
  ) {
    const order = decodeLatin1(file.at(0, 2));
    if (order !== 'II' && order !== 'MM') throw new Unreadable('EXIF begins with no byte order');
    this.#isBig = order === 'MM';
    const version = this.number(2, 2);
    if (version !== 42 && version !== 43) throw new Unreadable('EXIF has no TIFF header');
    this.#isWide = version === 43;
  }

  read(): void {
    let at = this.#isWide ? this.number(8, 8) : this.number(4, 4);
    for (let index = 0; at !== 0; index++) at = this.directory(at, `IFD${index}`);
  }

  /** Reads a directory, and tells where the next one is. */
  private directory(at: number, name: string): number {
    if (this.#seen.has(at)) throw new Unreadable('the directories go round in a circle');
    this.#seen.add(at);
    if (this.#seen.size > MAX_DIRECTORIES)
      throw new Unreadable(`there are more than ${MAX_DIRECTORIES} directories`);
    const countBytes = this.#isWide ? 8 : 2;
    const entryBytes = this.#isWide ? 20 : 12;
    const count = this.number(at, countBytes);
    if (count > MAX_ENTRIES) throw new Unreadable(`a directory has ${count} entries`);
    for (let index = 0; index < count; index++) {
      // Not within an entry's own part: it ends all directories that are open.
      if (++this.#entries > MAX_ENTRIES) throw new Unreadable(`there are more than ${MAX_ENTRIES} entries`);
      const entry = at + countBytes + index * entryBytes;
      this.reading.part(`EXIF ${name}`, () => this.entry(entry, name));
    }
    return this.number(at + countBytes + count * entryBytes, this.#isWide ? 8 : 4);
  }

  private entry(at: number, directory: string): void {
    const tag = this.number(at, 2);
    const pointed = POINTERS.get(tag);
    if (pointed !== undefined) this.pointed(at, pointed);
    else if (TEXTS.has(tag)) this.text(tag, at, directory);
    else if (tag === XMP) readXmp(this.value(at), this.reading);
    else if (tag === IPTC) readIptc(this.value(at), this.reading);
    else if (tag === PHOTOSHOP) readPhotoshop(this.value(at), this.reading);
    else if (tag === MANIFEST_STORE) this.reading.hasManifestStore = true;
  }

  private pointed(at: number, name: string): void {
    const value = this.value(at);
    const unit = this.#isWide && value.length % 8 === 0 ? 8 : 4;
    for (let from = 0; from + unit <= value.length; from += unit)
      this.reading.part(`EXIF ${name}`, () => void this.directory(this.decode(value, from, unit), name));
  }

  private text(tag: number, at: number, directory: string): void {
    const raw = this.value(at);
    const name = TEXTS.get(tag)!;
    const text = withoutEnd(
      tag === USER_COMMENT
        ? this.userComment(raw)
        : isWindowsText(tag)
          ? decodeUtf16(raw, { isBig: false })
          : decodeText(raw),
    );
    if (text.trim() !== '')
      this.reading.add({
        carrier: 'EXIF' satisfies Carrier,
        name,
        where: `EXIF ${directory}:${name}`,
        text,
        raw,
      });
  }

  /** EXIF 3.0 §4.6.6: eight bytes name the character code. Many programs write UTF-8 without them. */
  private userComment(raw: Uint8Array): string {
    const code = decodeLatin1(raw.subarray(0, 8));
    const body = raw.subarray(8);
    if (code === 'UNICODE\0') return decodeUtf16(body, { isBig: this.#isBig });
    if (code.startsWith('JIS\0')) throw new Unreadable('a comment is in JIS X 0208, which is not read');
    const isCoded = code === 'ASCII\0\0\0' || code === '\0'.repeat(8);
    return decodeText(isCoded ? body : raw);
  }

  private value(at: number): Uint8Array {
    const type = this.number(at + 2, 2);
    const unit = UNIT_BYTES[type];
    if (unit === undefined) throw new Unreadable(`a value is of the type ${type}, which TIFF does not know`);
    const inline = this.#isWide ? 8 : 4;
    const bytes = this.number(at + 4, inline) * unit;
    const from = at + 4 + inline;
    return this.reading.bytes(this.file, bytes <= inline ? from : this.number(from, inline), bytes);
  }

  private number(at: number, bytes: number): number {
    const value = this.file.at(at, bytes);
    if (value.length < bytes) throw new Unreadable('the file ends within a directory');
    return this.decode(value, 0, bytes);
  }

  private decode(value: Uint8Array, from: number, bytes: number): number {
    let number = 0;
    for (let index = 0; index < bytes; index++)
      number = number * 256 + value[from + (this.#isBig ? index : bytes - 1 - index)]!;
    return number;
  }
}
