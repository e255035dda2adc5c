import path from 'node:path';
import { openRenditions } from '../../src/adapters/images/open-renditions.js';
import type { ContentStore } from '../../src/ports.js';
import { keepOpenings, openingsAbout } from '../../src/disclosure/opening-store.js';
import { idOf } from '../../src/lib/ids.js';
import { forget } from '../../src/register/forgetting/forget.js';
import { forgettingNote } from '../../src/register/forgetting/forgetting-receipt.js';
import { publishCheckpoint } from '../../src/register/publish-checkpoint.js';
import { statementsByCid } from '../../src/register/statement-store.js';
import { declareUpload } from '../../src/works/declare-upload.js';
import { completeUpload } from '../../src/works/upload-store.js';
import { forgottenFile, referenceTo } from '../../src/works/file.js';
import { aFile, aPerson, addressOf } from '../fixtures/house.js';
import { aPglite } from '../fixtures/databases.js';
import { findingsIn } from './findings-in.js';
import { aRandom } from '../fixtures/random.js';
import { recordStatement } from '../../src/register/record-statement.js';
import { claimById } from '../../src/claims/claim-store.js';
import { toolsInUse } from '../../src/works/work-tool-store.js';
import { registerWork } from '../../src/works/register-work.js';
import { ALL_TABLES, dump } from './tables.js';
import { aStoredPicture, openRegister, recordedOf, signed, type TestRegister } from './a-register.js';

const ada = aPerson('ada forgets');

