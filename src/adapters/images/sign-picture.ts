import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { insertXmp } from '../../creation/carriers/insert-xmp.js';
import type { SignedPicture, SigningQuestion } from '../../creation/credential-definition.js';
import { Refusal } from '../../lib/refusal.js';
import type { MediaType } from '../../originality/fingerprint.js';
import { coseSignature, RESERVED_BYTES } from './cose-signature.js';
import { identityAssertion } from './identity-assertion.js';
import { identityKey } from './identity-key.js';
import { dropC2pa, VERIFIES_ALONE, loadC2pa } from './load-c2pa.js';
import type { InspectLimits } from './open-picture.js';
import { showsTheSame } from './shows-the-same.js';

/** By whom content credentials are signed. */
export interface CredentialKey {
  /** PKCS #8 of a key on P-256, and certificates from the signer's to below the root, all PEM. */
  readonly key: string;
  readonly chain: readonly string[];
}

/** In these the library moves what is in the file: it keeps the first page alone of a TIFF, and knows not all ways in which an AVIF tells of places. */
const MOVED: ReadonlySet<MediaType> = new Set<MediaType>(['image/tiff', 'image/avif']);

/**
 * A picture with its record in XMP and as content credentials; its pixels and whatever else it carried stay as they were. Refuses
 * PICTURE_UNSIGNABLE where it would not show the same afterwards.
 */
export async function signPicture(
  question: SigningQuestion,
  signer: CredentialKey,
  limits: Pick<InspectLimits, 'limitPixels'>,
): Promise<SignedPicture> {
  const { path, mediaType, xmp } = question;
  const original = new Uint8Array(await readFile(path));
  const withXmp = insertXmp(original, mediaType, xmp);
  // The XMP first, since the signature is over it too.
  const bytes = await signed({ original, source: withXmp ?? original }, question, signer);
  if (MOVED.has(mediaType) && !(await showsTheSame(original, bytes, limits)))
    throw new Refusal(
      'PICTURE_UNSIGNABLE',
      'The picture cannot be given content credentials: it would not show the same afterwards, as where it has more than one page. Register its pages as works, or take the file as it is.',
      { mediaType },
    );
  return { bytes, hasXmp: withXmp !== null };
}

async function signed(
  { original, source }: { original: Uint8Array; source: Uint8Array },
  { mediaType, definition, isOpened, identities, provider }: SigningQuestion,
  { key: pem, chain }: CredentialKey,
): Promise<Uint8Array> {
  const settings = {
    ...VERIFIES_ALONE,
    verify: { ...VERIFIES_ALONE.verify, verify_after_sign: false },
    builder: { thumbnail: { enabled: false } },
  };
  const key = createPrivateKey(pem);
  const vouching = { provider, key: identityKey(key) };
  const { WasmBuilder } = await loadC2pa();
  const builder = WasmBuilder.fromJson(JSON.stringify(definition), JSON.stringify(settings));
  try {
    return await withBrowserParts(async () => {
      if (isOpened) {
        builder.setIntent('edit');
        // As it was: with XMP of ours in it, credentials that it has would be said to be broken.
        const parent = new HeldBlob(original, mediaType);
        await builder.addIngredientFromBlob('{"relationship":"parentOf"}', mediaType, parent);
      }
      return builder.sign(
        claimSigner({ key, chain }),
        identities.map((identity) => identityAssertion(identity, vouching)),
        mediaType,
        new HeldBlob(source, mediaType),
      );
    });
  } catch (cause) {
    dropC2pa(cause);
    throw new Error('The picture could not be given content credentials', { cause });
  }
}

function claimSigner({ key, chain }: { key: KeyObject; chain: CredentialKey['chain'] }) {
  const held = { key, chain: chain.map((pem) => new Uint8Array(new X509Certificate(pem).raw)) };
  return {
    alg: 'es256',
    reserveSize: RESERVED_BYTES,
    sign: async (claim: Uint8Array) => coseSignature(claim, held),
  };
}

/** A Blob whose bytes can be had at once, as a browser's worker has them. */
class HeldBlob extends Blob {
  constructor(
    readonly held: Uint8Array,
    type: string,
  ) {
    super([Uint8Array.from(held)], { type });
  }

  override slice(start?: number, end?: number, type?: string): Blob {
    return new HeldBlob(this.held.subarray(start, end), type ?? this.type);
  }
}

/** The library's way to sign is made for a browser's worker, and reads blobs as one does. */
async function withBrowserParts<Result>(sign: () => Promise<Result>): Promise<Result> {
  const scope = globalThis as { FileReaderSync?: unknown };
  scope.FileReaderSync ??= class {
    readAsArrayBuffer = ({ held }: HeldBlob): ArrayBuffer => Uint8Array.from(held).buffer;
  };
  return sign();
}
