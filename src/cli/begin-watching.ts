import type { Wallet } from 'ethers';
import { Refusal } from '../lib/refusal.js';
import { beginMaking } from '../making/begin-making.js';
import type { Client } from './client.js';
import { logOrigin, signStatement } from './sign-statement.js';
import type { WatchedFolder } from './watched-folder.js';

/** What may be said of a making when it is begun. */
export interface Begun {
  readonly name: string | undefined;
  /** Addresses of other makers. */
  readonly others: readonly string[];
  /** The one that is joined; a new one is begun where it is not given. */
  readonly making: string | undefined;
}

interface Beginning {
  readonly client: Client;
  readonly wallet: Wallet;
  readonly memory: WatchedFolder;
  readonly given: Begun;
}

/**
 * Begins the making of a folder that is of none yet. Refuses OTHER_MAKER where it is another person's, or of another making, and BEGUN_ALREADY for what
 * could be said only then.
 */
export async function beginWatching({ client, wallet, memory, given }: Beginning): Promise<void> {
  const maker = wallet.address.toLowerCase();
  const { making: known } = memory;
  if (!known) {
    const begunAt = new Date().toISOString();
    const origin = await logOrigin(client);
    const making =
      given.making === undefined
        ? await newMaking({ client, wallet, given })
        : await joinedMaking({ client, maker, making: given.making });
    return memory.begin({ making, maker, origin, begunAt });
  }
  if (given.name !== undefined || given.others.length > 0)
    throw new Refusal(
      'BEGUN_ALREADY',
      `The folder is of ${known.making}, which is begun: its name and its makers stay. For others begin another folder.`,
      { making: known.making },
    );
  const isOther =
    (given.making !== undefined && given.making !== known.making) ||
    (known.maker !== maker && !(await keysOf(client, known.maker)).includes(maker));
  if (isOther)
    throw new Refusal(
      'OTHER_MAKER',
      `The folder is of ${known.making} and of the maker ${known.maker}. Each maker has a folder of their own for each making.`,
      { making: known.making, maker: known.maker },
    );
  // The same person with another key goes on in a chain of that key.
  if (known.maker !== maker) await memory.begin({ ...known, maker });
}

/** Refuses before anything is made what would be refused afterwards. */
async function joinedMaking({
  client,
  maker,
  making,
}: {
  client: Client;
  maker: string;
  making: string;
}): Promise<string> {
  const { making: found } = await client.ask<{
    making: { makers: readonly { keys: readonly string[] }[] } | null;
  }>('query ($id: ID!) { making(id: $id) { makers { keys } } }', { id: making });
  if (!found) throw new Refusal('MAKING_UNKNOWN', `${making} is not recorded there.`, { making });
  if (!found.makers.some(({ keys }) => keys.includes(maker)))
    throw new Refusal(
      'NOT_ALLOWED',
      `${maker} is not among the makers of ${making}: whoever begins it names them by --with.`,
      { making },
    );
  return making;
}

async function keysOf(client: Client, key: string): Promise<readonly string[]> {
  const { node } = await client.ask<{ node: { keys: readonly string[] } | null }>(
    'query ($id: ID!) { node(id: $id) { ... on Person { keys } } }',
    { id: `person:${key}` },
  );
  return node?.keys ?? [];
}

async function newMaking({
  client,
  wallet,
  given,
}: Pick<Beginning, 'client' | 'wallet' | 'given'>): Promise<string> {
  const makers = [...new Set([wallet.address.toLowerCase(), ...given.others])];
  const input = await signStatement(client, wallet, beginMaking, {
    ...(given.name !== undefined && { name: given.name }),
    makers,
  });
  const { beginMaking: begun } = await client.ask<{ beginMaking: { making: { id: string } } }>(
    'mutation ($input: BeginMakingInput!) { beginMaking(input: $input) { making { id } } }',
    { input },
  );
  return begun.making.id;
}
