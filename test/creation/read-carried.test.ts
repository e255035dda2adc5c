import sharp from 'sharp';
import { readCarried } from '../../src/creation/carriers/read-carried.js';
import { fileBytesOf } from '../../src/lib/file-bytes.js';
import type { MediaType } from '../../src/originality/fingerprint.js';
import {
  aJpeg,
  aPng,
  aPngWith,
  ascii,
  aTiff,
  chunk,
  exifSegment,
  iTXt,
  tEXt,
  unicodeComment,
  USER_COMMENT,
  xmpOf,
  xmpSegment,
  zTXt,
} from '../fixtures/carrying.js';
import { aGifWith, anOldGif, GIF_MAGIC } from '../fixtures/picture-forms.js';

const read = (bytes: Uint8Array, mediaType: MediaType = 'image/png') =>
  readCarried(fileBytesOf(bytes), mediaType);
const texts = (bytes: Uint8Array, mediaType?: MediaType) =>
  read(bytes, mediaType).texts.map(({ where, text }) => [where, text]);
const reasons = (bytes: Uint8Array, mediaType?: MediaType) =>
  read(bytes, mediaType).unread.map(({ where, reason }) => `${where}: ${reason}`);

describe('what a PNG carries', () => {
  it('is every text, before and after the pixels, compressed or not', () => {
    const file = aPng({
      before: [
        tEXt('parameters', 'a circle'),
        iTXt('テスト', 'x'),
        iTXt('Comment', 'テスト', { isCompressed: true }),
      ],
      after: [zTXt('Description', 'late')],
    });
    expect(texts(file)).toEqual([
      ['PNG tEXt:parameters', 'a circle'],
      [expect.stringMatching(/^PNG iTXt:/), 'x'],
      ['PNG iTXt:Comment', 'テスト'],
      ['PNG zTXt:Description', 'late'],
    ]);
    expect(reasons(file)).toEqual([]);
  });

  it('is Latin-1 where it is no UTF-8', () => {
    expect(texts(aPng({ before: [tEXt('Author', Buffer.from('Andr\xe9', 'latin1'))] }))).toEqual([
      ['PNG tEXt:Author', 'André'],
    ]);
  });

  it('is read although a checksum is wrong, and that is told', () => {
    const file = Buffer.concat([
      aPng().subarray(0, 33),
      chunk(tEXt('a', 'b'), { crc: 1 }),
      aPng().subarray(33),
    ]);
    expect(texts(file)).toEqual([['PNG tEXt:a', 'b']]);
    expect(reasons(file)).toEqual(['PNG tEXt: the checksum of a chunk is not that of its bytes']);
  });

  it.each<[string, Uint8Array, RegExp]>([
    [
      'a text that inflates to 64 MB',
      aPng({ before: [zTXt('a', Buffer.alloc(64e6)), tEXt('b', 'c')] }),
      /inflates to more/,
    ],
    [
      'a text that is no zlib',
      aPng({ before: [['zTXt', Buffer.from('a\0\0nonsense')], tEXt('b', 'c')] }),
      /compression is broken/,
    ],
    [
      'a text of 9 MB',
      aPng({ before: [tEXt('a', Buffer.alloc(9e6, 'a')), tEXt('b', 'c')] }),
      /at most 8000000 are read/,
    ],
    [
      'a chunk without a keyword',
      aPng({ before: [['tEXt', Buffer.from('nothing')], tEXt('b', 'c')] }),
      /no NUL/,
    ],
    [
      'EXIF that is none',
      aPng({ before: [['eXIf', Buffer.from('nothing')], tEXt('b', 'c')] }),
      /no byte order/,
    ],
  ])('is the rest where there is %s', (_, file, reason) => {
    expect(texts(file)).toEqual([['PNG tEXt:b', 'c']]);
    expect(reasons(file)).toEqual([expect.stringMatching(reason)]);
  });

  it('is what there is of a file that is cut off', () => {
    const file = aPngWith({ parameters: 'a circle' });
    expect(texts(file.subarray(0, file.length - 20))).toEqual([['PNG tEXt:parameters', 'a circle']]);
    expect(reasons(file.subarray(0, file.length - 20))).toEqual(['PNG: the file ends before its last chunk']);
  });

  it('is no more than 24 MB, however often it is there', () => {
    const file = aPng({
      before: Array.from({ length: 40 }, (_, at) => zTXt(`k${at}`, Buffer.alloc(7e6, 'a'))),
    });
    expect(read(file).texts).toHaveLength(3);
    expect(reasons(file)[0]).toMatch(/24000000 bytes were read/);
  });
});

