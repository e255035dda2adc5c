import type { InterfaceAbi } from 'ethers';

/** The generated files' contents by their path in the repository. */
export function compileContracts(): Record<string, string>;

interface CompiledContract {
  readonly abi: InterfaceAbi;
  /** What creates it: 0x and hex digits. */
  readonly bytecode: string;
}

/** The contracts beside which `npm run bench -- anchor` measures. */
export function compilePeers(): {
  readonly MintPeer: CompiledContract;
  readonly AttestPeer: CompiledContract;
};

/** The contract wallets of the tests. */
export function compileMocks(): {
  readonly OwnedWallet: CompiledContract;
  readonly BrokenWallet: CompiledContract;
};
