import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { insertXmp } from '../../src/creation/carriers/insert-xmp.js';
import { readCarried } from '../../src/creation/carriers/read-carried.js';
import { recordXmp } from '../../src/creation/record-xmp.js';
import { fileBytesOf } from '../../src/lib/file-bytes.js';
import type { MediaType } from '../../src/originality/fingerprint.js';
import { aJpeg, aPngWith, aTiff, xmpOf, xmpSegment } from '../fixtures/carrying.js';
import { mutated } from '../fixtures/mutated.js';
import { EACH_FORM } from '../fixtures/each-form.js';
import { aGifWith, anAvifAs, anOldGif, aTiffPicture, box } from '../fixtures/picture-forms.js';
import { aRandom } from '../fixtures/random.js';

/** `npm run torture` tries a hundred thousand. */
const COUNT = process.env['TORTURE_ROUNDS'] ? 100_000 : 3000;

const XMP = recordXmp({
  work: 'work:bafkreiexample',
  url: 'https://a.example/works/x',
  title: 'A <heron> & "dawn"\u0001',
  makers: ['Ada', 'Bob'],
  digitalSourceType: 'trainedAlgorithmicMedia',
  generations: [{ tool: 'ComfyUI', toolVersion: '0.3', prompt: { text: 'a heron' } }],
  training: null,
});
const XMP_TAG = [0x02bc, 1, Buffer.from(xmpOf(''))] as const;
const textsIn = (bytes: Uint8Array, mediaType: MediaType) => {
  const { texts, unread } = readCarried(fileBytesOf(bytes), mediaType);
  expect(unread).toEqual([]);
  return texts.map(({ where, text }) => [where, text]);
};
/** Of all pages. */
const pixels = async (bytes: Uint8Array) =>
  (await sharp(bytes, { pages: -1 }).raw().toBuffer()).toString('base64');

describe('a record in XMP', () => {
  it.each(EACH_FORM)('of %s is read back from %s, whose pixels are the same', async (mediaType, _, make) => {
    const before = await make();
    const after = insertXmp(before, mediaType, XMP);
    if (!after) throw new Error('there was no room');
    expect(await pixels(after)).toBe(await pixels(before));
    const { width, hasAlpha, pages, icc, exif, loop, delay } = await sharp(before).metadata();
    expect(await sharp(after).metadata()).toMatchObject({
      width,
      hasAlpha,
      ...(pages && { pages }),
      ...(icc && { icc }),
      ...(exif && { exif }),
      ...(delay && { loop, delay }),
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
    ['what is no AVIF', 'image/avif', Buffer.alloc(100)],
    ['a TIFF without a directory', 'image/tiff', aTiff([]).subarray(0, 8)],
    ['a TIFF with two packets', 'image/tiff', aTiff([XMP_TAG, XMP_TAG])],
    ['a GIF that is cut off', 'image/gif', anOldGif().subarray(0, -1)],
    ['a GIF whose XMP is in sub-blocks', 'image/gif', aGifWith('XMP DataXMP', Buffer.from('\x04<x/>\0'))],
    [
      'a JPEG whose XMP would be too long',
      'image/jpeg',
      aJpeg([xmpSegment(xmpOf(`<dc:rights>${'x'.repeat(64_900)}</dc:rights>`))]),
    ],
    ['XMP that is none', 'image/jpeg', aJpeg([xmpSegment('nothing')])],
  ])('has no room in %s', (_, mediaType, bytes) => {
    expect(insertXmp(bytes, mediaType, XMP)).toBeNull();
  });

  it.each<[string, (avif: Buffer) => Buffer]>([
    ['a sequence of pictures', (avif) => Buffer.concat([avif, box('moov')])],
    ['a box that goes on to the end', (avif) => Buffer.concat([avif, Buffer.from('\0\0\0\0free', 'latin1')])],
    ['bytes behind its last box', (avif) => Buffer.concat([avif, Buffer.from('abc')])],
    ['an item that is elsewhere', (avif) => withReference(avif, 1)],
  ])('is not written into an AVIF with %s', async (_, changed) => {
    const avif = await anAvifAs({});
    expect(insertXmp(avif, 'image/avif', XMP)).not.toBeNull();
    expect(insertXmp(changed(avif), 'image/avif', XMP)).toBeNull();
  });

  it('takes the place of what a GIF and an AVIF had, and is there once', async () => {
    for (const [mediaType, file] of [
      ['image/gif', anOldGif()],
      ['image/avif', await anAvifAs({})],
      ['image/tiff', aTiffPicture()],
    ] as const) {
      const first = insertXmp(file, mediaType, XMP.slice(0, 1));
      const second = first && insertXmp(first, mediaType, XMP);
      expect(second && textsIn(second, mediaType).filter(([where]) => where === 'XMP dc:identifier')).toEqual(
        [['XMP dc:identifier', 'work:bafkreiexample']],
      );
      expect(second && textsIn(second, mediaType).some(([where]) => where === 'XMP dc:title')).toBe(true);
    }
  });

  it('is read by exiftool, where that is installed', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'raisonne-xmp-'));
    try {
      for (const [at, [mediaType, name, make]] of EACH_FORM.entries()) {
        const file = path.join(folder, `${at}.${mediaType.slice(6)}`);
        await writeFile(file, insertXmp(await make(), mediaType, XMP) ?? '');
        const { status, stdout } = spawnSync('exiftool', ['-json', '-G1', '-validate', '-XMP:all', file], {
          encoding: 'utf8',
        });
        if (status === null) return;
        expect([name, (JSON.parse(stdout) as unknown[])[0]]).toEqual([
          name,
          expect.objectContaining({
            'XMP-dc:Identifier': 'work:bafkreiexample',
            'XMP-iptcExt:AIPromptInformation': 'a heron',
          }),
        ]);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it(`is written or is not, whatever is in the file: ${COUNT} changed files, and every beginning of one`, async () => {
    const random = aRandom('files that XMP goes into');
    const files = await Promise.all(
      EACH_FORM.map(async ([mediaType, , make]) => ({ mediaType, file: await make() })),
    );
    let written = 0;
    const attempt = (bytes: Uint8Array, mediaType: MediaType) => {
      const after = insertXmp(bytes, mediaType, XMP);
      if (after === null) return;
      written += 1;
      readCarried(fileBytesOf(after), mediaType);
    };
    for (let count = 0; count < COUNT; count++) {
      const { mediaType, file } = files[count % files.length]!;
      attempt(mutated(file, random), mediaType);
    }
    for (const { mediaType, file } of files)
      for (let length = 0; length < Math.min(file.length, 1500); length++)
        attempt(file.subarray(0, length), mediaType);
    expect(written).toBeGreaterThan(COUNT / 10);
  });
});

/** With the first item's bytes in another file (ISO/IEC 14496-12 §8.11.3), by what `iloc` of version 0 says. */
function withReference(avif: Buffer, reference: number): Buffer {
  const changed = Buffer.from(avif);
  changed.writeUInt16BE(reference, changed.indexOf('iloc') + 4 + 8 + 2);
  return changed;
}