describe('what EXIF carries', () => {
  it.each<[string, Uint8Array, string]>([
    ['UTF-16, high byte first', aTiff([], { exif: [unicodeComment('Steps: 1, テ')] }), 'Steps: 1, テ'],
    [
      'UTF-16, low byte first, in a file that is otherwise',
      aTiff([], { isBig: true, exif: [unicodeComment('Steps: 1', { isBig: false })] }),
      'Steps: 1',
    ],
    ['ASCII', aTiff([], { exif: [[USER_COMMENT, 7, Buffer.from('ASCII\0\0\0hello')]] }), 'hello'],
    [
      'UTF-8 without a code',
      aTiff([], { exif: [[USER_COMMENT, 7, Buffer.from('{"a": "テ"}')]] }),
      '{"a": "テ"}',
    ],
    [
      'an unnamed code',
      aTiff([], { exif: [[USER_COMMENT, 7, Buffer.from('\0\0\0\0\0\0\0\0hello')]] }),
      'hello',
    ],
  ])('is a comment in %s', (_, tiff, text) => {
    expect(texts(aJpeg([exifSegment(tiff)]), 'image/jpeg')).toEqual([['EXIF ExifIFD:UserComment', text]]);
    expect(texts(tiff, 'image/tiff')).toEqual([['EXIF ExifIFD:UserComment', text]]);
  });

  it('is texts of the first directory, in either byte order', () => {
    for (const isBig of [true, false])
      expect(
        texts(aTiff([ascii(0x010e, 'What it shows'), ascii(0x0131, 'GIMP')], { isBig }), 'image/tiff'),
      ).toEqual([
        ['EXIF IFD0:ImageDescription', 'What it shows'],
        ['EXIF IFD0:Software', 'GIMP'],
      ]);
  });

  it('ends where directories go round in a circle', () => {
    const tiff = aTiff([ascii(0x0131, 'GIMP')]);
    // The place of the next directory, which is the first again.
    tiff.writeUInt32LE(8, 8 + 2 + 12);
    expect(texts(tiff, 'image/tiff')).toEqual([['EXIF IFD0:Software', 'GIMP']]);
    expect(reasons(tiff, 'image/tiff')).toEqual(['image/tiff: the directories go round in a circle']);
  });

  it('is no more than 4,096 entries, however often one directory is pointed to', () => {
    const shared = aTiff(Array.from({ length: 3000 }, () => [0x014a, 4, Buffer.from([8, 0, 0, 0])] as const));
    expect(reasons(shared, 'image/tiff').length).toBeLessThanOrEqual(50);
  });

  it('is told where a value lies beyond the end of the file', () => {
    const tiff = aTiff([ascii(0x0131, 'A program'), ascii(0x013b, 'Ada')]);
    tiff.writeUInt32LE(1e9, 8 + 2 + 8);
    expect(texts(tiff, 'image/tiff')).toEqual([['EXIF IFD0:Artist', 'Ada']]);
    expect(reasons(tiff, 'image/tiff')).toEqual(['EXIF IFD0: the file ends within it']);
  });
});

describe('what a JPEG carries', () => {
  it('is no more than 80,000 tags, attributes and entities', () => {
    const xmp = xmpOf(`<dc:a>${'&amp;'.repeat(100_000)}</dc:a>`);
    expect(reasons(aPng({ before: [iTXt('XML:com.adobe.xmp', xmp)] }))).toEqual([
      expect.stringMatching(/80000 tags, attributes and entities/),
    ]);
  });

  it('is no more than 20,000 segments and 400 portions of extended XMP', () => {
    const portion = Buffer.concat([
      Buffer.from('http://ns.adobe.com/xmp/extension/\0'),
      Buffer.alloc(41, 'A'),
    ]);
    const many = aJpeg(Array.from({ length: 30_000 }, () => [0xe1, portion] as const));
    expect(reasons(many, 'image/jpeg')).toEqual(
      expect.arrayContaining(['JPEG: there is more extended XMP than is read']),
    );
    const comments = aJpeg(Array.from({ length: 30_000 }, () => [0xe5, Buffer.from('x')] as const));
    expect(reasons(comments, 'image/jpeg')).toEqual(['JPEG: there are more than 20000 segments']);
  });
});

describe('what XMP carries', () => {
  const jpeg = (xmp: string) => aJpeg([xmpSegment(xmp)]);

  it('is properties by their names, whatever prefix the file has for them', () => {
    const xmp = xmpOf(
      '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">A &amp; B</rdf:li></rdf:Alt></dc:description><e:UserComment>{"c":"d"}</e:UserComment>',
      'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"',
    );
    expect(texts(jpeg(xmp), 'image/jpeg')).toEqual([
      [
        'XMP Iptc4xmpExt:DigitalSourceType',
        'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
      ],
      ['XMP dc:description', 'A & B'],
      ['XMP exif:UserComment', '{"c":"d"}'],
    ]);
  });

  it.each<[string, string, RegExp]>([
    [
      'a document type with entities',
      `<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>${xmpOf('<dc:title>&c;</dc:title>')}`,
      /document type/,
    ],
    ['an entity that XML does not know', xmpOf('<dc:title>&c;</dc:title>'), /no XML/],
    ['elements that do not close', xmpOf('<dc:title>'), /no XML/],
    ['101 levels', xmpOf(`${'<dc:a>'.repeat(101)}${'</dc:a>'.repeat(101)}`), /100 levels/],
    [
      'an element of 4,000 attributes',
      xmpOf('<dc:a/>', Array.from({ length: 4000 }, (_, at) => `dc:a${at}=""`).join(' ')),
      /2000 attributes/,
    ],
    [
      '201 namespaces',
      xmpOf('<dc:a/>', Array.from({ length: 201 }, (_, at) => `xmlns:n${at}="n"`).join(' ')),
      /more namespaces/,
    ],
    ['2,001 properties', xmpOf('<dc:a>b</dc:a>'.repeat(2001)), /2000 properties/],
  ])('is told not to be read where there is %s', (_, xmp, reason) => {
    expect(reasons(jpeg(xmp), 'image/jpeg')).toEqual([expect.stringMatching(reason)]);
  });

  it('is put together again where it was too long for a segment', () => {
    const whole = xmpOf(`<dc:description>${'long '.repeat(20_000)}end</dc:description>`);
    const portions = [whole.slice(0, 60_000), whole.slice(60_000)].map((portion, at) => {
      const head = Buffer.alloc(40, 'A');
      head.writeUInt32BE(whole.length, 32);
      head.writeUInt32BE(at * 60_000, 36);
      const body = Buffer.concat([
        Buffer.from('http://ns.adobe.com/xmp/extension/\0'),
        head,
        Buffer.from(portion),
      ]);
      return [0xe1, body] as const;
    });
    const [[where, text] = []] = texts(aJpeg(portions.toReversed()), 'image/jpeg');
    expect(where).toBe('XMP dc:description');
    expect(text).toMatch(/^long long .* end$/);
  });
});

