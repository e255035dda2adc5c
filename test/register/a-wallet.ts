import { ContractFactory, JsonRpcProvider, Wallet, type Contract } from 'ethers';
import { compileMocks } from '../../scripts/compile-contracts.mjs';
import { addressOf } from '../fixtures/house.js';
import { rpc } from '../adapters/ledger-fixtures.js';

/** Puts contract wallets onto a chain of anvil; the deployer gets its coins from nowhere. */
export async function walletsOn(rpcUrl: string) {
  const provider = new JsonRpcProvider(rpcUrl, undefined, { cacheTimeout: -1, staticNetwork: true });
  const mocks = compileMocks();
  const rich = async (person: Wallet) => {
    await rpc(rpcUrl, 'anvil_setBalance', [person.address, '0xde0b6b3a7640000']);
    return person.connect(provider);
  };
  const deploy = async (name: keyof typeof mocks, deployer: Wallet, ...values: unknown[]) => {
    const { abi, bytecode } = mocks[name];
    const contract = await new ContractFactory(abi, bytecode, await rich(deployer)).deploy(...values);
    await contract.waitForDeployment();
    return contract as Contract; // what deploy gives has no methods of the contract in its type
  };
  return {
    /** A wallet for which one person signs. */
    owned: (owner: Wallet) => deploy('OwnedWallet', owner, owner.address),
    /** A wallet that does one thing wrong, by the first byte of the signature. */
    broken: (deployer: Wallet) => deploy('BrokenWallet', deployer),
    replaceOwner: async (wallet: Contract, { from, to }: { from: Wallet; to: Wallet }) => {
      const owners = wallet.connect(await rich(from)) as Contract; // connect widens to what has no methods
      const sent = (await owners.getFunction('replaceOwner')(addressOf(to))) as { wait(): Promise<unknown> };
      await sent.wait();
    },
    close: () => provider.destroy(),
  };
}
