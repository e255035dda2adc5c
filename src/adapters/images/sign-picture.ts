import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { insertXmp } from '../../creation/carriers/insert-xmp.js';
import type { SignedPicture, SigningQuestion } from '../../creation/credential-definition.js';
import { coseSignature, RESERVED_BYTES } from './cose-signature.js';
import { dropC2pa, VERIFIES_ALONE, loadC2pa } from './load-c2pa.js';

/** By whom content credentials are signed. */
export interface CredentialKey {
  /** PKCS #8 of a key on P-256, and certificates from the signer's to below the root, all PEM. */
  readonly key: string;
  readonly chain: readonly string[];
}

/** A picture with its record in XMP and as content credentials; its pixels and whatever else it carried stay byte for byte as they were. */
export async function signPicture(
  { path, mediaType, xmp, definition, isOpened }: SigningQuestion,
  signer: CredentialKey,
): Promise<SignedPicture> {
  const original = new Uint8Array(await readFile(path));
  const withXmp = insertXmp(original, mediaType, xmp);
  // The XMP first, since the signature is over it too.
  const source = withXmp ?? original;
  const settings = {
    ...VERIFIES_ALONE,
    verify: { ...VERIFIES_ALONE.verify, verify_after_sign: false },
    builder: { thumbnail: { enabled: false } },
  };
  const { WasmBuilder } = await loadC2pa();
  const builder = WasmBuilder.fromJson(JSON.stringify(definition), JSON.stringify(settings));
  try {
    if (isOpened) builder.setIntent('edit');
    const signed = await withBrowserParts(() =>
      builder.sign(claimSigner(signer), [], mediaType, new HeldBlob(source, mediaType)),
    );
    return { bytes: signed, hasXmp: withXmp !== null };
  } catch (cause) {
    dropC2pa(cause);
    throw new Error('The picture could not be given content credentials', { cause });
  }
}

function claimSigner({ key, chain }: CredentialKey) {
  const held = {
    key: createPrivateKey(key),
    chain: chain.map((pem) => new Uint8Array(new X509Certificate(pem).raw)),
  };
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
