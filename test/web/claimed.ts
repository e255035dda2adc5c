import type { Wallet } from 'ethers';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import type { Client } from '../../src/cli/client.js';
import { addressOf, state } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { registered } from './registered.js';

/** Registers a work with a picture of its own and claims it, and gives the work's id. The first of `claimants` signs. */
export async function claimed(
  client: Client,
  [first, ...others]: readonly [Wallet, ...Wallet[]],
  { seed, title, prompt = 'a heron' }: { seed: number; title: string; prompt?: string },
): Promise<string> {
  const work = await registered(client, first, {
    picture: await aPicture({ seed, width: 640, height: 480 }),
    title,
    altText: 'A heron',
  });
  await state(client, first, {
    kind: claimAuthorship,
    body: {
      work,
      claimants: [first, ...others].map(addressOf),
      basis: others.length > 0 ? 'joint-authors' : 'author',
      generations: [{ tool: 'ComfyUI', prompt: { text: prompt }, seed: '7' }],
      acts: [{ kind: 'overpainting', done: 'The beak.', region: { x: 1, y: 2, width: 3, height: 4 } }],
    },
    select: '{ claim { id } }',
  });
  return work;
}
