import { createHash } from 'node:crypto';
import { commitmentTo } from '../../src/lib/commitment.js';

const salt = 'ab'.repeat(32);

describe('a commitment', () => {
  it('is SHA-256 over the domain, the salt and the canonical content', () => {
    const plain = createHash('sha256')
      .update('raisonne/commitment/v1\0')
      .update(Buffer.from(salt, 'hex'))
      .update('{"a":"é","b":1}')
      .digest('hex');
    expect(commitmentTo({ salt, content: { b: 1, a: 'é' } })).toBe(plain);
  });

  it('is another for another salt and for another content', () => {
    const all = [
      { salt, content: 'a sunrise' },
      { salt, content: 'a sunset' },
      { salt: 'cd'.repeat(32), content: 'a sunrise' },
    ].map(commitmentTo);
    expect(new Set(all).size).toBe(3);
  });
});