describe('forgetting', () => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(aPglite);
  });
  afterAll(() => register.close());

  const forgetting = (ids: readonly string[], content: ContentStore = register.content) =>
    forget(
      {
        ...register.rebuildNeeds,
        content,
        logFiles: register.logFiles,
        log: register.log,
        renditions: openRenditions({ folder: path.join(register.folder, 'renditions'), mostBytes: 1e6 }),
      },
      { ids, reason: 'Demand' },
    );
  const publish = () =>
    publishCheckpoint({ ...register.rebuildNeeds, logFiles: register.logFiles, log: register.log });
  /** A statement by its id, and its words. */
  const aStatement = async (title: string): Promise<{ id: string; cid: string; words: Buffer }> => {
    const work = await register.work(ada, { title });
    await publish();
    const [, cid = ''] = work.split(':');
    const [stored] = await statementsByCid(register.database.tables, [cid]);
    return { id: idOf('statement', cid), cid, words: Buffer.from(stored?.canonical ?? '') };
  };

  it('takes the tools of a claim with its words, and nothing of the claim besides', async () => {
    const work = await register.work(ada, { title: 'Made by a tool' });
    const claim = await register.claim(ada, { work, generations: [{ tool: 'ComfyUI' }] });
    await publish();
    const { tables } = register.database;
    expect(await toolsInUse(tables, 10)).toEqual([{ tool: 'ComfyUI', works: 1 }]);
    await forgetting([claim.replace(/^claim/, 'statement')]);
    expect(await toolsInUse(tables, 10)).toEqual([]);
    expect((await claimById(tables, claim))?.body).toMatchObject({ basis: 'author' });
  });

  it('reaches an upload that no statement names, and what is in the content store alone', async () => {
    const bytes = Buffer.from('a letter that was only uploaded');
    const file = forgottenFile(await aFile(bytes));
    const { tables } = register.database;
    const { upload } = await declareUpload(
      { database: register.database, clock: register.needs.clock },
      { ...file, mediaType: 'text/plain' },
    );
    await completeUpload(tables, { id: upload.id, file });
    await register.content.put([bytes]);
    const stray = await register.content.put([Buffer.from('a letter whose upload is long over')]);
    const { receipts } = await forgetting([idOf('file', file.cid), idOf('file', stray)]);
    expect(receipts.map(({ content }) => [content.forgotten, content.erased])).toMatchObject([
      [{ facts: { sizeBytes: bytes.length } }, { blocks: 1, rows: { uploads: 1 } }],
      [{ facts: null }, { blocks: 1, rows: {} }],
    ]);
    expect([await register.content.has(file.cid), await register.content.has(stray)]).toEqual([false, false]);
    await expect(
      declareUpload(
        { database: register.database, clock: register.needs.clock },
        { ...file, mediaType: 'text/plain' },
      ),
    ).rejects.toMatchObject({ code: 'FILE_FORGOTTEN' });
  });

  it('leaves a block that a file has too, says so, and takes it with the file', async () => {
    const { id, cid, words } = await aStatement('Uploaded as a file, too');
    const { upload } = await declareUpload(
      { database: register.database, clock: register.needs.clock },
      { sizeBytes: words.length, sha256: (await aFile(words)).sha256, mediaType: 'application/json' },
    );
    await completeUpload(register.database.tables, {
      id: upload.id,
      file: forgottenFile(await aFile(words)),
    });
    const first = await forgetting([id]);
    expect([first.removed, first.receipts[0]?.content.erased]).toMatchObject([
      0,
      { blocks: 0, sharedBlocks: 1 },
    ]);
    expect([await register.content.has(cid), await findingsIn(register.rebuildNeeds)]).toEqual([true, []]);
    await forgetting([idOf('file', cid)]);
    expect([await register.content.has(cid), await findingsIn(register.rebuildNeeds)]).toEqual([false, []]);
  });

  it('is finished by the same call where it was interrupted', async () => {
    const { id, cid } = await aStatement('Interrupted');
    const broken = { ...register.content, remove: () => Promise.reject(new Error('the disk is gone')) };
    await expect(forgetting([id], broken)).rejects.toThrow('the disk is gone');
    expect(await findingsIn(register.rebuildNeeds)).toEqual([`FORGOTTEN_STAYS ${id}`]);
    const { receipts, removed } = await forgetting([id]);
    expect([removed, await register.content.has(cid)]).toEqual([1, false]);
    expect(forgettingNote.read(receipts[0]?.note ?? '', register.log)).toMatchObject({ forgotten: { id } });
    await expect(forgetting([id])).rejects.toMatchObject({ code: 'FORGOTTEN_ALREADY' });
    expect(await findingsIn(register.rebuildNeeds)).toEqual([]);
  });

  it('takes what opens private fields with the statement that withheld them', async () => {
    const { id } = await aStatement('With openings');
    const { tables } = register.database;
    const opening = { about: id, commitment: 'ab'.repeat(32), owner: addressOf(ada) };
    await keepOpenings(
      tables,
      [
        {
          ...opening,
          path: '/account',
          salt: 'cd'.repeat(32),
          content: 'private',
          readers: [],
          keptAt: new Date(0),
        },
      ],
      { about: id, commitments: [opening.commitment], keys: [opening.owner] },
    );
    const { receipts } = await forgetting([id]);
    expect(receipts[0]?.content.erased.rows).toEqual({ log_statements: 1, works: 1, openings: 1 });
    expect(await openingsAbout(tables, id)).toEqual([]);
  });

  it('refuses a row that was altered since, of which nobody could tell what stays', async () => {
    const { id, cid } = await aStatement('Altered');
    const { tables } = register.database;
    await tables.query(
      `UPDATE log_statements SET canonical = replace(canonical, 'Altered', 'Forged') WHERE cid = $1`,
      [cid],
    );
    await expect(forgetting([id])).rejects.toMatchObject({ code: 'REGISTER_DAMAGED' });
    await tables.query(
      `UPDATE log_statements SET canonical = replace(canonical, 'Forged', 'Altered') WHERE cid = $1`,
      [cid],
    );
  });

  it('takes the nonce too, so that nobody can try words out, and refuses the statement when it comes again', async () => {
    const picture = await aStoredPicture(register.content, 'again');
    const body = { title: 'Once', makers: [], files: [referenceTo(picture)] };
    const random = aRandom('once');
    const once = {
      ...(await signed(register.needs, ada, { kind: registerWork, body, random })),
      files: [picture],
    };
    const { cid } = recordedOf(await recordStatement(register.needs, registerWork, once));
    await publish();
    const { receipts } = await forgetting([idOf('statement', cid)]);
    expect(receipts[0]?.note).not.toContain(once.statement.nonce);
    expect(JSON.stringify(await dump(register.database, ALL_TABLES))).not.toContain(once.statement.nonce);
    await expect(recordStatement(register.needs, registerWork, once)).rejects.toMatchObject({
      code: 'REPLAYED',
    });
  });

  it('goes on with the log: what is recorded afterwards gets its checkpoint', async () => {
    await forgetting([(await aStatement('The last of its tile')).id]);
    await register.work(ada, { title: 'After' });
    expect((await publish())?.size).toBeGreaterThan(1n);
    expect(await findingsIn(register.rebuildNeeds)).toEqual([]);
  });
});
