import type { StoredFile } from './file.js';

/** Bytes that were announced, and what they turned out to be when they have arrived. */
export interface Upload {
  readonly id: string;
  /** SHA-256 of the token in the one-time address: who reads the database cannot upload. */
  readonly tokenHash: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly mediaType: string;
  readonly expiresAt: Date;
  readonly file: StoredFile | null;
}

/** How long the one-time address, and what arrived there, can be used. */
export const UPLOAD_LIFE_MS = 60 * 60 * 1000;
