/**
 * Compiles the contracts with solc-js (no forge needed) into what the ledger adapter and others read.
 * Run as a script it writes the files; imported it only answers what they should hold.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import solc from 'solc';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = ['CheckpointRegistry.sol', 'ICheckpointRegistry.sol'];

/**
 * The same as in contracts/foundry.toml; test/contracts.test.ts compares what both compile. Without metadata the
 * bytecode, and with it the contract's CREATE2 address, does not change with a comment.
 */
const settings = {
  evmVersion: 'cancun',
  optimizer: { enabled: true, runs: 200 },
  metadata: { bytecodeHash: 'none', appendCBOR: false },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
};

/** The compiled contracts of some files in contracts/, by file and name. */
function compile(names) {
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(
      names.map((name) => [name, { content: readFileSync(join(root, 'contracts', name), 'utf8') }]),
    ),
    settings,
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  if (output.errors?.length > 0) {
    throw new Error(output.errors.map((error) => error.formattedMessage).join('\n'));
  }
  return output.contracts;
}

/** The contracts beside which `npm run bench -- anchor` measures: their interfaces and what creates them. */
export const compilePeers = () => compileEach('bench', ['MintPeer', 'AttestPeer'], []);

/** The contract wallets of the tests. */
export const compileMocks = () =>
  compileEach('mocks', ['OwnedWallet', 'BrokenWallet'], ['SignatureQuestion.sol']);

function compileEach(folder, names, imported) {
  const compiled = names.map((name) => {
    const path = `${folder}/${name}.sol`;
    const { abi, evm } = compile([path, ...imported])[path][name];
    return [name, { abi, bytecode: `0x${evm.bytecode.object}` }];
  });
  return Object.fromEntries(compiled);
}

/** The generated files' contents by their path in the repository. */
export function compileContracts() {
  const { abi, evm } = compile(sources)['CheckpointRegistry.sol'].CheckpointRegistry;
  const json = JSON.stringify(abi, null, 2);
  const question = compile(['SignatureQuestion.sol'])['SignatureQuestion.sol'].SignatureQuestion;
  return {
    'src/adapters/ledger/signature-question.generated.ts': [
      '/** Written by scripts/compile-contracts.mjs: what creates contracts/SignatureQuestion.sol, before its arguments. */',
      `export const signatureQuestionBytecode =\n  '0x${question.evm.bytecode.object}';`,
      '',
    ].join('\n'),
    'schema/checkpoint-registry.abi.json': `${json}\n`,
    'src/adapters/ledger/checkpoint-registry.generated.ts': [
      '/** Written by scripts/compile-contracts.mjs from contracts/CheckpointRegistry.sol. */',
      `export const checkpointRegistryAbi = ${json} as const;`,
      '',
      '/** What creates the contract; it takes no constructor arguments. */',
      `export const checkpointRegistryBytecode =\n  '0x${evm.bytecode.object}';`,
      '',
    ].join('\n'),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, content] of Object.entries(compileContracts())) writeFileSync(join(root, path), content);
}
