import { deflateRawSync } from 'node:zlib';
import { layeredFormatOf } from '../../../src/creation/layered/layered-format.js';
import { Zip } from '../../../src/creation/layered/read-zip.js';
import { fileBytesOf } from '../../../src/lib/file-bytes.js';
import { aKra, anOra, aPsd, aZip, type ZipEntry } from '../../fixtures/layered.js';

const TEXT = Buffer.from('hello, '.repeat(100));
const entry = (name: string, more: Partial<ZipEntry> = {}): ZipEntry => ({ name, body: TEXT, ...more });
const read = (file: Uint8Array, name = 'a', most = 10_000) => {
  const told: string[] = [];
  return {
    bytes: Buffer.from(new Zip(fileBytesOf(file)).read(name, most, (reason) => told.push(reason))),
    told,
  };
};

describe('a zip', () => {
  it.each([
    ['stored', [entry('a'), entry('b')], {}],
    ['deflated', [entry('b'), entry('a', { isDeflated: true })], {}],
    ['in a zip64', [entry('b'), entry('a', { isDeflated: true })], { isWide: true }],
    ['before a comment that looks like an end', [entry('a')], { comment: 'PK\x05\x06 and more' }],
  ])('gives an entry, %s', (_, entries, options) => {
    expect(read(aZip(entries, options))).toEqual({ bytes: TEXT, told: [] });
  });

  it('tells of a wrong checksum, and gives the entry', () => {
    const { bytes, told } = read(aZip([entry('a', { says: { crc: 1 } })]));
    expect([bytes, told]).toEqual([TEXT, [expect.stringMatching(/checksum/)]]);
  });

  it('gives the beginning of an entry, and unpacks little more', () => {
    const zip = new Zip(fileBytesOf(aZip([entry('a', { body: Buffer.alloc(50e6), isDeflated: true })])));
    expect(zip.head('a', 5)).toEqual(new Uint8Array(5));
  });

  const zeros = deflateRawSync(Buffer.alloc(1_000_000));
  it.each<[string, ZipEntry[], RegExp]>([
    ['larger than is wanted, as it says', [entry('a', { says: { size: 4e9 } })], /4000000000 bytes, and at most 10000/],
    ['larger than it says', [entry('a', { body: zeros, says: { size: 10, method: 8 } })], /more than the zip says/],
    ['empty as it says, and is not', [entry('a', { body: zeros, says: { size: 0, method: 8 } })], /more than the zip says/],
    ['broken', [entry('a', { says: { method: 8 } })], /compression is broken/],
    ['compressed in another way', [entry('a', { says: { method: 93 } })], /method 93/],
    ['encrypted', [entry('a', { says: { flags: 1 } })], /encrypted/],
    ['there twice', [entry('a'), entry('a')], /more than once/],
    ['there three times', [entry('a'), entry('a'), entry('a')], /more than once/],
    ['over another', [entry('b'), entry('a', { says: { offset: 5 } })], /overlaps/],
    ['beyond the directory', [entry('b'), entry('a', { says: { packed: 5000, size: 5000 } })], /overlaps/],
    ['elsewhere', [entry('a', { says: { offset: 3, packed: 5, size: 5 } })], /it is not/],
    ['absent', [entry('b')], /not in the file/],
  ])('does not give an entry that is %s', (_, entries, reason) => {
    expect(() => read(aZip(entries))).toThrow(reason);
  }); // prettier-ignore

  it.each<[string, Uint8Array, RegExp]>([
    ['cut off', aZip([entry('a')]).subarray(0, -1), /no directory/],
    ['of 10,001 entries', aZip(Array.from({ length: 10_001 }, (_, at) => entry(`${at}`, { body: Buffer.alloc(0) }))), /10001 entries/],
    ['a zip64 without its directory', aZip([entry('a')], { isWide: true }).subarray(-22), /no directory of one/],
    ['empty', Buffer.alloc(0), /no directory/],
  ])('is refused that is %s', (_, file, reason) => {
    expect(() => read(file)).toThrow(reason);
  }); // prettier-ignore
});

describe('a layered file is known', () => {
  const mimetype = (text: string, isDeflated = false) => ({
    name: 'mimetype',
    body: Buffer.from(text),
    isDeflated,
  });
  it.each<[string, Uint8Array, string | null]>([
    ['a PSD', aPsd(), 'psd'],
    ['a PSB', aPsd({ isLarge: true }), 'psb'],
    ['a KRA', aKra(), 'kra'],
    ['an ORA', anOra(), 'ora'],
    ['a KRA that says so last, and deflated', aZip([entry('maindoc.xml'), mimetype('application/x-krita', true)]), 'kra'],
    ['a KRA that went through another program', aZip([mimetype('application/zip'), entry('maindoc.xml')]), 'kra'],
    ['a text document', aZip([mimetype('application/x-kword'), entry('maindoc.xml')]), null],
    ['a zip', aZip([entry('a')]), null],
    ['a PSD of version 3', Buffer.from('8BPS\0\x03'), null],
    ['nothing', Buffer.alloc(0), null],
  ])('by its bytes: %s', (_, file, format) => {
    expect(layeredFormatOf(fileBytesOf(file))).toBe(format);
  }); // prettier-ignore
});
