import { once } from 'node:events';
import { request } from 'node:http';
import sharp from 'sharp';
import type { Ports } from '../../src/ports.js';
import { addressOf, aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { changingNothing, RECORD_TABLES } from '../register/tables.js';
import { query, readAnswer, sha256Of, signAltered, submit, type Answered } from './requests.js';

const ada = aPerson('ada');
const SVG = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
);
const DECLARE = 'mutation ($input: DeclareUploadInput!) { declareUpload(input: $input) { upload url } }';

let bomb: Promise<Buffer> | undefined;
/** 196 megapixels in a few hundred kilobytes; made once, since that takes a second. */
const aBomb = () =>
  (bomb ??= sharp({ create: { width: 14_000, height: 14_000, channels: 3, background: 'black' } })
    .toColourspace('b-w')
    .png({ compressionLevel: 1 })
    .toBuffer());

interface Declared {
  readonly upload: string;
  readonly url: string;
}

describeHouses({ name: 'an upload', alone: 'PGlite' }, (open) => {
  let house: TestHouse;
  let lateMs = 0;
  let beforeLook: () => Promise<void> = async () => undefined;
  beforeAll(async () => {
    house = await open((ports: Ports) => ({
      ...ports,
      clock: { now: () => new Date(Date.now() + lateMs) },
      images: { ...ports.images, inspect: (path) => beforeLook().then(() => ports.images.inspect(path)) },
    }));
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  const declareAs = (input: object): Promise<Answered> => query(house, DECLARE, { input });
  const declare = async (bytes: Uint8Array, change: object = {}): Promise<Declared> => {
    const input = { sizeBytes: bytes.length, sha256: sha256Of(bytes), mediaType: 'image/png', ...change };
    const { declareUpload } = await house.client.ask<{ declareUpload: Declared }>(DECLARE, { input });
    return declareUpload;
  };
  const put = async (url: string, bytes: Uint8Array): Promise<Answered> =>
    readAnswer(await fetch(url, { method: 'PUT', body: Uint8Array.from(bytes) }));
  const unchanged = <T>(act: () => Promise<T>) => changingNothing(house.ports.database, act, RECORD_TABLES);

  it.each([
    [
      'text',
      'NOT_AN_IMAGE',
      415,
      async () => Buffer.from('This is no picture at all, not even a small one.'),
    ],
    ['an SVG', 'NOT_AN_IMAGE', 415, async () => SVG],
    [
      'a picture cut short',
      'IMAGE_DAMAGED',
      422,
      async () => (await aPicture({ format: 'png' })).subarray(0, 90_000),
    ],
    ['a bomb of 196 megapixels', 'IMAGE_TOO_LARGE', 413, aBomb],
    [
      'another type than declared',
      'WRONG_MEDIA_TYPE',
      415,
      () => aPicture({ width: 64, height: 48, format: 'webp' }),
    ],
  ] as const)('is refused when it is %s, and nothing of it is kept', async (_, code, status, make) => {
    const bytes = await make();
    const { upload, url } = await declare(bytes);
    const { cid } = await aFile(Buffer.from(bytes));
    expect(await unchanged(() => put(url, bytes))).toMatchObject({ code, status });
    expect(await house.ports.content.has(cid)).toBe(false);
    expect(await query(house, `{ originality(input: { upload: "${upload}" }) { coverage } }`)).toMatchObject({
      code: 'UPLOAD_EMPTY',
    });
  });

  it.each([
    ['300 MB', { sizeBytes: 300_000_000 }, 'FILE_TOO_LARGE'],
    ['nothing', { sizeBytes: 0 }, 'WRONG_SIZE'],
    ['less than nothing', { sizeBytes: -1 }, 'WRONG_SIZE'],
    ['a digest in upper case', { sha256: 'AB'.repeat(32) }, 'WRONG_DIGEST'],
    ['no type', { mediaType: 'png' }, 'BAD_MEDIA_TYPE'],
    ['a type with a header in it', { mediaType: 'image/png\r\nX: y' }, 'BAD_MEDIA_TYPE'],
    ['half a byte', { sizeBytes: 1.5 }, 'BAD_USER_INPUT'],
  ])('cannot be declared as %s', async (_, change, code) => {
    const input = { sizeBytes: 10, sha256: 'ab'.repeat(32), mediaType: 'image/png', ...change };
    expect(await unchanged(() => declareAs(input))).toMatchObject({ code });
  });

  it('is refused with more bytes, with fewer, and with others than declared, and may then be put rightly', async () => {
    const picture = await aPicture({ seed: 11, width: 64, height: 48, format: 'png' });
    const { url } = await declare(picture);
    const altered = Buffer.from(picture);
    altered[altered.length - 1]! ^= 1;
    await unchanged(async () => {
      expect(await put(url, Buffer.concat([picture, Buffer.from('x')]))).toMatchObject({
        code: 'WRONG_SIZE',
      });
      expect(await put(url, picture.subarray(1))).toMatchObject({ code: 'WRONG_SIZE' });
      expect(await put(url, altered)).toMatchObject({ code: 'WRONG_DIGEST' });
    });
    expect(await put(url, picture)).toMatchObject({ status: 201, json: { width: 64, height: 48 } });
    expect(await put(url, picture)).toMatchObject({ status: 409, code: 'UPLOAD_USED' });
  });

  it('is not touched by another request to its address while it is being read', async () => {
    const picture = await aPicture({ seed: 12, width: 64, height: 48, format: 'png' });
    const { url } = await declare(picture);
    beforeLook = async () => {
      beforeLook = async () => undefined;
      expect(await put(url, Buffer.alloc(picture.length))).toMatchObject({ code: 'WRONG_DIGEST' });
    };
    const { cid } = await aFile(picture);
    expect(await put(url, picture)).toMatchObject({ status: 201, json: { cid } });
    const pieces: Uint8Array[] = [];
    for await (const piece of house.ports.content.read(cid)) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(picture)).toBe(true);
  });

  it('can be put again by a client that hung up in the middle', async () => {
    const picture = await aPicture({ seed: 13, width: 64, height: 48, format: 'png' });
    const { url } = await declare(picture);
    const headers = { 'content-length': picture.length, expect: '100-continue' };
    const half = request(url, { method: 'PUT', headers });
    const isClosed = new Promise((resolve) => half.on('error', () => undefined).on('close', resolve)); // our own hanging up
    half.flushHeaders();
    await once(half, 'continue');
    half.write(picture.subarray(0, 100));
    half.destroy();
    await isClosed;
    expect(await put(url, picture)).toMatchObject({ status: 201 });
  });

  it('is unknown at an address that nobody was given', async () => {
    const bytes = Buffer.from('x');
    for (const token of ['0'.repeat(64), '%00', '..%2f..%2flock', 'x'.repeat(5000)])
      expect(await put(`${house.url}/uploads/${token}`, bytes)).toMatchObject({
        code: 'UPLOAD_UNKNOWN',
        status: 404,
      });
  });

  it('is unknown, empty or expired in the statement that names it', async () => {
    const picture = await aPicture({ seed: 14, width: 64, height: 48, format: 'png' });
    const file = await aFile(picture);
    const body = { title: 'Late', makers: [], files: [referenceTo(file)] };
    const signed = await signAltered(house, ada, { kind: 'register-work', body });
    const naming = (uploads: readonly string[]) =>
      unchanged(() => submit(house, 'register-work', { ...signed, uploads }));
    for (const upload of ['never declared', '', '\0', 'x'.repeat(100_000)])
      expect(await naming([upload])).toMatchObject({ code: 'UPLOAD_UNKNOWN' });
    const { upload, url } = await declare(picture);
    expect(await naming([upload])).toMatchObject({ code: 'UPLOAD_EMPTY' });
    expect(await naming([])).toMatchObject({ code: 'FILE_MISSING' });
    await put(url, picture);
    const { url: another } = await declare(picture);
    lateMs = 61 * 60 * 1000;
    expect(await naming([upload])).toMatchObject({ code: 'UPLOAD_UNKNOWN' });
    expect(await put(another, picture)).toMatchObject({ code: 'UPLOAD_UNKNOWN' });
    lateMs = 0;
    expect(await submit(house, 'register-work', { ...signed, uploads: [upload] })).toMatchObject({
      code: null,
    });
  });

  it('gives the bytes back as an attachment that no browser runs, and nothing else', async () => {
    const file = await aFile(await aPicture({ seed: 15, width: 64, height: 48, format: 'png' }));
    await state(house.client, ada, {
      kind: registerWork,
      body: { title: 'Bytes', makers: [{ name: 'Ada', person: addressOf(ada) }], files: [referenceTo(file)] },
      files: [file],
      select: '{ __typename }',
    });
    const response = await fetch(`${house.url}/files/${file.cid}`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `attachment; filename=${file.cid}.png`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    expect(sha256Of(new Uint8Array(await response.arrayBuffer()))).toBe(file.sha256);
    for (const name of ['..%2flog-key.json', '%00', file.cid.toUpperCase(), 'bafkreigh2akiscaildc'])
      expect(await readAnswer(await fetch(`${house.url}/files/${name}`))).toMatchObject({ status: 404 });
  });
});
