import type { JsonValue } from '../../lib/relaxed-json.js';
import { carriedText, type Carried, type CarriedText } from '../carriers/carried.js';
import { accountOf, type Told, sidesOf } from '../draft-account.js';
import type { GenerationAccount, Size, Unresolved } from '../generation-account.js';
import { conditioningOf, type Side } from './comfy-conditioning.js';
import { ComfyGraph, comfyGraphOf, TooTangled, type ComfyNode } from './comfy-graph.js';
import { controlNetsIn, inputsIn, lorasIn, modelsIn, upscalersIn } from './comfy-models.js';
import { conditionsOf, isSampler, latentOf, nodesBefore, outputsOf, passOf } from './comfy-passes.js';
import { sizeOfSource } from './comfy-size.js';
import { jsonOf } from './json-of.js';

/** Reads ComfyUI's API graph, wherever a node that saves pictures left it. */
export function readComfyui(carried: Carried): GenerationAccount | null {
  for (const text of graphTexts(carried)) {
    const value = jsonOf(text.text);
    const graph = value === null ? null : comfyGraphOf(value);
    if (value !== null && graph) return accountOf({ tool: 'ComfyUI', ...toldBy(graph, value) }, [text]);
  }
  return null;
}

/** Texts that may be a graph, without the word that some put before it. */
function graphTexts(carried: Carried): CarriedText[] {
  const places = [
    carriedText(carried, 'PNG', 'prompt'),
    carriedText(carried, 'EXIF', 'Make'),
    carriedText(carried, 'EXIF', 'Model'),
    carriedText(carried, 'EXIF', 'ImageDescription'),
    carriedText(carried, 'EXIF', 'UserComment'),
    carriedText(carried, 'JPEG', 'Comment'),
  ];
  return places.flatMap((text) =>
    text ? [{ ...text, text: text.text.replace(/^\s*prompt\s*:\s*/i, '') }] : [],
  );
}

/** What a graph tells, as far as it can be followed from the picture back. */
export function toldBy(graph: ComfyGraph, value: JsonValue): Omit<Told, 'tool'> {
  try {
    return { ...follow(graph), graph: value };
  } catch (error) {
    if (!(error instanceof TooTangled)) throw error;
    return { graph: value, unresolved: [{ field: 'graph', reason: error.message }] };
  }
}

function follow(graph: ComfyGraph): Omit<Told, 'tool'> {
  const outputs = outputsOf(graph);
  const nodes = nodesBefore(graph, outputs);
  const samplers = nodes.filter((node) => isSampler(graph, node));
  const passes = samplers.map((node) => passOf(graph, node));
  const [first] = samplers;
  const [main] = passes;
  const models = modelsIn(graph, nodes);
  const own = first ? modelsIn(graph, nodesBefore(graph, [first]))[0] : undefined;
  const model = own ?? models[0] ?? null;
  const prompt = first ? sideOf(graph, first, 'positive') : null;
  const negative = first ? sideOf(graph, first, 'negative') : null;
  const size = first ? sizeOfSource(graph, latentOf(graph, first)) : null;
  return {
    prompt: prompt?.text ?? null,
    negativePrompt: negative?.text ?? null,
    seed: main?.seed ?? null,
    steps: main?.steps ?? null,
    cfgScale: main?.cfgScale ?? null,
    sampler: main?.sampler ?? null,
    scheduler: main?.scheduler ?? null,
    denoise: main?.denoise ?? null,
    model,
    otherModels: models.filter((one) => one.name !== model?.name),
    ...sidesOf(size),
    outputSize: outputSizeOf(graph, outputs),
    loras: lorasIn(graph, nodes),
    controlNets: controlNetsIn(graph, nodes),
    inputs: inputsIn(graph, nodes),
    upscalers: upscalersIn(graph, nodes),
    passes,
    other: {
      ...Object.fromEntries((prompt?.ofRegions ?? []).map((text, at) => [`region ${at + 1}`, text])),
      ...otherPrompts(graph, samplers.slice(1), [prompt?.text, negative?.text]),
    },
    unresolved: unresolvedOf({ main, prompt, negative, size, samplers }),
  };
}

/** What conditions a sampler on one side: its text, null where it has none; whether all was followed; texts for a region of the picture alone. */
function sideOf(
  graph: ComfyGraph,
  sampler: ComfyNode,
  side: Side,
): { text: string | null; isWhole: boolean; ofRegions: readonly string[] } {
  const { texts, ofRegions } = conditioningOf(graph, conditionsOf(graph, sampler, side), side);
  const known = texts.filter((text) => text !== null);
  return {
    text: known.length > 0 ? known.filter((text) => text !== '').join('\n') : null,
    isWhole: known.length === texts.length,
    ofRegions,
  };
}

/** Prompts of later passes, where they are others than the first one's. */
function otherPrompts(
  graph: ComfyGraph,
  samplers: readonly ComfyNode[],
  known: readonly (string | null | undefined)[],
): Record<string, string> {
  return Object.fromEntries(
    samplers.flatMap((sampler, at) =>
      (['positive', 'negative'] as const).flatMap((side) => {
        const { text } = sideOf(graph, sampler, side);
        return text === null || known.includes(text) ? [] : [[`${side} of pass ${at + 2}`, text]];
      }),
    ),
  );
}

/** What the picture must measure; null where several outputs measure otherwise, since the file does not tell which it is. */
function outputSizeOf(graph: ComfyGraph, outputs: readonly ComfyNode[]): Size | null {
  const sizes = outputs.map((node) => sizeOfSource(graph, { node, slot: 0 }));
  const [size] = sizes;
  return size && sizes.every((one) => one?.width === size.width && one.height === size.height) ? size : null;
}

interface Followed {
  readonly main: GenerationAccount['passes'][number] | undefined;
  readonly prompt: { readonly isWhole: boolean } | null;
  readonly negative: { readonly isWhole: boolean } | null;
  readonly size: Size | null;
  readonly samplers: readonly ComfyNode[];
}

function unresolvedOf({ main, prompt, negative, size, samplers }: Followed): Unresolved[] {
  if (samplers.length === 0)
    return [{ field: 'passes', reason: 'no node of the graph is a sampler that is known' }];
  const elsewhere = 'it comes from nodes that make it while the graph runs';
  const missing = (['seed', 'steps', 'sampler'] as const).filter((field) => main?.[field] == null);
  return [
    ...missing.map((field): Unresolved => ({ field, reason: elsewhere })),
    ...(prompt?.isWhole === false ? [{ field: 'prompt', reason: elsewhere } as const] : []),
    ...(negative?.isWhole === false ? [{ field: 'negativePrompt', reason: elsewhere } as const] : []),
    ...(size
      ? []
      : [
          {
            field: 'width',
            reason: 'it follows from a picture that went in, or from an unknown node',
          } as const,
        ]),
  ];
}
