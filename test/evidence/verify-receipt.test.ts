import { claimAuthorship } from '../../src/claims/claim-authorship.js';
import type { ClaimBody } from '../../src/claims/claim.js';
import { canonicalBytes } from '../../src/lib/canonical-json.js';
import { idOf } from '../../src/lib/ids.js';
import { verifyParts } from '../../src/evidence/verify-parts.js';
import { forgettingNote, type ForgettingReceipt } from '../../src/register/forgetting/forgetting-receipt.js';
import { aRandom } from '../fixtures/random.js';
import {
  aLogKey,
  aRecord,
  failedAxes,
  failures,
  partsOf,
  type EvidenceRecord,
  type Logged,
} from './a-package.js';

let record: EvidenceRecord;
beforeAll(async () => {
  record = await aRecord();
});

const COMMON = {
  format: 'raisonne-forgetting/1' as const,
  origin: aLogKey().name,
  erased: { blocks: 1, sharedBlocks: 0, rows: { claims: 1 } },
  stays: ['The entry.'],
  reason: 'Demand of 1 May',
  forgottenAt: '2026-05-03T12:00:00.000Z',
} satisfies Partial<ForgettingReceipt>;

const claimOf = ({ statements: [, claim] }: EvidenceRecord): Logged => claim ?? fail('it has a claim');
const fail = (why: string): never => {
  throw new Error(why);
};

function receiptOf(
  { cid, index, statement }: Logged,
  more: Partial<ForgettingReceipt> = {},
): ForgettingReceipt {
  const { kind, role, subject, signer, issuedAt } = statement;
  const body = statement.body as ClaimBody; // of a claim
  const { forgetting } = claimAuthorship;
  const left = forgetting && 'remains' in forgetting ? forgetting.remains(body) : null;
  return {
    ...COMMON,
    forgotten: {
      what: 'statement',
      id: idOf('statement', cid),
      index,
      remains: {
        kind,
        role,
        subject,
        signer,
        issuedAt,
        body: left && { ...left },
        files: claimAuthorship.files(body).map((file) => ({ ...file })),
      },
    },
    ...more,
  };
}

const reportWith = async (receipt: ForgettingReceipt, signer = aLogKey()) =>
  verifyParts(
    await partsOf(record, {
      erased: new Map([[claimOf(record).index, forgettingNote.sign(receipt, signer)]]),
    }),
  );
const detailsOf = (report: Awaited<ReturnType<typeof reportWith>>) =>
  failures(report).map(({ detail }) => detail);

