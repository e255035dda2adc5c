import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import type { IdentityAssertion } from './identity-assertion.js';

/** What signs: it gives a COSE_Sign1 (RFC 9052) of exactly `reserveSize` bytes. */
export interface ClaimSigner {
  readonly alg: string;
  readonly reserveSize: number;
  readonly sign: (claim: Uint8Array) => Promise<Uint8Array>;
}

/** Of c2pa-rs in WebAssembly what is used here; its own types are of a browser. */
export interface C2pa {
  readonly WasmReader: {
    fromBytes(format: string, bytes: Uint8Array, settings: string): Promise<{ json(): string; free(): void }>;
  };
  readonly WasmBuilder: {
    fromJson(
      definition: string,
      settings: string,
    ): {
      setIntent(intent: unknown): void;
      addIngredientFromBlob(ingredient: string, format: string, blob: Blob): Promise<void>;
      sign(
        signer: ClaimSigner,
        identities: readonly IdentityAssertion[],
        format: string,
        source: Blob,
      ): Promise<Uint8Array>;
      free(): void;
    };
  };
  initSync(given: { module: BufferSource }): unknown;
}

let library: Promise<C2pa> | null = null;
let loads = 0;

/** 9 MB, loaded when it is first needed. */
export const loadC2pa = (): Promise<C2pa> => (library ??= load());

/** After a crash within it its memory may be in any state: the next call loads another. */
export function dropC2pa(cause: unknown): void {
  if (cause instanceof WebAssembly.RuntimeError) library = null;
}

async function load(): Promise<C2pa> {
  // In a thread of its own nothing else fetches either: what a setting forgets fails here.
  if (!isMainThread) globalThis.fetch = () => Promise.reject(new Error('Nothing is fetched here.'));
  const { resolve } = createRequire(import.meta.url);
  const loaded = (await import(`${resolve('@contentauth/c2pa-wasm')}?${loads++}`)) as C2pa;
  loaded.initSync({ module: new Uint8Array(await readFile(resolve('@contentauth/c2pa-wasm/c2pa.wasm'))) });
  return loaded;
}

/**
 * Settings by which nothing is fetched, whatever a file says: neither manifests that are elsewhere, nor a certificate's status, nor the
 * documents by which identities within credentials name their issuers.
 */
export const VERIFIES_ALONE = {
  core: { decode_identity_assertions: false, allowed_network_hosts: [] },
  verify: { remote_manifest_fetch: false, ocsp_fetch: false },
} as const;
