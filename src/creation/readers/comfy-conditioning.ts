import type { ComfyGraph, ComfyNode, Source } from './comfy-graph.js';
import { textValue } from './comfy-values.js';

export type Side = 'positive' | 'negative';

/** What conditions a sampler on one side. */
export interface Conditioning {
  /** Its texts in order, each once; null for one that could not be followed. */
  readonly texts: readonly (string | null)[];
  /** Those that stand for a region of the picture alone. */
  readonly ofRegions: readonly string[];
}

/** By what names nodes take the text that they encode. */
const TEXTS = ['text', 'text_g', 'text_l', 'clip_l', 't5xxl', 'prompt', 'clip_g', 'llama', 'populated_text'];

/** Nodes that keep what went into them to a region of the picture. */
const BOUNDS = /^ConditioningSet(Area|Mask)/i;
/** Nodes that change a conditioning, and have a text or a number for that of their own. */
const CHANGES = /controlnet|style|unclip|guidance|GLIGEN/i;

/** All that conditions a sampler on one side, followed from its input back to the texts. */
export function conditioningOf(graph: ComfyGraph, source: Source | null, side: Side): Conditioning {
  const texts: (string | null)[] = [];
  const ofRegions: string[] = [];
  const seen = new Set<string>();
  const walk = ({ node, slot }: Source, isBounded: boolean): void => {
    if (seen.has(`${node.id} ${slot}`)) return;
    seen.add(`${node.id} ${slot}`);
    const found = (text: string | null) => {
      if (!isBounded) texts.push(text);
      else if (text !== null) ofRegions.push(text);
    };
    // Whatever went into it is zero now.
    if (/zeroout/i.test(node.type)) return found('');
    // A GLIGEN box has a text of its own, and hands on the conditioning of the whole.
    const isBox = /^GLIGEN/i.test(node.type);
    const box = isBox ? textValue(graph, node, 'text') : null;
    if (box !== null) ofRegions.push(box);
    const before = sourcesBefore(graph, node, sideAt(graph, node, slot, side));
    for (const one of before) walk(one, isBounded || BOUNDS.test(node.type));
    if (before.length === 0 || !CHANGES.test(node.type)) textsOf(graph, node, side).forEach(found);
  };
  if (source) walk(source, false);
  return { texts: texts.filter((text, at) => texts.indexOf(text) === at), ofRegions };
}

/** A node with both sides hands the positive on by its first output, and the negative by its second. */
function sideAt(graph: ComfyGraph, node: ComfyNode, slot: number, side: Side): Side {
  const hasBoth = graph.source(node, 'positive') !== null && graph.source(node, 'negative') !== null;
  return hasBoth ? (slot === 0 ? 'positive' : 'negative') : side;
}

function sourcesBefore(graph: ComfyGraph, node: ComfyNode, side: Side): Source[] {
  const own = graph.source(node, side);
  if (own) return [own];
  return graph
    .sources(node)
    .filter(
      ({ input }) =>
        /^(conditioning|cond)(_?(\d+|to|from))?$|^(conditioning_\w+)$|^base_(positive|negative)$/i.test(
          input,
        ) ||
        input === 'any' ||
        input === '' ||
        input === 'guider',
    );
}

function textsOf(graph: ComfyGraph, node: ComfyNode, side: Side): (string | null)[] {
  // Loaders that are all in one take both sides as texts.
  const own = node.inputs[side];
  if (typeof own === 'string') return [own];
  const names = TEXTS.filter((name) => node.inputs[name] !== undefined);
  const isEncoder =
    names.length > 0 && (graph.source(node, 'clip') !== null || /encode|prompt|text/i.test(node.type));
  return isEncoder ? names.map((name) => textValue(graph, node, name)) : [];
}