describe('a statement whose words were erased', () => {
  it('is not checked, and makes nothing fail: neither its files, nor what is about the claim', async () => {
    const report = await reportWith(receiptOf(claimOf(record)));
    expect(failures(report)).toEqual([]);
    expect(report.axes.signatures.checks.filter(({ result }) => result === 'not checked')).toMatchObject([
      {
        subject: 'receipts/000008-claim-authorship.txt',
        detail: expect.stringContaining('Demand of 1 May') as string,
      },
    ]);
    expect([report.axes.signatures.result, report.axes.bytes.result, report.axes.inclusion.result]).toEqual([
      'not checked',
      'passed',
      'passed',
    ]);
  });

  it('has a receipt that the log of the package signed, of that very statement', async () => {
    const claim = claimOf(record);
    const [registration = claim] = record.statements;
    expect(detailsOf(await reportWith(receiptOf(claim), aLogKey('other')))).toContain(
      'It is no receipt of an erasure that the key of the register signed.',
    );
    expect(detailsOf(await reportWith(receiptOf({ ...claim, cid: registration.cid })))[0]).toMatch(
      /^The receipt is of statement:.*, and the log's entry names /,
    );
    expect(detailsOf(await reportWith(receiptOf({ ...claim, index: 3 })))).toContain(
      'The receipt is of entry 3, and this is entry 8.',
    );
    const receipt = receiptOf(claim);
    const other =
      receipt.forgotten.what === 'statement'
        ? { ...receipt.forgotten.remains, kind: 'link-token' }
        : fail('it is one');
    expect(
      detailsOf(
        await reportWith({ ...receipt, forgotten: { ...receipt.forgotten, remains: other } as never }),
      ), // one member is another
    ).toContain(
      'The manifest calls it "claim-authorship", and by the receipt it was of the kind "link-token".',
    );
  });

  it('fails by one altered byte of the receipt, wherever it is', async () => {
    const random = aRandom('one byte of a receipt');
    const claim = claimOf(record);
    const parts = await partsOf(record, {
      withFiles: false,
      erased: new Map([[claim.index, forgettingNote.sign(receiptOf(claim), aLogKey())]]),
    });
    const [name = '', bytes = new Uint8Array()] =
      [...parts].find(([one]) => one.startsWith('receipts/')) ?? [];
    for (let round = 0; round < 24; round += 1) {
      const copy = bytes.slice();
      const at = random.below(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
      const axes = failedAxes(await verifyParts(new Map([...parts, [name, copy]])));
      // Without what stays of the claim nobody can tell that the rest of the package is about it.
      expect({ at, axes }).toMatchObject({ axes: expect.arrayContaining(['signatures']) as string[] });
    }
  });
});

describe('a file whose bytes were erased', () => {
  const [first, second] = [0, 1].map((at) => () => record.files[at]?.reference ?? fail('it has two files'));
  const withReceipt = async (cid: string, signer = aLogKey()) => {
    const { sha256, mediaType, sizeBytes } = (first ?? fail('two'))();
    const receipt = forgettingNote.sign(
      {
        ...COMMON,
        forgotten: { what: 'file', id: idOf('file', cid), facts: { sha256, mediaType, sizeBytes } },
      },
      signer,
    );
    return partsOf(record, { erased: new Map([[(first ?? fail('two'))().cid, receipt]]) });
  };

  it('is told as erased, and not as one of which only a digest was put in', async () => {
    const toldOf = async (cids: readonly string[]) => {
      const receipts = cids.map((cid): [string, string] => {
        const reference =
          record.files.find((one) => one.reference.cid === cid)?.reference ?? fail('it is there');
        const { sha256, mediaType, sizeBytes } = reference;
        const facts = { sha256, mediaType, sizeBytes };
        const receipt = { ...COMMON, forgotten: { what: 'file' as const, id: idOf('file', cid), facts } };
        return [cid, forgettingNote.sign(receipt, aLogKey())];
      });
      const report = await verifyParts(
        await partsOf(record, { withFiles: false, erased: new Map(receipts) }),
      );
      expect(failures(report)).toEqual([]);
      return report.axes.bytes.checks.find(({ subject }) => subject === 'files/')?.detail;
    };
    const cids = record.files.map(({ reference }) => reference.cid);
    expect(await toldOf(cids)).toBeUndefined();
    expect(await toldOf(cids.slice(0, 1))).toMatch(/^Of the files that were not erased only digests/);
    expect(await toldOf([])).toMatch(/^No file is included, only digests/);
  });

  it('is not checked, and makes nothing fail', async () => {
    const { cid, sha256 } = (first ?? fail('two'))();
    const { axes } = await verifyParts(await withReceipt(cid));
    expect([axes.bytes.result, axes.bytes.checks.filter(({ result }) => result !== 'passed')]).toMatchObject([
      'passed',
      [{ result: 'not checked', subject: `file ${cid}`, detail: expect.stringContaining(sha256) as string }],
    ]);
  });

  it('has a receipt of that very file that the log of the package signed, and no bytes besides', async () => {
    const { cid } = (first ?? fail('two'))();
    expect(failedAxes(await verifyParts(await withReceipt((second ?? fail('two'))().cid)))).toEqual([
      'bytes',
    ]);
    expect(failedAxes(await verifyParts(await withReceipt(cid, aLogKey('other'))))).toEqual(['bytes']);
    const parts = await withReceipt(cid);
    const manifest = JSON.parse(new TextDecoder().decode(parts.get('manifest.json'))) as {
      files: { path: string | null }[];
    };
    for (const file of manifest.files) file.path ??= `files/${cid}.png`;
    const report = await verifyParts(new Map([...parts, ['manifest.json', canonicalBytes(manifest)]]));
    expect(failures(report)[0]?.detail).toContain(
      'has a receipt that is not receipts/ and its CID, or bytes besides',
    );
  });
});
