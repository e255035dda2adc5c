import type { Algorithm } from '../../lib/digest-of.js';

/**
 * A bag (BagIt 1.0, RFC 8493) as its files: names below the bag's folder, with "/", and their bytes. So it is the same
 * whether it comes from a zip or from a folder.
 */
export type BagFiles = ReadonlyMap<string, Uint8Array>;

/** The algorithms whose manifests are written and whose digests are checked. */
export const ALGORITHMS: readonly Algorithm[] = ['sha256', 'sha512'];

/** Digests in lower-case hex. */
export type Digests = Readonly<Record<Algorithm, string>>;

/** Of a file what a manifest and Payload-Oxum say of it. */
export interface BagFile extends Digests {
  /** Below the bag's folder. */
  readonly name: string;
  readonly sizeBytes: number;
}

export const PAYLOAD = 'data/';
export const DECLARATION = 'bagit.txt';
export const INFO = 'bag-info.txt';

/** RFC 8493 §2.1.1. */
export const DECLARATION_TEXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

export const manifestOf = (algorithm: string): string => `manifest-${algorithm}.txt`;
export const tagManifestOf = (algorithm: string): string => `tagmanifest-${algorithm}.txt`;
