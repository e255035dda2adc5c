/** Who signs: a key of this browser, or a wallet. */
export interface Signer {
  /** 0x and 40 hex digits in lower case. */
  readonly address: string;
  readonly kind: 'browser' | 'wallet';
  /** Signs an EIP-712 document, and gives 0x and hex. Throws NotSigned. */
  sign(document: TypedDocument): Promise<string>;
}

/** As eth_signTypedData_v4 takes it. */
export type TypedDocument = Readonly<Record<string, unknown>>;

/** It was not signed, and why, in words for the person. */
export class NotSigned extends Error {}
