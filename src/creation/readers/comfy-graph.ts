import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/relaxed-json.js';

/** A node of ComfyUI's API graph. */
export interface ComfyNode {
  /** A number or any text: `3`, `Sampler`, `4:1` within a group. */
  readonly id: string;
  readonly type: string;
  readonly inputs: JsonObject;
}

/** So many links are followed in one graph; whoever winds one up to cost more time gets no answer. */
const MAX_STEPS = 50_000;

/** A graph is too tangled to be followed. */
export class TooTangled extends Error {}

/** A graph of what ComfyUI ran: what goes in is a value, or a link to another node's output. */
export class ComfyGraph {
  #steps = 0;
  #users: ReadonlyMap<string, readonly User[]> | undefined;
  constructor(readonly nodes: ReadonlyMap<string, ComfyNode>) {}

  /** The node that an input is linked to, and by which of its outputs; null for a value, and for a link to nowhere. Throws TooTangled. */
  source(node: ComfyNode, input: string): Source | null {
    this.spend(1);
    const link = linkOf(node.inputs[input]);
    const from = link && this.nodes.get(link.id);
    return from ? { node: from, slot: link.slot } : null;
  }

  /** To be said of work that a graph makes, in links or in as many inputs or hundreds of characters. Throws TooTangled. */
  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MAX_STEPS) throw new TooTangled(`more than ${MAX_STEPS} links would be followed`);
  }

  /** All inputs that are linked, by name. */
  sources(node: ComfyNode): (Source & { readonly input: string })[] {
    return Object.keys(node.inputs).flatMap((input) => {
      const source = this.source(node, input);
      return source ? [{ ...source, input }] : [];
    });
  }

  /** The nodes that take what a node gives, and by which of their inputs. */
  users(node: ComfyNode): readonly User[] {
    this.#users ??= usersByNode(this.nodes);
    return this.#users.get(node.id) ?? [];
  }

  /** Links to nodes that are not there. */
  dangling(): { readonly node: string; readonly input: string; readonly to: string }[] {
    return [...this.nodes.values()].flatMap((node) =>
      Object.entries(node.inputs).flatMap(([input, value]) => {
        const link = linkOf(value);
        return link && !this.nodes.has(link.id) ? [{ node: node.id, input, to: link.id }] : [];
      }),
    );
  }
}

export interface Source {
  readonly node: ComfyNode;
  readonly slot: number;
}

export interface User {
  readonly node: ComfyNode;
  readonly input: string;
}

function usersByNode(nodes: ReadonlyMap<string, ComfyNode>): Map<string, User[]> {
  const users = new Map<string, User[]>();
  for (const node of nodes.values())
    for (const [input, value] of Object.entries(node.inputs)) {
      const link = linkOf(value);
      if (!link) continue;
      const known = users.get(link.id);
      if (known) known.push({ node, input });
      else users.set(link.id, [{ node, input }]);
    }
  return users;
}

/** `["4", 1]`: a node's id and the number of its output. */
function linkOf(value: JsonValue | undefined): { id: string; slot: number } | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [id, slot] = value as readonly JsonValue[];
  return (typeof id === 'string' || typeof id === 'number') && typeof slot === 'number'
    ? { id: String(id), slot }
    : null;
}

export const isLink = (value: JsonValue | undefined): boolean => linkOf(value) !== null;

/** More nodes than any workflow has; a graph of more is not followed. */
const MAX_NODES = 5000;

/** The nodes among a graph's members; other members, as some services add them, are none. Null where it has none, or too many. */
export function comfyGraphOf(value: JsonValue): ComfyGraph | null {
  if (!isJsonObject(value)) return null;
  const nodes = new Map<string, ComfyNode>();
  for (const [id, member] of Object.entries(value)) {
    if (!isJsonObject(member)) continue;
    const { class_type: type, inputs } = member;
    if (typeof type === 'string' && isJsonObject(inputs)) nodes.set(id, { id, type, inputs });
  }
  return nodes.size > 0 && nodes.size <= MAX_NODES ? new ComfyGraph(nodes) : null;
}
