import { decodeRlp, encodeRlp, keccak256 } from 'ethers';

/** The members of a block's header in their order (Ethereum Yellow Paper §4.3; EIP-1559, 4895, 4844, 4788, 7685), as eth_getBlockByNumber names them. */
const DATA = new Set([
  'parentHash',
  'sha3Uncles',
  'miner',
  'stateRoot',
  'transactionsRoot',
  'receiptsRoot',
  'logsBloom',
  'extraData',
  'mixHash',
  'nonce',
  'withdrawalsRoot',
  'parentBeaconBlockRoot',
  'requestsHash',
]);
const FIRST = [
  'parentHash',
  'sha3Uncles',
  'miner',
  'stateRoot',
  'transactionsRoot',
  'receiptsRoot',
  'logsBloom',
  'difficulty',
  'number',
  'gasLimit',
  'gasUsed',
  'timestamp',
  'extraData',
  'mixHash',
  'nonce',
] as const;
/** What later forks added behind them, each after all before it. */
const ADDED = [
  'baseFeePerGas',
  'withdrawalsRoot',
  'blobGasUsed',
  'excessBlobGas',
  'parentBeaconBlockRoot',
  'requestsHash',
] as const;
const NUMBER_AT = FIRST.indexOf('number');
const TIMESTAMP_AT = FIRST.indexOf('timestamp');

/** The header of a block that an RPC gave as JSON, in RLP as 0x and hex; null where it does not have the block's hash: a chain of another form. */
export function blockHeader(block: Readonly<Record<string, unknown>>): string | null {
  const names = [...FIRST, ...ADDED.filter((name) => block[name] !== undefined && block[name] !== null)];
  const members = names.map((name) => memberOf(name, block[name]));
  if (members.includes(null)) return null;
  const header = encodeRlp(members as string[]); // none is null
  return keccak256(header) === block['hash'] ? header : null;
}

/** Bytes as they are; a quantity without its leading zeros, and zero as nothing. */
function memberOf(name: string, value: unknown): string | null {
  if (typeof value !== 'string' || !/^0x[0-9a-f]*$/i.test(value)) return null;
  if (DATA.has(name)) return value.length % 2 === 0 ? value : null;
  const digits = value.slice(2).replace(/^0+/, '');
  return digits === '' ? '0x' : `0x${digits.length % 2 === 0 ? '' : '0'}${digits}`;
}

export interface ReadHeader {
  /** keccak256 of the header: the block's hash. */
  readonly hash: string;
  readonly number: bigint;
  readonly timestamp: Date;
}

/** What a header says; null for what is none. */
export function readBlockHeader(header: string): ReadHeader | null {
  try {
    const members = decodeRlp(header);
    const number = members[NUMBER_AT];
    const timestamp = members[TIMESTAMP_AT];
    if (typeof members === 'string' || typeof number !== 'string' || typeof timestamp !== 'string')
      return null;
    const seconds = Number(timestamp === '0x' ? 0 : BigInt(timestamp));
    return {
      hash: keccak256(header),
      number: number === '0x' ? 0n : BigInt(number),
      timestamp: new Date(seconds * 1000),
    };
  } catch {
    // decodeRlp throws for whatever is no RLP.
    return null;
  }
}
