import type { Carried } from './carriers/carried.js';
import type { Credentials } from './credentials.js';
import {
  ACCOUNT_FIELDS,
  tellsField,
  type AccountField,
  type GenerationAccount,
} from './generation-account.js';
import { accountOfCredentials } from './readers/read-credentials-account.js';
import { readCivitai } from './readers/read-civitai.js';
import { readComfyui } from './readers/read-comfyui.js';
import { readDiffusers } from './readers/read-diffusers.js';
import { readDrawThings } from './readers/read-draw-things.js';
import { readEasyDiffusion } from './readers/read-easy-diffusion.js';
import { readFooocus, readRuinedFooocus } from './readers/read-fooocus.js';
import { readInfotext } from './readers/read-infotext.js';
import { readInvokeai } from './readers/read-invokeai.js';
import { readMidjourney } from './readers/read-midjourney.js';
import { readNovelai } from './readers/read-novelai.js';
import { readSwarmui } from './readers/read-swarmui.js';
import { readTensorart } from './readers/read-tensorart.js';

/** A file tells in one way or in several how it was made. */
export interface FoundGeneration {
  /** What it tells by the surest sign of its tool; what that leaves open is filled from the others. */
  readonly account: GenerationAccount;
  /** Each way of telling it by itself, the first as it stands. */
  readonly told: readonly GenerationAccount[];
}

/** One file a tool. What several tools leave is asked after what one alone does: SwarmUI leaves ComfyUI's graph too. */
const READERS: readonly ((carried: Carried) => GenerationAccount | null)[] = [
  readSwarmui,
  readNovelai,
  readInvokeai,
  readFooocus,
  readRuinedFooocus,
  readTensorart,
  readDiffusers,
  readEasyDiffusion,
  readDrawThings,
  readMidjourney,
  readCivitai,
  readInfotext,
  readComfyui,
];

/** How a picture was generated, by all that its file carries; null where it tells nothing of that. */
export function findGeneration(
  carried: Carried,
  credentials: Credentials | null = null,
): FoundGeneration | null {
  const told: GenerationAccount[] = [];
  for (const read of READERS) {
    const account = read(carried);
    // Two readers of the same text tell the same thing once.
    if (account && !told.some((one) => isOfSameTexts(one, account))) told.push(account);
  }
  const signed = credentials && accountOfCredentials(credentials);
  if (signed) told.push(signed);
  const [first, ...others] = told;
  return first ? { account: others.reduce(filledFrom, first), told } : null;
}

const isOfSameTexts = (one: GenerationAccount, other: GenerationAccount): boolean =>
  Object.keys(other.rawDigests).every((where) => where in one.rawDigests);

/** All but the tool: which one it was, the first tells. */
const FILLED: readonly AccountField[] = ACCOUNT_FIELDS.filter(
  (field) => field !== 'tool' && field !== 'toolVersion',
);

function filledFrom(account: GenerationAccount, other: GenerationAccount): GenerationAccount {
  const missing = FILLED.filter((field) => !tellsField(account, field) && tellsField(other, field));
  const filled = Object.fromEntries(missing.map((field) => [field, other[field]]));
  const isFilled = (field: AccountField | 'graph') => field !== 'graph' && missing.includes(field);
  return {
    ...account,
    ...filled,
    graph: account.graph ?? other.graph,
    readFrom: {
      ...account.readFrom,
      ...Object.fromEntries(missing.map((field) => [field, other.readFrom[field]])),
    },
    unresolved: [
      ...account.unresolved.filter(({ field }) => !isFilled(field)),
      ...other.unresolved.filter(({ field }) => field === 'graph'),
    ],
    rawDigests: { ...other.rawDigests, ...account.rawDigests },
  };
}
