import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  colourPlanes,
  nameOfModel,
  ofLengthOne,
  type Embedding,
  type EmbeddingModel,
} from '../../originality/embedding.js';
import type { Pixels } from '../../originality/pdq.js';

/** A model, and where its file is. */
export interface ModelFile extends EmbeddingModel {
  readonly path: string;
}

/** A model that is ready to look at pictures. */
export interface Embedder {
  readonly side: number;
  /** Of a picture of side × side pixels. */
  embed(square: Pixels): Promise<Embedding>;
}

/**
 * Opens a model for ONNX Runtime in WebAssembly, in one thread. It must have one input of float32 values, N × 3 × height ×
 * width, and the first of its outputs is the vector. Throws an Error that says what is wrong with a file that is none.
 */
export async function openEmbedder({ path, ...model }: ModelFile): Promise<Embedder> {
  const { InferenceSession, Tensor } = await openRuntime();
  const bytes = await readFile(path);
  if (createHash('sha256').update(bytes).digest('hex') !== model.sha256)
    throw new Error('the file was changed since the start. Start again.');
  const session = await InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const [input, ...others] = session.inputMetadata;
  const [output] = session.outputNames;
  if (!input?.isTensor || others.length > 0 || input.type !== 'float32' || output === undefined)
    throw new Error(
      `it needs one input of float32 values, and has ${session.inputMetadata.map((one) => `${one.name} (${one.isTensor ? one.type : 'no tensor'})`).join(', ') || 'none'}.`,
    );
  const { side } = model;
  const name = nameOfModel(model);
  return {
    side,
    async embed(square) {
      const planes = new Tensor('float32', colourPlanes(square, model), [1, 3, side, side]);
      const { [output]: given } = await session.run({ [input.name]: planes }, [output]);
      if (!(given?.data instanceof Float32Array))
        throw new Error(`its output ${output} is not of float32 values.`);
      return { model: name, vector: ofLengthOne(given.data) };
    },
  };
}

/** Loaded only where a model is: it is large. */
async function openRuntime(): Promise<typeof import('onnxruntime-web')> {
  const runtime = await import('onnxruntime-web');
  // The pool is what makes pictures parallel.
  runtime.env.wasm.numThreads = 1;
  runtime.env.logLevel = 'error';
  return runtime;
}

/** Shows a model a picture: throws where it cannot look at it, or makes no vector of it. */
export async function tryEmbedder(embedder: Embedder): Promise<void> {
  const { side } = embedder;
  const ramp = {
    width: side,
    height: side,
    rgb: Uint8Array.from({ length: 3 * side * side }, (_, at) => at),
  };
  const { vector } = await embedder.embed(ramp);
  if (vector === null || vector.length < LEAST_VALUES)
    throw new Error('it makes no vector of a picture: its first output must have two values or more.');
}

const LEAST_VALUES = 2;
