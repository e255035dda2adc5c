/** What compiled assembly of ours exports, besides its memory. */
export interface WasmExports {
  readonly memory: WebAssembly.Memory;
}

/** A module of our own assembly, compiled at the first call and once for all of a thread. */
export function wasmInstance<Exports extends WasmExports>(
  compiled: () => Uint8Array<ArrayBuffer>,
): () => Exports {
  let opened: Exports | null = null;
  const abort = () => {
    throw new Error('a module of the originality engine aborted');
  };
  return () => {
    // What the caller says that its assembly exports.
    opened ??= new WebAssembly.Instance(new WebAssembly.Module(compiled()), { env: { abort } })
      .exports as unknown as Exports;
    return opened;
  };
}
