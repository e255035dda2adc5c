import { openLookThread } from '../../src/adapters/looks/open-look-thread.js';
import type { BothFeatures } from '../../src/originality/local-features.js';
import { openLookSearch, type LookThread } from '../../src/originality/open-look-search.js';
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

const NO_MODEL = { model: null };

/** Something that comes once, and can be waited for. */
function aMoment(): { readonly came: Promise<void>; readonly come: () => void } {
  let come: () => void = () => undefined;
  const came = new Promise<void>((resolve) => (come = resolve));
  return { came, come: () => come() };
}

describeDatabases('a search by look', (open) => {
  let database: Database;
  const pictures: Seen[] = [];
  const failures: unknown[] = [];
  const onError = (error: unknown) => failures.push(error);
  beforeAll(async () => {
    for (let seed = 0; seed < COUNT; seed += 1)
      pictures.push(await seenFingerprints(await aPicture({ seed: 700 + seed, width: 320, height: 240 })));
  });
  beforeEach(async () => {
    database = await open();
  });
  afterEach(async () => {
    await database.close();
    expect(failures.splice(0)).toEqual([]);
  });

  const picture = (number: number): Seen => {
    const one = pictures[number];
    if (!one) throw new Error(`only ${COUNT} pictures were seen`);
    return one;
  };
  const asked = (number: number) => ({ features: picture(number).features, embedding: null });
  const save = async (number: number, { isSearched = true } = {}) => {
    await saveFingerprints(database.tables, `file ${number}`, picture(number).fingerprints);
    if (isSearched) await markSearched(database.tables, [`file ${number}`]);
  };
  const search = (openThread: () => LookThread = openLookThread) =>
    openLookSearch({ database, openThread, images: NO_MODEL, onError });
  const firstNear = async (looks: ReturnType<typeof search>, number: number): Promise<string | undefined> =>
    (await looks.near(asked(number), 3)).byWords[0]?.file;

  it('finds what is searched, and no upload that nobody registered', async () => {
    await save(0);
    await save(1);
    await save(2, { isSearched: false });
    const looks = search();
    expect([await firstNear(looks, 0), await firstNear(looks, 1)]).toEqual(['file 0', 'file 1']);
    expect((await looks.near(asked(2), 5)).byWords.map(({ file }) => file)).not.toContain('file 2');
    expect(looks.size()).toBe(2);
    await markSearched(database.tables, ['file 2']);
    expect(await firstNear(looks, 2)).toBe('file 2');
    await looks.close();
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
    const looks = search();
    for (let number = 0; number < COUNT; number += 1) await save(number);
    const found = await Promise.all(pictures.map((_, number) => firstNear(looks, number)));
    expect(found).toEqual(pictures.map((_, number) => `file ${number}`));
    expect(looks.size()).toBe(COUNT);
    await looks.close();
  });

  it('reads everything again after its thread has ended', async () => {
    const threads: LookThread[] = [];
    const looks = search(() => {
      const thread = openLookThread();
      threads.push(thread);
      return thread;
    });
    await save(0);
    await save(1);
    expect(await firstNear(looks, 0)).toBe('file 0');
    await threads[0]?.close();
    await expect(looks.near(asked(0), 3)).rejects.toThrow('index of looks ended');
    expect([await firstNear(looks, 0), await firstNear(looks, 1)]).toEqual(['file 0', 'file 1']);
    expect([looks.size(), threads.length]).toEqual([2, 2]);
    await looks.close();
  });

  it('loses nothing when its thread ends while another question reads on', async () => {
    const [atThread, reading, failed] = [aMoment(), aMoment(), aMoment()];
    let at: 'rest' | 'first question' | 'second question' = 'rest';
    const looks = openLookSearch({
      // The real tables, but that the rows of one question arrive only when the other has failed.
      database: {
        tables: new Proxy(database.tables, {
          get: (tables, name) => {
            if (name !== 'query') return Reflect.get(tables, name) as unknown;
            return async (...question: Parameters<typeof tables.query>) => {
              const rows: unknown = await tables.query(...question);
              if (at === 'second question' && question[0].includes('NOT pg_visible_in_snapshot')) {
                reading.come();
                await failed.came;
              }
              return rows;
            };
          },
        }),
      },
      images: NO_MODEL,
      onError,
      openThread: () => {
        const thread = openLookThread();
        return {
          ...thread,
          ask: async (question, most) => {
            if (at === 'first question') {
              atThread.come();
              await reading.came;
              await thread.close();
            }
            return thread.ask(question, most);
          },
        };
      },
    });
    await save(0);
    expect(await firstNear(looks, 0)).toBe('file 0');
    // One question is at the thread when it ends; the other reads, and there is nothing new to be read.
    at = 'first question';
    const first = expect(firstNear(looks, 0)).rejects.toThrow('index of looks ended').then(failed.come);
    await atThread.came;
    at = 'second question';
    const second = firstNear(looks, 0).catch(() => undefined);
    await Promise.all([first, second]);
    at = 'rest';
    expect(await firstNear(looks, 0)).toBe('file 0');
    await looks.close();
  });

  it('reads what is there before anybody asks', async () => {
    await save(0);
    await save(1);
    const read = aMoment();
    const looks = search(() => {
      const thread = openLookThread();
      return {
        ...thread,
        add: async (some) => {
          const count = await thread.add(some);
          read.come();
          return count;
        },
      };
    });
    await read.came;
    await looks.close();
  });

  it('ends while it reads, and answers no more', async () => {
    await save(0);
    const looks = search();
    await looks.close();
    await expect(looks.near(asked(0), 3)).rejects.toThrow('The search is closed.');
  });

  it('says what failed where no thread opens, and answers once one does', async () => {
    await save(0);
    const told = aMoment();
    let isBroken = true;
    const looks = openLookSearch({
      database,
      images: NO_MODEL,
      onError: told.come,
      openThread: () => {
        if (isBroken) throw new Error('no thread to be had');
        return openLookThread();
      },
    });
    await told.came;
    await expect(looks.near(asked(0), 3)).rejects.toThrow('no thread to be had');
    isBroken = false;
    expect(await firstNear(looks, 0)).toBe('file 0');
    await looks.close();
  });

  it('finds what a transaction registered that was under way when it read', async () => {
    // The embedded database has one transaction at a time.
    if (!database.isShared) return;
    const looks = search();
    const [written, toCommit] = [aMoment(), aMoment()];
    const slow = database.transaction(async (tables) => {
      await saveFingerprints(tables, 'file 0', picture(0).fingerprints);
      await markSearched(tables, ['file 0']);
      written.come();
      await toCommit.came;
    });
    await written.came;
    await save(1);
    await save(2);
    expect([await firstNear(looks, 1), await firstNear(looks, 2)]).toEqual(['file 1', 'file 2']);
    expect(looks.size()).toBe(2);
    toCommit.come();
    await slow;
    expect(await firstNear(looks, 0)).toBe('file 0');
    expect(looks.size()).toBe(3);
    await looks.close();
  });
});
