import { blockHeader, readBlockHeader } from '../../src/lib/block-header.js';

const zeros = (bytes: number) => `0x${'00'.repeat(bytes)}`;
const EMPTY = '0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421';
/** Ethereum's first block. */
const GENESIS = {
  hash: '0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3',
  parentHash: zeros(32),
  sha3Uncles: '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347',
  miner: zeros(20),
  stateRoot: '0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544',
  transactionsRoot: EMPTY,
  receiptsRoot: EMPTY,
  logsBloom: zeros(256),
  difficulty: '0x400000000',
  number: '0x0',
  gasLimit: '0x1388',
  gasUsed: '0x0',
  timestamp: '0x0',
  extraData: '0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa',
  mixHash: zeros(32),
  nonce: '0x0000000000000042',
};

describe("a block's header", () => {
  it("has the block's hash, number and time", () => {
    const header = blockHeader(GENESIS) ?? '';
    expect(readBlockHeader(header)).toEqual({ hash: GENESIS.hash, number: 0n, timestamp: new Date(0) });
  });

  it('is none where a member is otherwise, absent or of another form', () => {
    expect(blockHeader({ ...GENESIS, timestamp: '0x1' })).toBeNull();
    expect(blockHeader({ ...GENESIS, miner: undefined })).toBeNull();
    expect(blockHeader({ ...GENESIS, gasUsed: 0 })).toBeNull();
    expect(blockHeader({ ...GENESIS, baseFeePerGas: '0x7' })).toBeNull();
    for (const text of ['0x', '0x00', 'header', '0xc0', '0xf9ffff'])
      expect([text, readBlockHeader(text)]).toEqual([text, null]);
  });
});
