import { followSearches } from '../../src/originality/follow-searches.js';

/** Something to wait for, and its end. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('searches', () => {
  it('tell how far they are to whoever knows their name, until they end', async () => {
    const searches = followSearches();
    const { opened, open } = gate();
    const search = searches.run('someName', async (onProgress) => {
      onProgress({ stage: 'comparing', candidates: 3 });
      await opened;
      return 'found';
    });
    expect(searches.stageOf('someName')).toEqual({ stage: 'comparing', candidates: 3 });
    expect(searches.stageOf('otherName')).toBeNull();
    open();
    expect(await search).toBe('found');
    expect(searches.stageOf('someName')).toBeNull();
  });

  it('are forgotten when they fail, and make room', async () => {
    const searches = followSearches(1);
    const failing = searches.run('someName', async (onProgress) => {
      onProgress({ stage: 'examining' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(searches.stageOf('someName')).toBeNull();
    expect(await searches.run(null, async () => 1)).toBe(1);
  });

  it('are refused beyond so many at once, and taken again after that', async () => {
    const searches = followSearches(2);
    const { opened, open } = gate();
    const two = [searches.run(null, () => opened), searches.run(null, () => opened)];
    await expect(searches.run(null, async () => undefined)).rejects.toMatchObject({
      name: 'Refusal',
      code: 'TOO_BUSY',
      details: { running: 2 },
    });
    open();
    await Promise.all(two);
    expect(await searches.run(null, async () => 'again')).toBe('again');
  });

  it('of one name, of which one ends, tell of the other', async () => {
    const searches = followSearches();
    const [first, second] = [gate(), gate()];
    const wait = (until: Promise<void>) =>
      searches.run('sameName', async (onProgress) => {
        onProgress({ stage: 'examining' });
        await until;
      });
    const both = [wait(first.opened), wait(second.opened)];
    first.open();
    await both[0];
    expect(searches.stageOf('sameName')).toEqual({ stage: 'examining' });
    second.open();
    await both[1];
    expect(searches.stageOf('sameName')).toBeNull();
  });
});
