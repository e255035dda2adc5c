import type { Wallet } from 'ethers';
import { Refusal } from '../lib/refusal.js';
import { MOST_STEPS } from '../making/making-step.js';
import { recordSteps } from '../making/record-steps.js';
import type { Client } from './client.js';
import { signStatement } from './sign-statement.js';
import { headOf, MEMORY, type KeptStep, type MakingFile, type WatchedFolder } from './watched-folder.js';

interface Sending {
  readonly client: Client;
  readonly wallet: Wallet;
  readonly memory: WatchedFolder;
}

/** As large as steps of one statement may be together, in bytes of JSON: a statement has 64 KiB. */
const MOST_BYTES = 40_000;

/** Records the steps that the register does not have; gives them. */
export async function sendSteps({ client, wallet, memory }: Sending): Promise<KeptStep[]> {
  const { making: known } = memory;
  if (!known) throw new Error('the making is begun before anything is sent');
  // What a key did not send before it was rotated it never will: it stays here, and is no part of the making.
  const steps = memory.steps.filter(({ maker }) => maker === known.maker);
  let waiting = await waitingSteps(client, { making: known, steps });
  memory.waiting = waiting.length;
  const sent: KeptStep[] = [];
  while (waiting.length > 0) {
    const batch = firstBatch(waiting);
    const before = steps.slice(0, steps.length - waiting.length);
    const input = await signStatement(client, wallet, recordSteps, {
      making: known.making,
      after: headOf(before, known),
      steps: batch.map(({ step }) => step),
    });
    await client.ask(
      'mutation ($input: RecordStepsInput!) { recordSteps(input: $input) { making { id } } }',
      { input },
    );
    sent.push(...batch);
    waiting = waiting.slice(batch.length);
    memory.waiting = waiting.length;
  }
  return sent;
}

function firstBatch(waiting: readonly KeptStep[]): KeptStep[] {
  let bytes = 0;
  const most = waiting.slice(0, MOST_STEPS);
  const cut = most.findIndex(({ step }, at) => {
    bytes += Buffer.byteLength(JSON.stringify(step));
    return at > 0 && bytes > MOST_BYTES;
  });
  return cut < 0 ? most : most.slice(0, cut);
}

/** What follows on the step that the register has last; an answer that was lost is found so. */
async function waitingSteps(
  client: Client,
  { making: known, steps }: { readonly making: MakingFile; readonly steps: readonly KeptStep[] },
): Promise<readonly KeptStep[]> {
  if (steps.length === 0) return [];
  const { making } = await client.ask<{
    making: { chains: readonly { head: string; maker: { id: string } }[] } | null;
  }>('query ($id: ID!) { making(id: $id) { chains { head maker { id } } } }', { id: known.making });
  if (!making)
    throw new Refusal(
      'MAKING_UNKNOWN',
      `The server does not have ${known.making}; it began at ${known.origin}.`,
      {
        making: known.making,
      },
    );
  const head = making.chains.find(({ maker }) => maker.id === `person:${known.maker}`)?.head;
  if (head === undefined || head === headOf([], known)) return steps;
  const at = steps.findIndex((step) => step.head === head);
  if (at < 0)
    throw new Refusal(
      'STEPS_ALTERED',
      `The register has steps of yours in ${known.making} that this folder does not know. Bring back ${MEMORY} as it was.`,
      { making: known.making, head },
    );
  return steps.slice(at + 1);
}
