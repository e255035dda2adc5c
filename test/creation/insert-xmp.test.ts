import sharp from 'sharp';
import { insertXmp } from '../../src/creation/carriers/insert-xmp.js';
import { readCarried } from '../../src/creation/carriers/read-carried.js';
import { recordXmp } from '../../src/creation/record-xmp.js';
import { fileBytesOf } from '../../src/lib/file-bytes.js';
import type { MediaType } from '../../src/originality/fingerprint.js';
import { aJpeg, aPngWith, xmpOf, xmpSegment } from '../fixtures/carrying.js';
import { aPicture } from '../fixtures/pictures.js';

const XMP = recordXmp({
  work: 'work:bafkreiexample',
  url: 'https://a.example/works/x',
  title: 'A <heron> & "dawn"\u0001',
  makers: ['Ada', 'Bob'],
  digitalSourceType: 'trainedAlgorithmicMedia',
  generations: [{ tool: 'ComfyUI', toolVersion: '0.3', prompt: { text: 'a heron' } }],
  training: null,
});
const textsIn = (bytes: Uint8Array, mediaType: MediaType) => {
  const { texts, unread } = readCarried(fileBytesOf(bytes), mediaType);
  expect(unread).toEqual([]);
  return texts.map(({ where, text }) => [where, text]);
};
const pixels = async (bytes: Uint8Array) => (await sharp(bytes).raw().toBuffer()).toString('base64');

describe('a record in XMP', () => {
  const made: readonly [MediaType, string, () => Promise<Buffer>][] = [
    [
      'image/png',
      'a PNG',
      async () =>
        sharp(await aPicture({ seed: 1, width: 40, height: 30 }))
          .png()
          .toBuffer(),
    ],
    ['image/jpeg', 'a JPEG', () => aPicture({ seed: 2, width: 40, height: 30 })],
    [
      'image/jpeg',
      'a JPEG with EXIF',
      async () =>
        sharp(await aPicture({ seed: 2, width: 40, height: 30 }))
          .withExif({ IFD0: { Artist: 'Ada' } })
          .jpeg()
          .toBuffer(),
    ],
    [
      'image/webp',
      'a simple WebP',
      async () =>
        sharp(await aPicture({ seed: 3, width: 41, height: 31 }))
          .webp()
          .toBuffer(),
    ],
    [
      'image/webp',
      'a lossless WebP with alpha',
      async () =>
        sharp(await aPicture({ seed: 3, width: 41, height: 31 }))
          .ensureAlpha(0.5)
          .webp({ lossless: true })
          .toBuffer(),
    ],
    [
      'image/webp',
      'a WebP with XMP',
      async () =>
        sharp(await aPicture({ seed: 4, width: 40, height: 30 }))
          .withXmp(xmpOf('<dc:rights>Ada</dc:rights>'))
          .webp()
          .toBuffer(),
    ],
  ];
  it.each(made)('of %s is read back from %s, whose pixels are the same', async (mediaType, _, make) => {
    const before = await make();
    const after = insertXmp(before, mediaType, XMP);
    if (!after) throw new Error('there was no room');
    expect(await pixels(after)).toBe(await pixels(before));
    expect(await sharp(after).metadata()).toMatchObject({
      width: expect.any(Number) as number,
      hasAlpha: (await sharp(before).metadata()).hasAlpha,
    });
    expect(textsIn(after, mediaType)).toEqual(
      expect.arrayContaining([
        ...textsIn(before, mediaType),
        ['XMP dc:identifier', 'work:bafkreiexample'],
        ['XMP dc:title', 'A <heron> & "dawn"'],
        ['XMP dc:creator', 'Ada'],
        ['XMP dc:creator', 'Bob'],
        ['XMP xmpRights:WebStatement', 'https://a.example/works/x'],
        [
          'XMP Iptc4xmpExt:DigitalSourceType',
          'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
        ],
        ['XMP Iptc4xmpExt:AISystemUsed', 'ComfyUI'],
        ['XMP Iptc4xmpExt:AISystemVersionUsed', '0.3'],
        ['XMP Iptc4xmpExt:AIPromptInformation', 'a heron'],
      ]),
    );
  });

  it('stands beside the XMP that is there, and all other texts', () => {
    const png = insertXmp(aPngWith({ parameters: 'a circle', 'XML:com.adobe.xmp': 'x' }), 'image/png', XMP);
    expect(png && textsIn(png, 'image/png')).toEqual(
      expect.arrayContaining([['PNG tEXt:parameters', 'a circle']]),
    );
    const jpeg = insertXmp(aJpeg([xmpSegment(xmpOf('<dc:rights>Ada</dc:rights>'))]), 'image/jpeg', XMP);
    expect(jpeg && textsIn(jpeg, 'image/jpeg')).toEqual(
      expect.arrayContaining([
        ['XMP dc:rights', 'Ada'],
        ['XMP dc:identifier', 'work:bafkreiexample'],
      ]),
    );
  });

  it('leaves what the file says of itself, and says nothing twice', () => {
    const own = aJpeg([
      xmpSegment(xmpOf('<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Own</rdf:li></rdf:Alt></dc:title>')),
    ]);
    const once = insertXmp(own, 'image/jpeg', XMP);
    const twice = once && insertXmp(once, 'image/jpeg', XMP);
    expect(twice && textsIn(twice, 'image/jpeg')).toEqual(once && textsIn(once, 'image/jpeg'));
    expect(once && textsIn(once, 'image/jpeg').filter(([where]) => where === 'XMP dc:title')).toEqual([
      ['XMP dc:title', 'Own'],
    ]);
  });

  it('keeps a private prompt private', () => {
    const record = { work: 'w', url: 'u', title: 't', makers: [], digitalSourceType: null, training: null };
    const xmp = recordXmp({
      ...record,
      generations: [{ tool: 'ComfyUI', prompt: { commitment: 'ab'.repeat(32) } }],
    });
    expect(JSON.stringify(xmp)).not.toMatch(/abab|AIPromptInformation|DigitalSourceType/);
  });

  it.each<[string, MediaType, Uint8Array]>([
    ['an AVIF', 'image/avif', Buffer.alloc(100)],
    [
      'a JPEG whose XMP would be too long',
      'image/jpeg',
      aJpeg([xmpSegment(xmpOf(`<dc:rights>${'x'.repeat(64_900)}</dc:rights>`))]),
    ],
    ['XMP that is none', 'image/jpeg', aJpeg([xmpSegment('nothing')])],
  ])('has no room in %s', (_, mediaType, bytes) => {
    expect(insertXmp(bytes, mediaType, XMP)).toBeNull();
  });
});
