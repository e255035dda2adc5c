import { modelOf } from '../draft-account.js';
import type { Input, Lora, Model, Upscaler, Weighted } from '../generation-account.js';
import type { ComfyGraph, ComfyNode, User } from './comfy-graph.js';
import { scaleByName } from './comfy-size.js';
import { numberValue, wordValue } from './comfy-values.js';

/** Nodes that load what a picture is made with, of those that had a part in it. */
const LOADS_MODEL = ['ckpt_name', 'unet_name', 'base_ckpt_name', 'model_path', 'refiner_ckpt_name'];

export function modelsIn(graph: ComfyGraph, nodes: readonly ComfyNode[]): Model[] {
  const names = nodes.flatMap((node) =>
    LOADS_MODEL.flatMap((input) => wordValue(graph, node, input) ?? []).filter((name) => name !== 'None'),
  );
  return [...new Set(names)].flatMap((name) => modelOf(name, null) ?? []);
}

export const lorasIn = (graph: ComfyGraph, nodes: readonly ComfyNode[]): Lora[] =>
  nodes.flatMap((node) => [...lorasOf(graph, node), ...stackOf(node)]);

function lorasOf(graph: ComfyGraph, node: ComfyNode): Lora[] {
  return Object.keys(node.inputs).flatMap((input): Lora[] => {
    const [, number] = /^lora_name(_\d+)?$/.exec(input) ?? [];
    if (input !== 'lora_name' && number === undefined) return [];
    const name = wordValue(graph, node, input);
    const of = number ?? '';
    const weight = numberValue(
      graph,
      node,
      `strength_model${of}`,
      `model_str${of}`,
      `lora_wt${of}`,
      `strength${of}`,
      `lora_strength${of}`,
      `model_weight${of}`,
    );
    return name === null || name === 'None' ? [] : [{ name, weight, hash: null }];
  });
}

/** rgthree's loader holds `lora_1: {on, lora, strength}`. */
function stackOf({ inputs }: ComfyNode): Lora[] {
  return Object.values(inputs).flatMap((value): Lora[] => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    const { on, lora, strength } = value as Record<string, unknown>;
    return typeof lora === 'string' && on === true
      ? [{ name: lora, weight: typeof strength === 'number' ? strength : null, hash: null }]
      : [];
  });
}

export const controlNetsIn = (graph: ComfyGraph, nodes: readonly ComfyNode[]): Weighted[] =>
  nodes.flatMap((node) => {
    const loader = graph.source(node, 'control_net')?.node;
    if (!loader) return [];
    const name = controlNetName(graph, loader);
    return name === null ? [] : [{ name, weight: numberValue(graph, node, 'strength') }];
  });

/** Its loader, maybe behind nodes that choose a type of it. */
function controlNetName(graph: ComfyGraph, loader: ComfyNode, hops = 0): string | null {
  const name = wordValue(graph, loader, 'control_net_name', 'controlnet_name', 'name', 'model_name');
  const before = graph.source(loader, 'control_net')?.node;
  return name ?? (before && hops < 20 ? controlNetName(graph, before, hops + 1) : null);
}

export const upscalersIn = (graph: ComfyGraph, nodes: readonly ComfyNode[]): Upscaler[] =>
  nodes.flatMap((node): Upscaler[] => {
    const model = graph.source(node, 'upscale_model')?.node;
    if (model) {
      const name = wordValue(graph, model, 'model_name');
      return [
        {
          name,
          scale:
            numberValue(graph, node, 'upscale_by', 'scale_by') ?? (name === null ? null : scaleByName(name)),
        },
      ];
    }
    if (!/^latent ?upscale/i.test(node.type)) return [];
    return [
      {
        name: `latent (${wordValue(graph, node, 'upscale_method') ?? 'unknown'})`,
        scale: numberValue(graph, node, 'scale_by'),
      },
    ];
  });

const LOADS_PICTURE = /^load ?image|^image ?load|^loadimage|blob/i;

/** The pictures that went in, by what the nodes that took them do with them. */
export function inputsIn(graph: ComfyGraph, nodes: readonly ComfyNode[]): Input[] {
  return nodes
    .filter(({ type }) => LOADS_PICTURE.test(type))
    .flatMap((loader) => {
      const name = wordValue(graph, loader, 'image', 'url', 'image_path');
      const roles = new Set(rolesOf(graph, loader));
      return [...roles].map((role): Input => ({ role, name }));
    });
}

function rolesOf(graph: ComfyGraph, loader: ComfyNode): Input['role'][] {
  const users = usersOf(graph, loader);
  const roles: Input['role'][] = [];
  const has = (test: (user: User) => boolean) => users.some(test);
  if (
    has(({ node, input }) => 'control_net' in node.inputs && input === 'image') ||
    has(({ node }) => /InstructPix|ControlNetInpaint/i.test(node.type))
  )
    roles.push('control');
  if (has(({ node }) => /inpaint|setlatentnoisemask/i.test(node.type))) roles.push('inpaint');
  else if (has(({ node, input }) => /^VAEEncode/i.test(node.type) && input === 'pixels'))
    roles.push('img2img');
  if (has(({ input }) => /mask/i.test(input)) && !roles.includes('inpaint')) roles.push('mask');
  return roles.length > 0 ? roles : ['reference'];
}

/** All that takes a node's picture, itself or after a node that changes it. */
function usersOf(graph: ComfyGraph, loader: ComfyNode): User[] {
  const seen = new Set<ComfyNode>([loader]);
  const users: User[] = [];
  for (const node of seen)
    for (const user of graph.users(node)) {
      users.push(user);
      // Where it conditions it is used; before that it is still the picture.
      if (isStillPicture(user.node)) seen.add(user.node);
    }
  return users;
}

const isStillPicture = ({ type, inputs }: ComfyNode): boolean =>
  /scale|crop|resize|pad|invert|blur|canny|depth|pose|preprocessor|lineart|hed|vaeencode|setlatentnoisemask|mask/i.test(
    type,
  ) && !('control_net' in inputs);
