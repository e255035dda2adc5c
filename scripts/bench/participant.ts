import { Wallet } from 'ethers';
import { createHash } from 'node:crypto';
import type { Client } from '../../src/cli/client.js';
import { uploadFile, type LocalFile } from '../../src/cli/local-file.js';
import { toHex } from '../../src/lib/hex.js';
import { unixFsCid } from '../../src/lib/unixfs-cid.js';
import { draftStatement } from '../../src/register/draft-statement.js';
import { statementKind } from '../../src/register/statement-kinds.js';
import { TYPED_DATA_DOMAIN, TYPED_DATA_TYPES, typedMessage } from '../../src/register/typed-data.js';
import { randomFrom } from './random.js';

/** Somebody with a key who states things to one server. */
export interface Participant {
  readonly address: string;
  /** Uploads the files, signs the statement, and gives what its mutation answers. */
  state<Answer>(
    kind: string,
    statement: { readonly body: object; readonly files?: readonly LocalFile[]; readonly select: string },
  ): Promise<Answer>;
}

/** The same key and the same nonces in every run. */
export function participant(
  seed: string,
  { client, origin }: { client: Client; origin: string },
): Participant {
  const random = randomFrom(`participant ${seed}`);
  const wallet = new Wallet(`0x${toHex(random.bytes(32))}`);
  return {
    address: wallet.address.toLowerCase(),
    async state<Answer>(
      name: string,
      { body, files = [], select }: { body: object; files?: readonly LocalFile[]; select: string },
    ) {
      const uploads = await Promise.all(files.map((file) => uploadFile(client, file)));
      const statement = draftStatement(statementKind(name), {
        origin,
        signer: wallet.address,
        body,
        now: new Date(),
        nonce: random.bytes(16),
      });
      const signature = await wallet.signTypedData(
        TYPED_DATA_DOMAIN,
        TYPED_DATA_TYPES,
        typedMessage(statement),
      );
      const mutation = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      const input = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
      const answer = await client.ask<Record<string, Answer>>(
        `mutation ($input: ${input}!) { ${mutation}(input: $input) ${select} }`,
        { input: { statement, signature, uploads } },
      );
      return answer[mutation] as Answer; // GraphQL answers with the fields that were asked for
    },
  };
}

export async function originOf(client: Client): Promise<string> {
  const { log } = await client.ask<{ log: { origin: string } }>('{ log { origin } }');
  return log.origin;
}

/** Bytes as a client sees a file of its own. */
export async function fileOf(bytes: Buffer, mediaType: string): Promise<LocalFile> {
  return {
    bytes: Uint8Array.from(bytes),
    cid: await unixFsCid([bytes]),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mediaType,
    sizeBytes: bytes.length,
  };
}

/** Runs a task for each item, some at once. */
export async function forEachAtOnce<Item>(
  items: readonly Item[],
  atOnce: number,
  task: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const run = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) await task(item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, run));
}
