import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { loadC2pa, VERIFIES_ALONE } from '../../src/adapters/images/load-c2pa.js';
import { readAccount } from '../../src/adapters/images/read-account.js';
import { signPicture, type CredentialKey } from '../../src/adapters/images/sign-picture.js';
import { ownCredentialKey } from '../../src/adapters/open-credential-key.js';
import { readCarried } from '../../src/creation/carriers/read-carried.js';
import { fileBytesOf } from '../../src/lib/file-bytes.js';
import type { MediaType } from '../../src/originality/fingerprint.js';
import { EACH_FORM } from '../fixtures/each-form.js';
import { aTiffPicture } from '../fixtures/picture-forms.js';
import { aPicture } from '../fixtures/pictures.js';

const LIMITS = { limitPixels: 50e6, timeoutMs: 20_000 };
const XMP = [{ name: 'dc:identifier', xml: '<dc:identifier>work:x</dc:identifier>' }];
const SIGNERS = ['ab', 'cd'].map((byte) => ({
  address: `0x${byte.repeat(20)}`,
  verifiedAt: new Date('2026-11-01T12:00:00Z'),
}));
const QUESTION = {
  xmp: XMP,
  definition: {
    title: 'A heron',
    claim_generator_info: [{ name: 'Raisonne' }],
    assertions: [{ label: 'org.raisonne.record', data: { work: 'work:x', claim: 'claim:x', url: 'x' } }],
  },
  isOpened: true,
  identities: SIGNERS,
  provider: { id: 'https://a.example', name: 'Raisonne' },
};

const SIGNABLE = EACH_FORM.filter(([, name]) => name !== 'a TIFF of three pages');

const UNKNOWN_SIGNER = expect.objectContaining({ code: 'signingCredential.untrusted' }) as unknown;

/** Of c2pa-rs. */
interface Report {
  readonly active_manifest: string;
  readonly manifests: Readonly<
    Record<
      string,
      {
        readonly ingredients: readonly unknown[];
        readonly assertions: readonly { readonly label: string; readonly data: unknown }[];
      }
    >
  >;
  readonly validation_state: string;
  readonly validation_results: {
    readonly activeManifest: Readonly<Record<'failure' | 'informational', readonly { code: string }[]>>;
  };
}

async function reportOf(bytes: Uint8Array, mediaType: MediaType): Promise<Report> {
  const { WasmReader } = await loadC2pa();
  const settings = { ...VERIFIES_ALONE, core: { ...VERIFIES_ALONE.core, decode_identity_assertions: true } };
  const reader = await WasmReader.fromBytes(mediaType, bytes, JSON.stringify(settings));
  const report = JSON.parse(reader.json()) as Report;
  reader.free();
  return report;
}

describe('a picture that is signed', () => {
  let folder: string;
  let key: CredentialKey;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'raisonne-signed-'));
    key = await ownCredentialKey(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const pixels = async (bytes: Uint8Array) =>
    (await sharp(bytes, { pages: -1 }).raw().toBuffer()).toString('base64');

  it('is refused where it has several pages, of which the signed file would have the first', async () => {
    const file = path.join(folder, 'pages');
    await writeFile(file, aTiffPicture({ pages: 3 }));
    await expect(
      signPicture({ ...QUESTION, path: file, mediaType: 'image/tiff' }, key, LIMITS),
    ).rejects.toMatchObject({ code: 'PICTURE_UNSIGNABLE' });
  });

  it.each(['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const)(
    'as %s keeps the credentials that it had, and does not say that they were broken',
    async (format) => {
      const file = path.join(folder, 'signed before');
      const mediaType = `image/${format}` as const;
      const question = { ...QUESTION, path: file, mediaType };
      await writeFile(file, await aPicture({ seed: 8, width: 64, height: 48, format }));
      const before = await signPicture({ ...question, xmp: [] }, key, LIMITS);
      await writeFile(file, before.bytes);
      const { bytes } = await signPicture(question, key, LIMITS);
      const { manifests, active_manifest: active } = await reportOf(bytes, mediaType);
      expect(manifests[active]?.ingredients).toMatchObject([
        { relationship: 'parentOf', validation_results: { activeManifest: { failure: [UNKNOWN_SIGNER] } } },
      ]);
    },
  );

  it.each(SIGNABLE)('as %s, %s, shows and carries the same, and is intact', async (mediaType, _, make) => {
    const original = await make();
    const file = path.join(folder, 'picture');
    await writeFile(file, original);
    const signed = await signPicture({ ...QUESTION, path: file, mediaType }, key, LIMITS);
    expect(signed.hasXmp).toBe(true);
    expect(await pixels(signed.bytes)).toBe(await pixels(original));
    const carried = readCarried(fileBytesOf(signed.bytes), mediaType);
    const before = readCarried(fileBytesOf(original), mediaType);
    expect(carried.unread).toEqual([]);
    expect(carried.texts.map(({ where, text }) => [where, text])).toEqual(
      expect.arrayContaining([
        ...before.texts.map(({ where, text }) => [where, text]),
        ['XMP dc:identifier', 'work:x'],
      ]),
    );
    const { icc } = await sharp(original).metadata();
    expect((await sharp(signed.bytes).metadata()).icc).toEqual(icc);
    await writeFile(file, signed.bytes);
    const { credentials } = (await readAccount(file, LIMITS)).raw;
    expect([credentials?.integrity, credentials?.manifests[0]?.generator]).toEqual(['intact', 'Raisonne']);
    const { manifests, active_manifest: active, ...report } = await reportOf(signed.bytes, mediaType);
    const { failure, informational } = report.validation_results.activeManifest;
    expect([report.validation_state, failure.map(({ code }) => code)]).toEqual([
      'Valid',
      ['signingCredential.untrusted'],
    ]);
    // Nobody's list knows the register.
    expect(informational.map(({ code }) => code)).toContain('cawg.ica.untrusted_issuer');
    const identities = manifests[active]?.assertions.filter(({ label }) => label === 'cawg.identity');
    expect(identities).toMatchObject(
      SIGNERS.map(({ address }) => ({
        data: {
          issuer: expect.stringMatching(/^did:jwk:/) as string,
          verifiedIdentities: [
            {
              type: 'cawg.crypto_wallet',
              address,
              verifiedAt: '2026-11-01T12:00:00Z',
              provider: { id: 'https://a.example', name: 'Raisonne' },
            },
          ],
          c2paAsset: {
            referenced_assertions: [
              { url: 'self#jumbf=c2pa.assertions/org.raisonne.record' },
              { url: expect.stringMatching(/\/c2pa\.hash\./) as string },
            ],
          },
        },
      })),
    );
  });
});
