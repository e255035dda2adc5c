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
  const candidates = Object.keys(from.inputs).filter((input) =>
    isLink(from.inputs[input]) ? input === name || PASSES_ON.test(input) : read(from.inputs[input]) !== null,
  );
  // A node that has the input of that name hands it on, and one that has a single value is that value.
  const named = [name, ...VALUE_NAMES].find((input) => candidates.includes(input));
  const only = candidates.length === 1 ? candidates[0] : undefined;
  const chosen = candidates.includes(name) ? name : (only ?? (isPrimitive(from) ? named : undefined));
  return chosen === undefined ? null : follow(graph, from, chosen, read, hops + 1);
}

/** Nodes that hold one value and what becomes of it after each run, or a text and how it is shown. */
const isPrimitive = ({ type }: ComfyNode): boolean =>
  /primitive|constant|literal|^(int|float|string|seed|text)|seed\b|seed \(|multiline|show ?text|note/i.test(
    type,
  );

const TEXT_NAMES = ['text', 'value', 'string', 'prompt', 'String', 'Text'];

/** A text, also where a node joins several. */
export function textValue(graph: ComfyGraph, node: ComfyNode, name: string, hops = 0): string | null {
  const value = node.inputs[name];
  if (typeof value === 'string') return value;
  const from = graph.source(node, name)?.node;
  if (!from || hops > MAX_HOPS) return null;
  const parts = partsOf(from);
  if (parts) {
    const texts = parts.names.map((part) => textValue(graph, from, part, hops + 1));
    return texts.every((text) => text !== null)
      ? texts.filter((text) => text !== '').join(parts.delimiter)
      : null;
  }
  const inputs = Object.keys(from.inputs).filter(
    (input) => typeof from.inputs[input] === 'string' || isLink(from.inputs[input]),
  );
  // What takes a picture or a model besides makes its text itself.
  if (inputs.some((input) => isLink(from.inputs[input]) && input !== name && !PASSES_ON.test(input)))
    return null;
  const only = inputs.length === 1 ? inputs[0] : undefined;
  const named = [...TEXT_NAMES, name].find((input) => inputs.includes(input));
  const chosen = only ?? (isPrimitive(from) ? named : undefined);
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
