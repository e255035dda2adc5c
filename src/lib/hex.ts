import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/** Bytes as lower-case hexadecimal, without prefix. */
export const toHex = (bytes: Uint8Array): string => bytesToHex(bytes);

/** The bytes of an even-length hexadecimal text, with or without 0x; throws an Error for anything else. */
export const fromHex = (text: string): Uint8Array => hexToBytes(text.startsWith('0x') ? text.slice(2) : text);
