import type { JsonValue } from '../../lib/relaxed-json.js';
import { numberOf, wholeOf } from '../draft-account.js';
import { isLink, type ComfyGraph, type ComfyNode } from './comfy-graph.js';

/** What a value may be called in a node whose only matter it is. */
const VALUE_NAMES = [
  'value',
  'int',
  'float',
  'number',
  'Number',
  'string',
  'text',
  'String',
  'Text',
  'seed',
  'noise_seed',
  'prompt',
  'Value',
];
/** What goes into a node that only hands it on. */
const PASSES_ON = /^(|any|value|input|source|text|string|int|float|number|seed)$/i;
const MAX_HOPS = 50;

type Read<Value> = (value: JsonValue | undefined) => Value | null;

/** A value of a node, also where it stands in another that it is linked to; null where that one makes it of several. */
export function valueOf<Value>(
  graph: ComfyGraph,
  node: ComfyNode,
  names: readonly string[],
  read: Read<Value>,
): Value | null {
  for (const name of names) {
    if (node.inputs[name] === undefined) continue;
    return follow(graph, node, name, read, 0);
  }
  return null;
}

function follow<Value>(
  graph: ComfyGraph,
  node: ComfyNode,
  name: string,
  read: Read<Value>,
  hops: number,
): Value | null {
  const value = node.inputs[name];
  if (!isLink(value)) return read(value);
  const source = graph.source(node, name);
  if (!source || hops > MAX_HOPS) return null;
  const { node: from } = source;
  const inputs = Object.keys(from.inputs);
  graph.spend(inputs.length);
  const links = inputs.filter((input) => isLink(from.inputs[input]));
  const literals = inputs.filter((input) => read(from.inputs[input]) !== null);
  const chosen = chosenInput(from, { name, links, literals });
  return chosen === undefined ? null : follow(graph, from, chosen, read, hops + 1);
}

/** Which input of a node is what it gives: of one that only holds a value that, of one that only hands on its link; of all others nobody knows. */
function chosenInput(
  from: ComfyNode,
  { name, links, literals }: { name: string; links: readonly string[]; literals: readonly string[] },
): string | undefined {
  if (MAKES_UP.test(from.type)) return undefined;
  if (links.length === 1 && literals.length === 0 && PASSES_ON.test(links[0] ?? '')) return links[0];
  if (links.length > 0) return undefined;
  if (literals.length === 1) return literals[0];
  return isPrimitive(from) ? [name, ...VALUE_NAMES].find((input) => literals.includes(input)) : undefined;
}

/** Nodes that make a value while the graph runs, of what stands in them. */
const MAKES_UP =
  /wildcard|random|dynamic ?prompt|dice|generat|llm|ollama|gpt|caption|interrogat|tagger|batch|schedule/i;

/** Nodes that hold one value and what becomes of it after each run, or a text and how it is shown. */
const isPrimitive = ({ type }: ComfyNode): boolean =>
  /primitive|constant|literal|^(int|float|string|seed|text)|seed\b|seed \(|multiline|show ?text|note/i.test(
    type,
  );

/** A text, also where a node joins several. */
export function textValue(graph: ComfyGraph, node: ComfyNode, name: string, hops = 0): string | null {
  const value = node.inputs[name];
  if (typeof value === 'string') return value;
  const from = graph.source(node, name)?.node;
  if (!from || hops > MAX_HOPS) return null;
  const parts = partsOf(from);
  if (parts) {
    graph.spend(Object.keys(from.inputs).length);
    const texts = parts.names.map((part) => textValue(graph, from, part, hops + 1));
    if (!texts.every((text) => text !== null)) return null;
    const joined = texts.filter((text) => text !== '').join(parts.delimiter);
    graph.spend(joined.length / 100);
    return joined;
  }
  const inputs = Object.keys(from.inputs);
  graph.spend(inputs.length);
  const links = inputs.filter((input) => isLink(from.inputs[input]));
  const literals = inputs.filter((input) => typeof from.inputs[input] === 'string');
  // A primitive hands its text on, whatever it shows beside it.
  const handsOn = links.length === 1 && PASSES_ON.test(links[0] ?? '') && isPrimitive(from);
  const chosen = handsOn ? links[0] : chosenInput(from, { name, links, literals });
  return chosen === undefined ? null : textValue(graph, from, chosen, hops + 1);
}

/** The inputs of a node that joins texts, in order. */
function partsOf({ type, inputs }: ComfyNode): { names: readonly string[]; delimiter: string } | null {
  if (!/concat|join|combine/i.test(type)) return null;
  const names = Object.keys(inputs)
    .filter((name) => /^(string|text|prompt)_?([a-z]|\d+)$/i.test(name))
    .toSorted();
  const { delimiter, separator } = inputs;
  const between = [delimiter, separator].find((one) => typeof one === 'string');
  return names.length > 1 ? { names, delimiter: typeof between === 'string' ? between : '' } : null;
}

export const numberValue = (graph: ComfyGraph, node: ComfyNode, ...names: readonly string[]): number | null =>
  valueOf(graph, node, names, numberOf);

export const wholeValue = (graph: ComfyGraph, node: ComfyNode, ...names: readonly string[]): string | null =>
  valueOf(graph, node, names, wholeOf);

export const wordValue = (graph: ComfyGraph, node: ComfyNode, ...names: readonly string[]): string | null =>
  valueOf(graph, node, names, (value) => (typeof value === 'string' ? value : null));
