import { isJsonObject } from '../../lib/relaxed-json.js';
import type { Carried } from '../carriers/carried.js';
import { accountOf, otherMembers } from '../draft-account.js';
import type { GenerationAccount } from '../generation-account.js';
import { comfyGraphOf } from './comfy-graph.js';
import { objectOf, parameterObjects } from './json-of.js';
import { toldBy } from './read-comfyui.js';

const OF_GRAPH = new Set(['prompt', 'negativePrompt', 'steps', 'cfgScale', 'sampler', 'seed']);

/** Reads the graph that Civitai's own generator leaves, whose members `extra` and `extraMetadata` are no nodes. Models are named by AIR URNs. */
export function readCivitai(carried: Carried): GenerationAccount | null {
  for (const { text, value } of parameterObjects(carried)) {
    if (value['extraMetadata'] === undefined && !isJsonObject(value['extra'])) continue;
    const graph = comfyGraphOf(value);
    if (!graph) continue;
    const extra = value['extraMetadata'];
    const told = objectOf(typeof extra === 'string' ? extra : null);
    const follows = toldBy(graph, value);
    return accountOf(
      { tool: 'Civitai', ...follows, other: { ...follows.other, ...(told && otherMembers(told, OF_GRAPH)) } },
      [text],
    );
  }
  return null;
}
