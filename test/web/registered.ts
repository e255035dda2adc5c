import type { Wallet } from 'ethers';
import type { Client } from '../../src/cli/client.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { aFile, state } from '../fixtures/house.js';

/** Registers a work, and gives its id. */
export async function registered(
  client: Client,
  person: Wallet,
  {
    picture,
    title,
    ...more
  }: {
    readonly picture: Buffer;
    readonly title: string;
    readonly altText?: string;
    readonly makers?: readonly { readonly name: string; readonly person?: string }[];
  },
): Promise<string> {
  const file = await aFile(picture);
  const { work } = await state<{ work: { id: string } }>(client, person, {
    kind: registerWork,
    body: { title, makers: [], files: [referenceTo(file)], ...more },
    select: '{ ... on RegisteredWork { work { id } } }',
    files: [file],
  });
  return work.id;
}
