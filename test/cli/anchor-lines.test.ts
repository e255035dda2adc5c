import { anchorLines, type ShownAnchor } from '../../src/cli/anchor-lines.js';

const anchor: ShownAnchor = {
  state: 'TX_SIGNED',
  chainId: '1',
  hash: '0xaa',
  blockNumber: null,
  signedAt: '2026-05-01T12:00:00.392Z',
  broadcastAt: null,
  minedAt: null,
  finalAt: null,
  attempts: [],
};

describe('the lines on an anchor', () => {
  it('say that there is none yet', () => {
    expect(anchorLines(null)).toEqual(['anchor    none yet']);
  });

  it('tell its times in the order in which it went on, and whose clock the block has', () => {
    expect(anchorLines(anchor)).toEqual([
      'anchor    tx signed: transaction 0xaa on chain 1',
      '          signed 2026-05-01T12:00:00.392Z',
    ]);
    const final = {
      ...anchor,
      state: 'FINAL',
      blockNumber: 2,
      broadcastAt: '2026-05-01T12:00:00.400Z',
      minedAt: '2026-05-01T12:00:00.000Z',
      finalAt: '2026-05-01T12:00:00.500Z',
    };
    expect(anchorLines(final)).toEqual([
      'anchor    final: transaction 0xaa on chain 1, block 2',
      "          signed 2026-05-01T12:00:00.392Z, broadcast 2026-05-01T12:00:00.400Z, mined in the block of 2026-05-01T12:00:00Z (by the chain's clock, in whole seconds), final 2026-05-01T12:00:00.500Z",
    ]);
  });

  it('name other attempts, and what was said of one', () => {
    const attempt = { hash: '0xbb', signedAt: '2026-05-01T12:00:00.100Z', complaint: 'nonce too low' };
    expect(anchorLines({ ...anchor, attempts: [attempt] }).at(-1)).toBe(
      '          attempt of 2026-05-01T12:00:00.100Z: 0xbb; the RPC said: nonce too low',
    );
  });
});
