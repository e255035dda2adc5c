import { doTogether, readTogether, writeTogether } from '../../src/lib/together.js';

interface Row {
  readonly of: string;
  readonly value: number;
}

/** A table in memory that counts the statements which reach it. */
function aTable() {
  const rows: Row[] = [];
  const statements: string[] = [];
  const read = readTogether(
    async (_: object, keys: readonly string[]) => {
      statements.push(`read ${keys.join(' ')}`);
      return rows.filter(({ of }) => keys.includes(of));
    },
    ({ of }) => of,
  );
  const write = writeTogether(async (_: object, items: readonly Row[]) => {
    statements.push(`write ${items.map(({ of }) => of).join(' ')}`);
    if (items.some(({ value }) => value < 0)) throw new RangeError('below zero');
    rows.push(...items);
  });
  return { rows, statements, read, write };
}

describe('tasks on one transaction', () => {
  it('read and write together what they would one by one', async () => {
    const table = aTable();
    table.rows.push({ of: 'a', value: 1 }, { of: 'b', value: 2 }, { of: 'a', value: 3 });
    const session = {};
    const found = await doTogether(
      session,
      ['a', 'b', 'c'].map((key) => async () => {
        const own = await table.read(session, [key]);
        await table.write(session, { of: key, value: own.length });
        return own.map(({ value }) => value);
      }),
    );
    expect(found).toEqual([[1, 3], [2], []]);
    expect(table.statements).toEqual(['read a b c', 'write a b c']);
    expect(table.rows.slice(3)).toEqual([
      { of: 'a', value: 2 },
      { of: 'b', value: 1 },
      { of: 'c', value: 0 },
    ]);
  });

  it('are all told when what they share fails, and wait for each other before they are', async () => {
    const table = aTable();
    const session = {};
    const ended: string[] = [];
    const tasks = ['a', 'b'].map((key) => async () => {
      try {
        await table.write(session, { of: key, value: key === 'a' ? -1 : 1 });
      } finally {
        ended.push(key);
      }
    });
    await expect(doTogether(session, tasks)).rejects.toThrow('below zero');
    expect([ended, table.rows]).toEqual([['a', 'b'], []]);
  });

  it('go on by themselves where there is one, and afterwards', async () => {
    const table = aTable();
    const session = {};
    await doTogether(session, [() => table.write(session, { of: 'a', value: 1 })]);
    await Promise.all([table.read(session, ['a']), table.read(session, ['b'])]);
    expect(table.statements).toEqual(['write a', 'read a', 'read b']);
  });
});
