import { numberOf } from '../draft-account.js';
import type { Pass } from '../generation-account.js';
import type { ComfyGraph, ComfyNode, Source } from './comfy-graph.js';
import { numberValue, wholeValue, wordValue } from './comfy-values.js';

/** Whether a node samples: it is conditioned, and knows how. */
export function isSampler(graph: ComfyGraph, node: ComfyNode): boolean {
  const { inputs } = node;
  if (graph.source(node, 'guider')) return 'noise' in inputs || 'sigmas' in inputs;
  const isConditioned =
    graph.source(node, 'positive') !== null || (/^ksampler/i.test(node.type) && 'steps' in inputs);
  const knowsHow = 'sampler_name' in inputs || 'sampler' in inputs || 'sigmas' in inputs;
  return isConditioned && (knowsHow || ('steps' in inputs && ('seed' in inputs || 'noise_seed' in inputs)));
}

/** All nodes that had a part in what nodes give, each after those that it takes from. */
export function nodesBefore(graph: ComfyGraph, outputs: readonly ComfyNode[]): ComfyNode[] {
  const done = new Set<ComfyNode>();
  const begun = new Set<ComfyNode>();
  const stack = outputs.toReversed().map((node) => ({ node, isLeft: false }));
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (top.isLeft) done.add(top.node);
    if (top.isLeft || begun.has(top.node)) continue;
    begun.add(top.node);
    stack.push({ node: top.node, isLeft: true });
    const before = graph.sources(top.node).map(({ node }) => ({ node, isLeft: false }));
    stack.push(...before.toReversed());
  }
  return [...done];
}

/** The node that gives the picture, and of several those that keep it. */
export function outputsOf(graph: ComfyGraph): ComfyNode[] {
  const last = [...graph.nodes.values()].filter((node) => graph.users(node).length === 0);
  const kept = last.filter(({ type }) => /save|output/i.test(type));
  const shown = last.filter(({ type }) => /preview/i.test(type));
  return kept.length > 0 ? kept : shown.length > 0 ? shown : last;
}

/** How a sampler was set, also where its parts are nodes of their own. */
export function passOf(graph: ComfyGraph, node: ComfyNode): Pass {
  const part = (input: string): ComfyNode => graph.source(node, input)?.node ?? node;
  const [noise, guider, sigmas, sampler] = ['noise', 'guider', 'sigmas', 'sampler'].map(part);
  return {
    seed: wholeValue(graph, node, 'seed', 'noise_seed') ?? wholeValue(graph, noise!, 'noise_seed', 'seed'),
    steps: numberValue(graph, node, 'steps') ?? numberValue(graph, sigmas!, 'steps'),
    cfgScale: numberValue(graph, node, 'cfg') ?? numberValue(graph, guider!, 'cfg'),
    sampler: wordValue(graph, node, 'sampler_name') ?? wordValue(graph, sampler!, 'sampler_name', 'sampler'),
    scheduler: wordValue(graph, node, 'scheduler') ?? wordValue(graph, sigmas!, 'scheduler'),
    denoise: numberValue(graph, node, 'denoise') ?? numberOf(sigmas!.inputs['denoise']),
  };
}

/** What a sampler starts from. */
export const latentOf = (graph: ComfyGraph, node: ComfyNode): Source | null =>
  ['latent_image', 'latent', 'samples', 'image'].map((input) => graph.source(node, input)).find(Boolean) ??
  null;

/** What conditions a sampler, itself or by its guider. */
export function conditionsOf(
  graph: ComfyGraph,
  node: ComfyNode,
  side: 'positive' | 'negative',
): Source | null {
  const own = graph.source(node, side);
  if (own) return own;
  const guider = graph.source(node, 'guider')?.node;
  if (!guider) return null;
  return graph.source(guider, side) ?? (side === 'positive' ? graph.source(guider, 'conditioning') : null);
}
