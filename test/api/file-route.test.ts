import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { NextToLast } from 'blockstore-fs/sharding';
import { parseCid } from '../../src/lib/cid.js';
import { ContentDamaged, ContentMissing } from '../../src/ports.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';

describeHouses({ name: 'the address of a file', alone: 'PGlite' }, (open) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
  });
  afterAll(() => house.close());

  it('gives the bytes, to be kept for ever, or says which it cannot give, not to be kept', async () => {
    const file = await aFile(await aPicture({ seed: 91, width: 64, height: 48, format: 'png' }));
    await state(house.client, aPerson('ada'), {
      kind: registerWork,
      body: { title: 'Kept', makers: [], files: [referenceTo(file)] },
      files: [file],
      select: '{ __typename }',
    });
    const get = () => fetch(`${house.url}/files/${file.cid}`);
    const whole = await get();
    expect([whole.status, whole.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(file.bytes);

    const place = new NextToLast().encode(parseCid(file.cid));
    const block = path.join(house.folder, 'data', 'blocks', place.dir, place.file);
    await writeFile(block, 'other bytes');
    const damaged = await get();
    expect([damaged.status, damaged.headers.get('cache-control')]).toEqual([500, 'no-store']);
    expect(await damaged.json()).toEqual({
      code: 'CONTENT_DAMAGED',
      message: expect.stringContaining(file.cid) as string,
    });

    await rm(block);
    const missing = await get();
    expect(missing.status).toBe(500);
    expect(await missing.json()).toMatchObject({ code: 'CONTENT_MISSING' });
    expect(house.failures).toEqual([expect.any(ContentDamaged), expect.any(ContentMissing)]);
  });
});
