import { computeAddress } from 'ethers';
import { signRecoverable } from 'tiny-secp256k1';
import { rawCid } from '../../src/lib/cid.js';
import { toHex } from '../../src/lib/hex.js';
import { idOf } from '../../src/lib/ids.js';
import { sha256 } from '../../src/lib/sha256.js';
import type { Database } from '../../src/ports.js';
import { draftStatement } from '../../src/register/draft-statement.js';
import { statementKind } from '../../src/register/statement-kinds.js';
import { typedDataHash, typedMessage } from '../../src/register/typed-data.js';
import type { Statement } from '../../src/register/statement.js';
import { saveWork } from '../../src/works/work-store.js';
import { randomFrom } from './random.js';

export interface SignedErrand {
  readonly statement: Statement;
  readonly signature: string;
}

interface Plan {
  readonly origin: string;
  readonly seed: string;
  readonly clients: number;
  readonly works: number;
  readonly transfers: number;
}

/**
 * For each client what it states, one after the other, all signed beforehand: its works are claimed, and title in them
 * goes back and forth between two persons. The works themselves are put into the tables.
 */
export async function signedTitles(
  { database }: { readonly database: Database },
  { origin, seed, clients, works, transfers }: Plan,
): Promise<SignedErrand[][]> {
  const random = randomFrom(seed);
  const signerOf = () => {
    const privateKey = random.bytes(32);
    const address = computeAddress(`0x${toHex(privateKey)}`).toLowerCase();
    return {
      address,
      sign(name: string, body: object): SignedErrand {
        const now = new Date();
        const nonce = random.bytes(16);
        const statement = draftStatement(statementKind(name), { origin, signer: address, body, now, nonce });
        const { signature, recoveryId } = signRecoverable(typedDataHash(typedMessage(statement)), privateKey);
        return { statement, signature: `0x${toHex(signature)}${(27 + recoveryId).toString(16)}` };
      },
    };
  };
  const errands: SignedErrand[][] = [];
  for (let client = 0; client < clients; client += 1) {
    const [ada, bob] = [signerOf(), signerOf()] as const;
    const ids = Array.from({ length: works }, () => idOf('work', rawCid(sha256(random.bytes(32)))));
    for (const [at, id] of ids.entries())
      await saveWork(database.tables, {
        id,
        // Below the log's own, which begin at 0.
        statementIndex: -1n - BigInt(client * works + at),
        title: `Composition No. ${at + 1}`,
        makers: [],
        dateMade: null,
        medium: null,
        description: null,
        altText: null,
        registrant: ada.address,
        registeredAt: new Date(),
      });
    const transfer = (at: number, work: string) => {
      const [from, to] = at % 2 === 0 ? [ada, bob] : [bob, ada];
      return from.sign('transfer-title', { work, to: [{ owner: to.address, share: '1' }], method: 'sale' });
    };
    errands.push([
      ...ids.map((work) => ada.sign('claim-authorship', { work, claimants: [ada.address], basis: 'author' })),
      ...Array.from({ length: transfers }, (_, at) => ids.map((work) => transfer(at, work))).flat(),
    ]);
  }
  return errands;
}
