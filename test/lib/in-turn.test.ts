import { inTurn } from '../../src/lib/in-turn.js';

describe('what is done in turn', () => {
  it('is done one after the other for one key, also after a failure, and at once for others', async () => {
    const turns = inTurn();
    const seen: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const work = (name: string) => async () => {
      seen.push(`${name} begins`);
      if (name === 'first') await held;
      seen.push(`${name} ends`);
      if (name === 'second') throw new Error('on purpose');
      return name;
    };
    const first = turns('a', work('first'));
    const second = turns('a', work('second'));
    const third = turns('a', work('third'));
    expect(await turns('b', work('other'))).toBe('other');
    expect(seen).toEqual(['first begins', 'other begins', 'other ends']);
    release();
    await expect(second).rejects.toThrow('on purpose');
    expect([await first, await third]).toEqual(['first', 'third']);
    expect(seen.slice(3)).toEqual([
      'first ends',
      'second begins',
      'second ends',
      'third begins',
      'third ends',
    ]);
  });
});