describe('what other files carry', () => {
  const made = () => sharp({ create: { width: 16, height: 16, channels: 3, background: 'red' } });
  const exif = { IFD0: { ImageDescription: 'What it shows' } };

  it.each<[MediaType, (image: ReturnType<typeof made>) => ReturnType<typeof made>]>([
    ['image/webp', (image) => image.webp()],
    ['image/avif', (image) => image.avif({ effort: 0 })],
    ['image/tiff', (image) => image.tiff()],
    ['image/png', (image) => image.png()],
    ['image/jpeg', (image) => image.jpeg()],
  ])('is EXIF and XMP of %s, as another program writes them', async (mediaType, to) => {
    const file = await to(made()).withExif(exif).withXmp(xmpOf('<dc:title>A title</dc:title>')).toBuffer();
    expect(Object.fromEntries(texts(file, mediaType))).toMatchObject({
      // libvips writes no EXIF into a TIFF.
      ...(mediaType !== 'image/tiff' && { 'EXIF IFD0:ImageDescription': 'What it shows' }),
      'XMP dc:title': 'A title',
    });
    expect(reasons(file, mediaType)).toEqual([]);
  });

  it('is IPTC and comments of a JPEG', () => {
    const iptc = Buffer.from([
      0x1c,
      2,
      120,
      0,
      3,
      ...Buffer.from('abc'),
      0x1c,
      2,
      0,
      0,
      0,
      0x1c,
      2,
      80,
      0,
      3,
      ...Buffer.from('Ada'),
    ]);
    const resource = Buffer.concat([
      Buffer.from('8BIM'),
      Buffer.from([4, 4, 0, 0, 0, 0, 0, iptc.length]),
      iptc,
    ]);
    const file = aJpeg([
      [0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0'), resource])],
      [0xfe, Buffer.from('Created with GIMP')],
    ]);
    expect(texts(file, 'image/jpeg')).toEqual([
      ['IPTC Caption-Abstract', 'abc'],
      ['IPTC By-line', 'Ada'],
      ['JPEG COM', 'Created with GIMP'],
    ]);
  });

  it('is XMP of a GIF, and whether it has a manifest', () => {
    const packet = Buffer.from(xmpOf('<dc:title>A title</dc:title>'));
    const file = aGifWith('XMP DataXMP', Buffer.concat([packet, GIF_MAGIC]));
    expect([texts(file, 'image/gif'), reasons(file, 'image/gif')]).toEqual([
      [['XMP dc:title', 'A title']],
      [],
    ]);
    expect(read(file, 'image/gif').hasManifestStore).toBe(false);
    const signed = aGifWith('C2PA_GIF\x01\0\0', Buffer.from([1, 0, 0]));
    expect(read(signed, 'image/gif').hasManifestStore).toBe(true);
  });

  it.each<[string, Buffer, RegExp]>([
    ['ends early', anOldGif().subarray(0, -1), /ends before its trailer/],
    [
      'has a block of no kind',
      Buffer.concat([anOldGif().subarray(0, -1), Buffer.from('x;')]),
      /begins with 120/,
    ],
    ['has XMP that is none', aGifWith('XMP DataXMP', Buffer.from('\x04<x/>\0')), /XMP/],
  ])('is told where a GIF %s', (_, file, reason) => {
    expect(reasons(file, 'image/gif').join()).toMatch(reason);
  });

  it('is nothing of a plain GIF, nor of what is no file at all', async () => {
    const gif = await made().gif().toBuffer();
    expect([texts(gif, 'image/gif'), reasons(gif, 'image/gif')]).toEqual([[], []]);
    for (const mediaType of ['image/png', 'image/jpeg', 'image/webp', 'image/avif', 'image/tiff'] as const)
      expect(texts(Buffer.from('nothing'), mediaType)).toEqual([]);
  });
});
