import { BrowsedWorks1764002100000 } from '../../migrations/1764002100000-browsed-works.js';
import { WordsOfAltTexts1764002300000 } from '../../migrations/1764002300000-words-of-alt-texts.js';
import { WorkTools1764002400000 } from '../../migrations/1764002400000-work-tools.js';
import { aPerson } from '../fixtures/house.js';
import { describeRegisters, type TestRegister } from '../register/a-register.js';
import { dump } from '../register/tables.js';

const ada = aPerson('ada');

describeRegisters('works that were registered before they were found by words and years', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await open();
  });
  afterAll(() => register.close());

  it('are found by the same as later ones', async () => {
    await register.work(ada, { title: 'Café', makers: [{ name: 'Łucja' }], dateMade: '1889~' });
    await register.work(ada, { title: '—', description: 'Untitled' });
    const before = await dump(register.database, ['works']);
    expect(before['works']?.join()).toContain("'cafe' 'lucja'");
    const runner = register.database.tables.connection.createQueryRunner();
    const migration = new BrowsedWorks1764002100000();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    expect(await dump(register.database, ['works'])).toEqual(before);
  });

  it('are counted by their tools as later ones', async () => {
    const work = await register.work(ada, { title: 'Made by tools' });
    await register.claim(ada, {
      work,
      generations: [{ tool: 'ComfyUI' }, { tool: 'Fooocus' }, { tool: 'ComfyUI' }],
    });
    const before = await dump(register.database, ['work_tools']);
    expect(before['work_tools']).toHaveLength(2);
    const runner = register.database.tables.connection.createQueryRunner();
    const migration = new WorkTools1764002400000();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    expect(await dump(register.database, ['work_tools'])).toEqual(before);
  });

  it('are found by their alternative texts as later ones', async () => {
    await register.work(ada, { title: 'Marsh', altText: 'A grey heron in the reeds' });
    const before = await dump(register.database, ['works']);
    expect(before['works']?.join()).toContain("'heron'");
    const migration = new WordsOfAltTexts1764002300000();
    const { connection } = register.database.tables;
    const older = connection.createQueryRunner();
    await migration.down(older);
    await older.release();
    expect((await dump(register.database, ['works']))['works']?.join()).not.toContain("'heron'");
    const newer = connection.createQueryRunner();
    await migration.up(newer);
    await newer.release();
    expect(await dump(register.database, ['works'])).toEqual(before);
  });
});
