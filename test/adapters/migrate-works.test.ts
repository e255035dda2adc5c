import { BrowsedWorks1764002100000 } from '../../migrations/1764002100000-browsed-works.js';
import { WordsOfAltTexts1764002300000 } from '../../migrations/1764002300000-words-of-alt-texts.js';
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
