import type { Pixels } from './pdq.js';

/** One number for red, one for green, one for blue. */
export type Rgb = readonly [number, number, number];

/** A user's ONNX model that makes a vector of a picture, and how it wants to be shown one. */
export interface EmbeddingModel {
  /** Of the model's file, in hex. */
  readonly sha256: string;
  /** Width and height in pixels to which every picture is brought, whatever its shape. */
  readonly side: number;
  /** Subtracted from the colours, which are 0 to 1, and by what they are divided then. */
  readonly mean: Rgb;
  readonly deviation: Rgb;
  /** Cosine similarity from which on the model calls two pictures alike. */
  readonly least: number;
}

/** What a model makes of a picture. */
export interface Embedding {
  /** See `nameOfModel`. */
  readonly model: string;
  /** Of length 1; null where the model gives nothing that has a direction. */
  readonly vector: Float32Array | null;
}

/** The same for models that make the same vectors: only those can be compared. */
export const nameOfModel = ({ sha256, side, mean, deviation }: Omit<EmbeddingModel, 'least'>): string =>
  `${sha256} side=${side} mean=${mean.join(',')} deviation=${deviation.join(',')}`;

/** The name of the model by which pictures are embedded; null for none. */
export const currentModel = ({ model }: { readonly model: EmbeddingModel | null }): string | null =>
  model && nameOfModel(model);

/** The picture's colours as the model wants them: all red ones, then all green ones, then all blue ones. */
export function colourPlanes(
  { width, height, rgb }: Pixels,
  { mean, deviation }: Pick<EmbeddingModel, 'mean' | 'deviation'>,
): Float32Array {
  const count = width * height;
  const planes = new Float32Array(3 * count);
  for (const channel of [0, 1, 2] as const)
    for (let at = 0; at < count; at += 1)
      planes[channel * count + at] =
        ((rgb[3 * at + channel] ?? 0) / 255 - mean[channel]) / deviation[channel];
  return planes;
}

export function ofLengthOne(vector: Float32Array): Float32Array | null {
  const length = Math.sqrt(dot(vector, vector));
  return Number.isFinite(length) && length > 0 ? vector.map((value) => value / length) : null;
}

/** Cosine similarity of two embeddings, -1 to 1; null where they are of different models, or one has no direction. */
export function similarityOf(one: Embedding | null, other: Embedding | null): number | null {
  if (!one?.vector || !other?.vector || one.model !== other.model) return null;
  return dot(one.vector, other.vector);
}

/** Rounding may make a vector a little more like itself than that. */
export function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
