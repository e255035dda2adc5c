import { checkpointToExport } from '../../src/evidence/evidence-store.js';
import { anchorCheckpoint } from '../../src/register/anchor-checkpoint.js';
import { cosignaturesOf } from '../../src/register/cosignature-store.js';
import { publishCheckpoint } from '../../src/register/publish-checkpoint.js';
import { aPerson } from '../fixtures/house.js';
import { LIMITS } from '../register/an-anchoring.js';
import { describeArchives, fillArchive, type Archive } from '../register/an-archive.js';
import { recorderInHouse } from '../register/a-register.js';

describeArchives({ name: 'the checkpoint of an export', alone: 'PGlite' }, (open) => {
  let archive: Archive;
  beforeAll(async () => {
    archive = await open();
    await fillArchive(archive.ports);
  });
  afterAll(() => archive.close());

  const chosen = async (index: bigint) => {
    const found = await checkpointToExport(archive.ports.database.tables, index);
    return found && [found.checkpoint.size, found.anchor !== null];
  };
  const claim = async (person: string) => {
    const { tables } = archive.ports.database;
    const [first] = await tables.query<{ work: string; id: string }[]>(
      'SELECT work, id FROM claims ORDER BY statement_index LIMIT 1',
    );
    await recorderInHouse(archive.ports).claim(aPerson(person), {
      work: first?.work ?? '',
      competesWith: first?.id ?? '',
    });
    await publishCheckpoint(archive.ports);
  };

  it('is the newest on the chain, but an earlier one that covers all and that more witnesses cosigned', async () => {
    const { ports } = archive;
    expect(await chosen(0n)).toEqual([7n, true]);
    await claim('dora');
    expect(await chosen(0n)).toEqual([7n, true]);
    expect(await chosen(7n)).toEqual([8n, false]);
    while ((await anchorCheckpoint({ ...ports, ...LIMITS, holder: 'the archive' })) !== 'nothing to do');
    expect(await chosen(0n)).toEqual([7n, true]);
    expect(await chosen(7n)).toEqual([8n, true]);
    await claim('emil');
    expect(await chosen(7n)).toEqual([8n, true]);
    expect(await chosen(8n)).toEqual([9n, false]);
    expect(await chosen(9n)).toBeNull();
    const cosigned = await cosignaturesOf(ports.database.tables, [7n, 8n]);
    expect(cosigned.map(({ size }) => size)).toEqual([7n]);
  });
});
