import { fileName } from '../draft-account.js';
import type { GenerationAccount, Model } from '../generation-account.js';
import { comfyGraphOf } from '../readers/comfy-graph.js';
import type { Finding } from './finding.js';
import { counted } from '../../lib/counted.js';

/** Services that give their users' models names of their own. */
const NAMES_MODELS_ITSELF = new Set(['TensorArt', 'Civitai']);

/** Where a file tells in words and by a graph how it was made, whether the two tell the same of seed, steps, size and model. */
export function checkTextAgainstGraph(told: readonly GenerationAccount[]): Finding[] {
  const text = told.find(({ passes }) => passes.length === 0);
  const graph = told.find(({ passes }) => passes.length > 0);
  if (!text || !graph) return [];
  const differing = [
    ...differs(
      'seed',
      text.seed,
      graph.passes.flatMap(({ seed }) => seed ?? []),
    ),
    ...differs(
      'steps',
      text.steps,
      graph.passes.flatMap(({ steps }) => steps ?? []),
    ),
    ...differs(
      'size',
      sizeText(text),
      [sizeText(graph), graph.outputSize && sizeText(graph.outputSize)].filter((size) => size !== null),
    ),
    ...(NAMES_MODELS_ITSELF.has(text.tool) ? [] : modelsDiffer(text, graph)),
  ];
  return differing.length === 0
    ? []
    : [
        {
          code: 'TEXT_CONTRADICTS_GRAPH',
          message: `What the file tells in words is not what its graph ran: ${differing.join('; ')}. The graph is what the tool kept itself; whoever wrote the words would have to say why they differ.`,
        },
      ];
}

function differs(what: string, text: string | number | null, graph: readonly (string | number)[]): string[] {
  return text === null || graph.length === 0 || graph.includes(text)
    ? []
    : [`${what} ${text}, and ${graph.join(' and ')} in the graph`];
}

const sizeText = ({ width, height }: { width: number | null; height: number | null }): string | null =>
  width === null || height === null ? null : `${width} × ${height}`;

function modelsDiffer(text: GenerationAccount, graph: GenerationAccount): string[] {
  const models = [graph.model, ...graph.otherModels].filter((model) => model !== null);
  const { model } = text;
  return model === null ||
    models.length === 0 ||
    models.some((one) => compareModels(model, one) !== 'different')
    ? []
    : [`model ${model.name ?? model.hash}, and ${models.map(({ name }) => name).join(' and ')} in the graph`];
}

/** Whether two accounts name one model. Hashes of different kinds are never compared: they say nothing of one another. */
export function compareModels(one: Model, other: Model): 'same' | 'different' | 'not comparable' {
  const areHashes =
    one.hash !== null && other.hash !== null && one.hashKind === other.hashKind && one.hashKind !== 'unknown';
  if (areHashes) return one.hash === other.hash ? 'same' : 'different';
  if (one.name === null || other.name === null) return 'not comparable';
  return stemOf(one.name) === stemOf(other.name) ? 'same' : 'different';
}

/** A model's file, without folders and the ending that tells its format. */
const stemOf = (name: string): string =>
  fileName(name)
    .replace(/\.(safetensors|ckpt|pt|pth|gguf|sft|bin)$/i, '')
    .toLowerCase();

/** Links of a graph that lead nowhere: nothing could have run it. */
export function checkLinks({ graph }: Pick<GenerationAccount, 'graph'>): Finding[] {
  const links = graph === null ? [] : (comfyGraphOf(graph)?.dangling() ?? []);
  const [first] = links;
  return first === undefined
    ? []
    : [
        {
          code: 'DANGLING_LINKS',
          message: `${counted(links.length, 'link')} of the graph ${links.length === 1 ? 'leads' : 'lead'} to nodes that are not there, such as ${first.input} of ${first.node} to ${first.to}: as it stands it cannot have run. The whole graph would clear this.`,
        },
      ];
}
