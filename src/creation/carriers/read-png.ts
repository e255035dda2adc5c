import { crc32 } from 'node:zlib';
import type { FileBytes } from '../../lib/file-bytes.js';
import { Unreadable, type CarrierReading } from './carrier-reading.js';
import { decodeLatin1, decodeText } from './decode-text.js';
import { readExif } from './read-tiff.js';
import { readXmp } from './read-xmp.js';

const SIGNATURE_BYTES = 8;
/** More than any encoder makes of 200 MB. */
const MAX_CHUNKS = 100_000;
const READ = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf']);

/** The text and EXIF chunks of a PNG, wherever they stand, and whether it has a manifest (PNG 3rd edition §11.3.3, C2PA's `caBX`). */
export function readPng(file: FileBytes, reading: CarrierReading): void {
  let at = SIGNATURE_BYTES;
  for (let count = 0; at + 12 <= file.size && count < MAX_CHUNKS; count++) {
    const header = file.at(at, 8);
    const length = Buffer.from(header).readUInt32BE(0);
    const type = decodeLatin1(header.subarray(4, 8));
    if (type === 'IEND') return;
    if (type === 'caBX') reading.hasManifestStore = true;
    if (READ.has(type)) {
      const from = at;
      reading.part(`PNG ${type}`, () => readChunk(file, reading, { type, from, length }));
    }
    at += 12 + length;
  }
  reading.unread(
    'PNG',
    at + 12 <= file.size ? `there are more than ${MAX_CHUNKS} chunks` : 'the file ends before its last chunk',
  );
}

interface Chunk {
  readonly type: string;
  readonly from: number;
  readonly length: number;
}

function readChunk(file: FileBytes, reading: CarrierReading, { type, from, length }: Chunk): void {
  const whole = reading.bytes(file, from + 4, length + 8);
  const body = whole.subarray(4, 4 + length);
  if (crc32(whole.subarray(0, 4 + length)) !== Buffer.from(whole).readUInt32BE(4 + length))
    // Read all the same: a person may want to see what somebody wrote over.
    reading.unread(`PNG ${type}`, 'the checksum of a chunk is not that of its bytes');
  if (type === 'eXIf') return readExif(body, reading);
  const keyword = decodeLatin1(body.subarray(0, endOf(body, 0)));
  const where = `PNG ${type}:${printable(keyword)}`;
  reading.part(where, () => {
    const { raw, text } = textOf(type, body, reading);
    if (keyword === 'XML:com.adobe.xmp') readXmp(raw, reading);
    else reading.add({ carrier: 'PNG', name: keyword, where, text, raw });
  });
}

function textOf(type: string, body: Uint8Array, reading: CarrierReading): { raw: Uint8Array; text: string } {
  const afterKeyword = endOf(body, 0) + 1;
  if (type === 'tEXt') return decoded(body.subarray(afterKeyword));
  if (type === 'zTXt') return decoded(reading.inflate(body.subarray(afterKeyword + 1)));
  const isCompressed = body[afterKeyword] === 1;
  const afterLanguage = endOf(body, afterKeyword + 2) + 1;
  const raw = body.subarray(endOf(body, afterLanguage) + 1);
  return decoded(isCompressed ? reading.inflate(raw) : raw);
}

const decoded = (raw: Uint8Array) => ({ raw, text: decodeText(raw) });

function endOf(body: Uint8Array, from: number): number {
  const end = body.indexOf(0, from);
  if (end < 0) throw new Unreadable('a chunk has no NUL where one must be');
  return end;
}

/** A keyword has 79 characters by the standard; what a file claims is its own may be anything. */
const printable = (keyword: string) => keyword.replace(/[^\x20-\x7e\xa0-\xff]/g, '?').slice(0, 79);
