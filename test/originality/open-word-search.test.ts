import { openWordThread } from '../../src/adapters/words/open-word-thread.js';
import type { BothFeatures } from '../../src/originality/local-features.js';
import { openWordSearch, type WordThread } from '../../src/originality/open-word-search.js';
import { markSearched, saveFingerprints } from '../../src/originality/picture-store.js';
import type { Database } from '../../src/ports.js';
import { seenFingerprints } from '../fixtures/compared.js';
import { describeDatabases } from '../fixtures/databases.js';
import { aPicture } from '../fixtures/pictures.js';

interface Seen {
  readonly features: BothFeatures;
  readonly fingerprints: Awaited<ReturnType<typeof seenFingerprints>>['fingerprints'];
}

const COUNT = 6;

/** Something that comes once, and can be waited for. */
function aMoment(): { readonly came: Promise<void>; readonly come: () => void } {
  let come: () => void = () => undefined;
  const came = new Promise<void>((resolve) => (come = resolve));
  return { came, come: () => come() };
}

describeDatabases('a search by visual words', (open) => {
  let database: Database;
  const pictures: Seen[] = [];
  beforeAll(async () => {
    for (let seed = 0; seed < COUNT; seed += 1)
      pictures.push(await seenFingerprints(await aPicture({ seed: 700 + seed, width: 320, height: 240 })));
  });
  beforeEach(async () => {
    database = await open();
  });
  afterEach(() => database.close());

  const picture = (number: number): Seen => {
    const one = pictures[number];
    if (!one) throw new Error(`only ${COUNT} pictures were seen`);
    return one;
  };
  const save = async (number: number, { isSearched = true } = {}) => {
    await saveFingerprints(database.tables, `file ${number}`, picture(number).fingerprints);
    if (isSearched) await markSearched(database.tables, [`file ${number}`]);
  };
  const search = (openThread: () => WordThread = openWordThread) => openWordSearch({ database, openThread });
  const firstNear = async (words: ReturnType<typeof search>, number: number): Promise<string | undefined> =>
    (await words.near(picture(number).features, 3))[0]?.file;

  it('finds what is searched, and no upload that nobody registered', async () => {
    await save(0);
    await save(1);
    await save(2, { isSearched: false });
    const words = search();
    expect([await firstNear(words, 0), await firstNear(words, 1)]).toEqual(['file 0', 'file 1']);
    expect((await words.near(picture(2).features, 5)).map(({ file }) => file)).not.toContain('file 2');
    expect(words.size()).toBe(2);
    await markSearched(database.tables, ['file 2']);
    expect(await firstNear(words, 2)).toBe('file 2');
    await words.close();
  });

  it('sees what another process has registered since it was asked last, and not what is not committed', async () => {
    const [one, other] = [search(), search()];
    await save(0);
    expect([await firstNear(one, 0), await firstNear(other, 0)]).toEqual(['file 0', 'file 0']);
    await database.transaction(async (tables) => {
      await saveFingerprints(tables, 'file 1', picture(1).fingerprints);
      await markSearched(tables, ['file 1']);
    });
    expect([await firstNear(one, 1), await firstNear(other, 1)]).toEqual(['file 1', 'file 1']);
    expect([one.size(), other.size()]).toEqual([2, 2]);
    await Promise.all([one.close(), other.close()]);
  });

  it('answers many at once, each with what was there when it asked', async () => {
    const words = search();
    for (let number = 0; number < COUNT; number += 1) await save(number);
    const found = await Promise.all(pictures.map((_, number) => firstNear(words, number)));
    expect(found).toEqual(pictures.map((_, number) => `file ${number}`));
    expect(words.size()).toBe(COUNT);
    await words.close();
  });

  it('reads everything again after its thread has ended', async () => {
    const threads: WordThread[] = [];
    const words = search(() => {
      const thread = openWordThread();
      threads.push(thread);
      return thread;
    });
    await save(0);
    await save(1);
    expect(await firstNear(words, 0)).toBe('file 0');
    await threads[0]?.close();
    await expect(words.near(picture(0).features, 3)).rejects.toThrow('visual words ended');
    expect([await firstNear(words, 0), await firstNear(words, 1)]).toEqual(['file 0', 'file 1']);
    expect([words.size(), threads.length]).toEqual([2, 2]);
    await words.close();
  });

  it('loses nothing when its thread ends while another question reads on', async () => {
    const [atThread, reading, failed] = [aMoment(), aMoment(), aMoment()];
    let at: 'rest' | 'first question' | 'second question' = 'rest';
    const words = openWordSearch({
      // The real tables, but that the rows of one question arrive only when the other has failed.
      database: {
        tables: new Proxy(database.tables, {
          get: (tables, name) => {
            if (name !== 'query') return Reflect.get(tables, name) as unknown;
            return async (...question: Parameters<typeof tables.query>) => {
              const rows: unknown = await tables.query(...question);
              if (at === 'second question' && question[0].includes('younger')) {
                reading.come();
                await failed.came;
              }
              return rows;
            };
          },
        }),
      },
      openThread: () => {
        const thread = openWordThread();
        return {
          ...thread,
          ask: async (features, most) => {
            if (at === 'first question') {
              atThread.come();
              await reading.came;
              await thread.close();
            }
            return thread.ask(features, most);
          },
        };
      },
    });
    await save(0);
    expect(await firstNear(words, 0)).toBe('file 0');
    // One question is at the thread when it ends; the other reads, and there is nothing new to be read.
    at = 'first question';
    const first = expect(firstNear(words, 0)).rejects.toThrow('visual words ended').then(failed.come);
    await atThread.came;
    at = 'second question';
    const second = firstNear(words, 0).catch(() => undefined);
    await Promise.all([first, second]);
    at = 'rest';
    expect(await firstNear(words, 0)).toBe('file 0');
    await words.close();
  });

  it('says what failed where no thread opens, and answers once one does', async () => {
    let isBroken = true;
    const words = search(() => {
      if (isBroken) throw new Error('no thread to be had');
      return openWordThread();
    });
    await save(0);
    await expect(words.near(picture(0).features, 3)).rejects.toThrow('no thread to be had');
    isBroken = false;
    expect(await firstNear(words, 0)).toBe('file 0');
    await words.close();
  });
});
