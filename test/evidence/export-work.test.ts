import { rm } from 'node:fs/promises';
import path from 'node:path';
import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import { AXES, type EvidenceReport } from '../../src/evidence/evidence-report.js';
import { exportWork } from '../../src/evidence/export-work.js';
import { readPackage } from '../../src/evidence/read-package.js';
import { verifyPackage } from '../../src/evidence/verify-package.js';
import { transferTitle } from '../../src/title/transfer-title.js';
import { referenceTo } from '../../src/works/file.js';
import { registerWork } from '../../src/works/register-work.js';
import { addressOf, aFile, aPerson, describeHouses, state, type TestHouse } from '../fixtures/house.js';
import { aPicture } from '../fixtures/pictures.js';

const results = ({ axes }: EvidenceReport) =>
  Object.fromEntries(AXES.map((axis) => [axis, axes[axis].result]));

describeHouses({ name: 'exporting a work', alone: 'PostgreSQL' }, (open) => {
  let house: TestHouse;
  let work: string;
  let picture: string;
  const ada = aPerson('ada');
  const bob = aPerson('bob');

  beforeAll(async () => {
    house = await open();
    const file = await aFile(await aPicture({ seed: 71, width: 1400, height: 1100, format: 'png' }));
    picture = file.cid;
    const body = { title: 'Sunrise', makers: [], files: [referenceTo(file)] };
    const registered = await state<{ work: { id: string } }>(house.client, ada, {
      kind: registerWork,
      body,
      select: '{ ... on RegisteredWork { work { id } } }',
      files: [file],
    });
    work = registered.work.id;
    const claim = { work, claimants: [addressOf(ada)], basis: 'author' };
    await state(house.client, ada, { kind: claimAuthorship, body: claim, select: '{ claim { id } }' });
    const transfer = { work, to: [{ owner: addressOf(bob), share: '1/2' }], method: 'sale' };
    await state(house.client, ada, { kind: transferTitle, body: transfer, select: '{ work { id } }' });
    await isAnchored();
  });
  afterAll(() => house.close());

  /** Asks until the chain holds all that was stated so far; Jest's own time limit ends it when that never comes. */
  async function isAnchored(): Promise<void> {
    for (;;) {
      const { checkpoint } = await house.client.ask<{
        checkpoint: { size: number; anchor: { state: string } | null } | null;
      }>('{ checkpoint { size anchor { state } } }');
      if (checkpoint?.size === 3 && checkpoint.anchor?.state === 'FINAL') return;
    }
  }

  async function download(query = ''): Promise<Uint8Array> {
    const response = await house.client.get(`/works/${work}/evidence.zip${query}`);
    expect(response.status).toBe(200);
    const zip = new Uint8Array(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(String(zip.length));
    return zip;
  }

  const chain = () => ({
    chainId: async () => house.ports.ledger.chainId,
    receipt: async (hash: string) => (await house.ports.ledger.mined(hash))?.receipt ?? null,
  });

  it('gives a package that passes on every axis, the anchor only where a chain can be asked', async () => {
    const parts = readPackage(await download());
    const offline = await verifyPackage(parts);
    expect(results(offline)).toEqual({
      bytes: 'passed',
      signatures: 'passed',
      inclusion: 'passed',
      checkpoint: 'passed',
      anchor: 'not checked',
    });
    expect(results(await verifyPackage(parts, { chain: chain() }))).toMatchObject({ anchor: 'passed' });
  });

  it('leaves the files out when asked to', async () => {
    const parts = readPackage(await download('?files=none'));
    if ('problem' in parts) throw new Error(parts.problem);
    expect([...parts.keys()].filter((name) => name.startsWith('data/files/'))).toEqual([]);
    expect(results(await verifyPackage(parts))).toMatchObject({ bytes: 'passed', signatures: 'passed' });
  });

  it('names exactly the axis to which an altered picture belongs', async () => {
    const zip = await download();
    const at = Buffer.from(zip).indexOf(Buffer.from('IDAT'));
    zip[at + 100] = (zip[at + 100] ?? 0) ^ 1;
    expect(results(await verifyPackage(readPackage(zip)))).toEqual({
      bytes: 'failed',
      signatures: 'passed',
      inclusion: 'passed',
      checkpoint: 'passed',
      anchor: 'not checked',
    });
  });

  it('does not leave when the content store gives other bytes than the statements name', async () => {
    const { content } = house.ports;
    async function* altered(cid: string) {
      for await (const chunk of content.read(cid)) {
        const copy = chunk.slice();
        copy[0] = (copy[0] ?? 0) ^ 1;
        yield copy;
      }
    }
    await expect(
      exportWork(
        { ...house.ports, publicUrl: () => house.url, content: { ...content, read: altered } },
        { work, withFiles: true },
      ),
    ).rejects.toThrow(
      /with SHA-256 [0-9a-f]{64} under baf.*, which a statement says has|gives other bytes under baf/,
    );
  });

  it('is refused for a work that is not registered', async () => {
    const response = await house.client.get(`/works/${work.slice(0, -4)}aaaa/evidence.zip`);
    expect([response.status, await response.json()]).toMatchObject([404, { code: 'WORK_UNKNOWN' }]);
  });

  it('is verified by the server too, which finds a picture that its own store has lost', async () => {
    const verify =
      '{ verify(work: "WORK") { bytes { result checks { subject result } } signatures { result } inclusion { result } checkpoint { result } anchor { result } } }';
    const ask = () =>
      house.client.ask<{
        verify: { bytes: { result: string; checks: { subject: string; result: string }[] } };
      }>(verify.replace('WORK', work));
    const passed = { result: 'PASSED' };
    expect((await ask()).verify).toMatchObject({
      bytes: passed,
      signatures: passed,
      inclusion: passed,
      checkpoint: passed,
      anchor: passed,
    });
    await rm(path.join(house.folder, 'data', 'blocks'), { recursive: true });
    const { bytes } = (await ask()).verify;
    expect(bytes.checks.filter(({ result }) => result === 'FAILED')).toMatchObject([
      { subject: `files/${picture}` },
    ]);
  });
});
