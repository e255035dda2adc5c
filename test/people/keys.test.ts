import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import type { EmbeddedLedger } from '../../src/adapters/ledger/open-embedded-ledger.js';
import { openChainReader } from '../../src/adapters/ledger/open-chain-reader.js';
import { readPackage } from '../../src/evidence/read-package.js';
import { verifyPackage } from '../../src/evidence/verify-package.js';
import { uploadFile } from '../../src/cli/local-file.js';
import { nameRecoveryKeys } from '../../src/people/name-recovery-keys.js';
import { rotateKey } from '../../src/people/rotate-key.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { draftStatement } from '../../src/register/draft-statement.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { addressOf, aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';
import { aRandom } from '../fixtures/random.js';
import { signatureOf } from '../register/a-register.js';
import { walletsOn } from '../register/a-wallet.js';

interface Document {
  readonly domain: object;
  readonly types: Record<string, { name: string; type: string }[]>;
  readonly message: Record<string, unknown>;
}

describeHouses({ name: 'keys of one person, and of contracts', alone: 'PostgreSQL' }, (open) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  const idOf = (person: ReturnType<typeof aPerson>) => `person:${addressOf(person)}`;
  /** The package of a work as soon as a checkpoint covers all of it; Jest's own time limit ends it when none comes. */
  const exported = async (work: string) => {
    for (;;) {
      const response = await house.client.get(`/works/${work}/evidence.zip`);
      if (response.status === 200) return readPackage(new Uint8Array(await response.arrayBuffer()));
      const { code } = (await response.json()) as { code: string };
      expect(code).toBe('NOT_CHECKPOINTED');
    }
  };

  it('are told of by any of them, with what was done by the earlier ones, and go into the export', async () => {
    const [ada, safe, next, bob] = ['ada', 'safe', 'next', 'bob'].map((name) =>
      aPerson(`${name} in a house`),
    ) as [
      ReturnType<typeof aPerson>,
      ReturnType<typeof aPerson>,
      ReturnType<typeof aPerson>,
      ReturnType<typeof aPerson>,
    ]; // as many as names
    const file = await aFile(await aPicture({ seed: 171 }));
    const { work } = await state<{ work: { id: string } }>(house.client, ada, {
      kind: registerWork,
      body: { title: 'Heron', makers: [], files: [referenceTo(file)] },
      select: '{ ... on RegisteredWork { work { id } } }',
      files: [file],
    });
    await state(house.client, ada, {
      kind: claimAuthorship,
      body: { work: work.id, claimants: [addressOf(ada)], basis: 'author' },
      select: '{ claim { id } }',
    });
    await state(house.client, ada, {
      kind: nameRecoveryKeys,
      body: { key: addressOf(ada), recoveryKeys: [addressOf(safe)] },
      select: '{ person { recoveryKeys } }',
    });
    const keys = { from: addressOf(ada), to: addressOf(next) };
    const { keyAcceptance } = await house.client.ask<{ keyAcceptance: Document }>(
      'query ($from: String!, $to: String!) { keyAcceptance(from: $from, to: $to) }',
      keys,
    );
    const { KeyAcceptance = [] } = keyAcceptance.types;
    const acceptance = await next.signTypedData(
      keyAcceptance.domain,
      { KeyAcceptance },
      keyAcceptance.message,
    );
    await state(house.client, safe, {
      kind: rotateKey,
      body: { ...keys, reason: 'lost', note: 'at sea', acceptance },
      select: '{ person { id } }',
    });
    const person = `{ presentKey keys recoveryKeys rotations { fromKey toKey reason note signer { id } statement { kind } }
      works(first: 5) { edges { node { id } } } claims(first: 5) { edges { node { status } } } owned(first: 5) { edges { node { id } } } }`;
    const [byOld, byNew] = await Promise.all(
      [ada, next].map((one) =>
        house.client.ask(`query ($id: ID!) { person(id: $id) ${person} }`, { id: idOf(one) }),
      ),
    );
    expect(byOld).toEqual(byNew);
    expect(byNew).toEqual({
      person: {
        presentKey: addressOf(next),
        keys: [ada, next].map(addressOf),
        recoveryKeys: [],
        rotations: [
          {
            fromKey: addressOf(ada),
            toKey: addressOf(next),
            reason: 'LOST',
            note: 'at sea',
            signer: { id: idOf(safe) },
            statement: { kind: 'rotate-key' },
          },
        ],
        works: { edges: [{ node: { id: work.id } }] },
        claims: { edges: [{ node: { status: 'CLAIMED' } }] },
        owned: { edges: [{ node: { id: work.id } }] },
      },
    });
    const { works } = await house.client.ask<{ works: { edges: object[] } }>(
      'query ($id: ID!) { works(first: 5, registrant: $id) { edges { node { history { method statement { kind } } } } } }',
      { id: idOf(next) },
    );
    expect(works.edges).toMatchObject([
      {
        node: {
          history: [
            { method: 'CREATION', statement: { kind: 'claim-authorship' } },
            { method: 'NEW_KEY', statement: { kind: 'rotate-key' } },
          ],
        },
      },
    ]);
    await state(house.client, next, {
      kind: transferTitle,
      body: { work: work.id, to: [{ owner: addressOf(bob), share: '1/2' }], method: 'sale' },
      select: '{ work { id } }',
    });

    const parts = await exported(work.id);
    if ('problem' in parts) throw new Error(parts.problem);
    expect([...parts.keys()].filter((name) => name.startsWith('data/statements/'))).toEqual([
      expect.stringContaining('register-work'),
      expect.stringContaining('claim-authorship'),
      expect.stringContaining('name-recovery-keys'),
      expect.stringContaining('rotate-key'),
      expect.stringContaining('transfer-title'),
    ]);
    expect(new TextDecoder().decode(parts.get('data/README.txt'))).toContain(
      `${addressOf(ada)}\n  was replaced by ${addressOf(next)} (lost)`,
    );
    const { axes } = await verifyPackage(parts);
    expect([axes.bytes, axes.signatures, axes.inclusion].map(({ result }) => result)).toEqual([
      'passed',
      'passed',
      'passed',
    ]);
  });

  it('refuses a document for what is no key', async () => {
    await expect(house.client.ask('{ keyAcceptance(from: "0xAB", to: "0xcd") }')).rejects.toMatchObject({
      code: 'OUT_OF_SCHEMA',
    });
  });

  it('of a contract stay good at the block in the entry, when the contract has another owner since', async () => {
    const { rpcUrl } = house.ports.ledger as EmbeddedLedger; // a house of tests has the embedded chain
    const [owner, heir] = [aPerson('owner in a house'), aPerson('heir in a house')];
    const wallets = await walletsOn(rpcUrl);
    const chain = await openChainReader(rpcUrl);
    try {
      const wallet = await wallets.owned(owner);
      const file = await aFile(await aPicture({ seed: 172 }));
      const statement = draftStatement(registerWork, {
        origin: house.ports.log.name,
        signer: await wallet.getAddress(),
        body: { title: 'Owned by code', makers: [], files: [referenceTo(file)] },
        now: new Date(),
        nonce: aRandom('a contract in a house').bytes(16),
      });
      const input = {
        statement,
        signature: await signatureOf(owner, statement),
        uploads: [await uploadFile(house.client, file)],
      };
      const { registerWork: result } = await house.client.ask<{
        registerWork: { work: { id: string; statement: { verifiedAt: { blockHash: string } } } };
      }>(
        'mutation ($input: RegisterWorkInput!) { registerWork(input: $input) { ... on RegisteredWork { work { id statement { verifiedAt { chainId blockNumber blockHash } } } } } }',
        { input },
      );
      const { id, statement: recorded } = result.work;
      expect(recorded.verifiedAt).toMatchObject({ chainId: '31337' });
      await wallets.replaceOwner(wallet, { from: owner, to: heir });

      const parts = await exported(id);
      const offline = (await verifyPackage(parts)).axes;
      expect([offline.signatures.result, offline.inclusion.result]).toEqual(['not checked', 'passed']);
      expect(offline.signatures.checks[0]?.detail).toContain(recorded.verifiedAt.blockHash);
      expect((await verifyPackage(parts, { chain })).axes.signatures).toMatchObject({ result: 'passed' });
      const { verify } = await house.client.ask<{ verify: object }>(
        'query ($id: ID!) { verify(work: $id) { signatures { result } } }',
        { id },
      );
      expect(verify).toEqual({ signatures: { result: 'PASSED' } });

      const receipt = async () => null;
      const chainId = async () => '31337';
      const signatures = async (reader: object) =>
        (await verifyPackage(parts, { chain: { chainId, receipt, ...reader } })).axes.signatures;
      expect(await signatures({ askWallet: async () => 'not accepted' })).toMatchObject({ result: 'failed' });
      expect(await signatures({ askWallet: async () => 'no contract' })).toMatchObject({ result: 'failed' });
      expect(await signatures({ ...chain, chainId: async () => '1' })).toMatchObject({
        result: 'not checked',
      });
      // What a node says that has thrown the state of the block away, or never knew the block.
      const ofUnknownBlock = (question: { blockHash: string }) =>
        chain.askWallet?.({ ...question, blockHash: `0x${'ee'.repeat(32)}` } as never);
      const unknown = await signatures({ askWallet: ofUnknownBlock });
      expect(unknown.result).toBe('not checked');
      expect(unknown.checks[0]?.detail).toContain('archive node');
    } finally {
      chain.close();
      wallets.close();
    }
  });
});
