import { sizeFrom } from '../draft-account.js';
import type { Size } from '../generation-account.js';
import type { ComfyGraph, ComfyNode, Source } from './comfy-graph.js';
import { numberValue, wordValue } from './comfy-values.js';

/** By what names nodes take the picture, or the latent of one, that they hand on. */
const CARRIES = [
  'samples',
  'latent_image',
  'latent',
  'images',
  'image',
  'pixels',
  'samples_to',
  'destination',
  'upscaled_image',
];
/** Nodes that leave the size as it is. */
const KEEPS_SIZE =
  /^(vae ?(decode|encode)|save|preview|sampler|ksampler|repeatlatent|setlatentnoisemask|latentcomposite|latentblend|imagecompositemasked|imagesharpen|imageblur|imageblend|imagequantize|imageinvert|inpaintmodelconditioning|facedetailer|detailer|differentialdiffusion|tobasicpipe|reroute|image ?(save|filter)|colormatch|referencelatent)/i;
/** Nodes that bring a picture to the width and height that they name. */
const RESIZES = /scale|resize|crop|pad|upscale/i;
const MAX_HOPS = 200;

/** What a node's picture measures: followed through all that makes it larger, null where a node does something unknown. */
export function sizeOfSource(graph: ComfyGraph, source: Source | null, hops = 0): Size | null {
  if (!source || hops > MAX_HOPS) return null;
  const { node } = source;
  const carried = CARRIES.map((input) => graph.source(node, input)).find((one) => one !== null) ?? null;
  const named = sizeFrom(numberValue(graph, node, 'width'), numberValue(graph, node, 'height'));
  // Others choose a size by presets, and hold one that they do not use.
  if (/empty/i.test(node.type)) return named;
  if (carried === null) return null;
  if (named && RESIZES.test(node.type)) return named;
  const before = () => sizeOfSource(graph, carried, hops + 1);
  const factor = factorOf(graph, node);
  if (factor !== null) return multiplied(before(), factor);
  const megapixels = numberValue(graph, node, 'megapixels');
  if (megapixels !== null && RESIZES.test(node.type)) return ofPixels(before(), megapixels * 1024 * 1024);
  return KEEPS_SIZE.test(node.type) ? before() : null;
}

/** How many times as wide a node makes a picture; an upscaling model tells it by its name alone, as `4x` or `x4`. */
function factorOf(graph: ComfyGraph, node: ComfyNode): number | null {
  const named = numberValue(graph, node, 'scale_by', 'upscale_by', 'scale_factor');
  if (named !== null) return named;
  const model = graph.source(node, 'upscale_model')?.node;
  const name = model && wordValue(graph, model, 'model_name');
  return name == null ? null : scaleByName(name);
}

export function scaleByName(name: string): number | null {
  const found =
    /(?:^|[^a-z0-9])(\d)x(?![a-z0-9]*\d)|x(\d)(?![0-9])/i.exec(name) ?? /(?:^|[^0-9])(\d)x/i.exec(name);
  return found ? Number(found[1] ?? found[2]) : null;
}

const multiplied = (size: Size | null, factor: number): Size | null =>
  size && sizeFrom(Math.round(size.width * factor), Math.round(size.height * factor));

function ofPixels(size: Size | null, pixels: number): Size | null {
  return multiplied(size, size ? Math.sqrt(pixels / (size.width * size.height)) : 1);
}
