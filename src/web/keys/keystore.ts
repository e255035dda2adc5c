import { secp256k1 } from '@noble/curves/secp256k1.js';
import { scryptAsync } from '@noble/hashes/scrypt.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { fromHex, toHex } from '../../lib/hex.js';

/** A key as wallets and `raisonne` keep it in a file: Web3 Secret Storage, version 3. */
export interface Keystore {
  readonly version: 3;
  readonly id: string;
  /** Without 0x. */
  readonly address: string;
  readonly crypto: {
    readonly cipher: 'aes-128-ctr';
    readonly ciphertext: string;
    readonly cipherparams: { readonly iv: string };
    readonly kdf: 'scrypt';
    readonly kdfparams: {
      readonly n: number;
      readonly r: number;
      readonly p: number;
      readonly dklen: 32;
      readonly salt: string;
    };
    readonly mac: string;
  };
}

/** Of geth and ethers: a second of work for each guess. */
const COST = { n: 131_072, r: 8, p: 1, dklen: 32 } as const;
/** A file may ask for more work and memory than a page has. */
const MOST_MEMORY = 512 * 1024 * 1024;

export type OnProgress = (share: number) => void;

export const newKey = (): Uint8Array => secp256k1.utils.randomSecretKey();

/** 0x and 40 hex digits in lower case. */
export function addressOf(key: Uint8Array): string {
  const point = secp256k1.getPublicKey(key, false).slice(1);
  return `0x${toHex(keccak_256(point).slice(12))}`;
}

export async function encryptKey(
  key: Uint8Array,
  passphrase: string,
  onProgress?: OnProgress,
): Promise<Keystore> {
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const derived = await derive(passphrase, { ...COST, salt, onProgress });
  const ciphertext = await cipher('encrypt', { derived, iv, bytes: key });
  return {
    version: 3,
    id: crypto.randomUUID(),
    address: addressOf(key).slice(2),
    crypto: {
      cipher: 'aes-128-ctr',
      ciphertext: toHex(ciphertext),
      cipherparams: { iv: toHex(iv) },
      kdf: 'scrypt',
      kdfparams: { ...COST, salt: toHex(salt) },
      mac: toHex(macOf(derived, ciphertext)),
    },
  };
}

/** The key of a keystore, or null where the passphrase is another. */
export async function decryptKey(
  { crypto: { ciphertext, cipherparams, kdfparams, mac } }: Keystore,
  passphrase: string,
  onProgress?: OnProgress,
): Promise<Uint8Array | null> {
  const derived = await derive(passphrase, { ...kdfparams, salt: fromHex(kdfparams.salt), onProgress });
  const bytes = fromHex(ciphertext);
  if (toHex(macOf(derived, bytes)) !== mac.toLowerCase()) return null;
  return cipher('decrypt', { derived, iv: fromHex(cipherparams.iv), bytes });
}

/** Reads a key file: a keystore, or a key as it stands (`raisonne` without a passphrase). Null for anything else. */
export function readKeyFile(text: string): Keystore | { readonly key: Uint8Array } | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { privateKey } = value as { privateKey?: unknown };
  if (typeof privateKey === 'string' && /^(?:0x)?[0-9a-f]{64}$/i.test(privateKey)) {
    const key = fromHex(privateKey.replace(/^0x/, '').toLowerCase());
    return secp256k1.utils.isValidSecretKey(key) ? { key } : null;
  }
  // Wallets have written its name in both ways.
  const { Crypto, ...rest } = value as Record<string, unknown>;
  const store = { ...(Crypto !== undefined && { crypto: Crypto }), ...rest } as unknown as Keystore;
  return isReadable(store) ? store : null;
}

function isReadable(store: Partial<Keystore>): boolean {
  const { version, crypto: sealed } = store;
  const params = sealed?.kdfparams;
  const isHex = (text: unknown, length?: number) =>
    typeof text === 'string' &&
    /^[0-9a-fA-F]+$/.test(text) &&
    (length === undefined || text.length === length);
  return (
    version === 3 &&
    sealed?.cipher === 'aes-128-ctr' &&
    sealed.kdf === 'scrypt' &&
    isHex(sealed.ciphertext, 64) &&
    isHex(sealed.cipherparams?.iv, 32) &&
    isHex(sealed.mac, 64) &&
    isHex(params?.salt) &&
    params !== undefined &&
    params.dklen === 32 &&
    128 * params.n * params.r <= MOST_MEMORY &&
    params.p >= 1 &&
    params.p <= 16
  );
}

interface Derivation {
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Uint8Array;
  readonly onProgress?: OnProgress | undefined;
}

const derive = (passphrase: string, { n, r, p, salt, onProgress }: Derivation): Promise<Uint8Array> =>
  scryptAsync(passphrase.normalize('NFKC'), salt, {
    N: n,
    r,
    p,
    dkLen: 32,
    maxmem: MOST_MEMORY + 1_000_000,
    ...(onProgress && { onProgress }),
  });

const macOf = (derived: Uint8Array, ciphertext: Uint8Array): Uint8Array =>
  keccak_256(new Uint8Array([...derived.slice(16), ...ciphertext]));

async function cipher(
  way: 'encrypt' | 'decrypt',
  { derived, iv, bytes }: { derived: Uint8Array; iv: Uint8Array; bytes: Uint8Array },
): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(derived.slice(0, 16)), 'AES-CTR', false, [
    way,
  ]);
  const settings = { name: 'AES-CTR', counter: Uint8Array.from(iv), length: 128 };
  return new Uint8Array(await crypto.subtle[way](settings, key, Uint8Array.from(bytes)));
}
