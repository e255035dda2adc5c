import { ed25519 } from '@noble/curves/ed25519.js';
import {
  credentialSchema,
  verifyCredential,
  writeCredential,
} from '../../../src/evidence/documents/credential.js';
import type { WorkRecord } from '../../../src/evidence/documents/work-record.js';
import { toHex } from '../../../src/lib/hex.js';
import { toBase64 } from '../../../src/lib/signed-note.js';
import { aLogKey } from '../a-package.js';
import { aWorkRecord } from './a-work-record.js';

const log = aLogKey();
const signer = { publicKey: log.publicKey, sign: (bytes: Uint8Array) => ed25519.sign(bytes, log.privateKey) };
const results = (document: unknown, record?: WorkRecord) =>
  verifyCredential(document, { logKey: log.publicKey, ...(record && { record }) }).map(
    ({ result }) => result,
  );
const ALL_GOOD = ['passed', 'passed', 'passed', 'passed'];

describe('the credential', () => {
  let record: WorkRecord;
  let credential: ReturnType<typeof writeCredential>;
  beforeAll(async () => {
    record = await aWorkRecord();
    credential = writeCredential(record, signer);
  });

  it('is of its published form, and verifies after a way through JSON', () => {
    const again: unknown = JSON.parse(JSON.stringify(credential));
    expect(credentialSchema.safeParse(again).success).toBe(true);
    expect(results(again, record)).toEqual(ALL_GOOD);
  });

  it('names when it was signed where it is told, and otherwise not', () => {
    expect(credential.proof).not.toHaveProperty('created');
    const dated = writeCredential(record, signer, { created: '2026-05-02T00:00:00Z' });
    expect(dated.proof).toHaveProperty('created', '2026-05-02T00:00:00Z');
    expect(results(dated, record)).toEqual(ALL_GOOD);
  });

  it('does not hold the private key, in any spelling', () => {
    const text = JSON.stringify(credential);
    expect(text).not.toContain(toHex(log.privateKey));
    expect(text).not.toContain(toBase64(log.privateKey).slice(0, 40));
  });

  const changed = (find: RegExp, put: string): unknown => {
    const text = JSON.stringify(credential);
    expect(text).toMatch(find);
    return JSON.parse(text.replace(find, put));
  };

  it.each([
    ['a title', /"title":"Sunrise"/, '"title":"Sunset"'],
    ['a claimant', /"claimants":\[\{"person":"0x9dfa/, '"claimants":[{"person":"0x8dfa'],
    ['the evidence', /"treeSize":18/, '"treeSize":19'],
    ['the context', /urn:x-raisonne:terms#notice/, 'urn:x-raisonne:terms#other'],
    ["the proof's value", /("proofValue":"z\w{20})(\w)/, '$1z'],
    ['an option of the proof', /"cryptosuite"/, '"created":"2026-05-02T00:00:00Z","cryptosuite"'],
  ])('is not good once %s is changed', (_, find, put) => {
    expect(results(changed(find, put))).toEqual(['passed', 'failed', 'failed']);
  });

  it.each([
    ['no proof', /"proof":/, '"prof":'],
    ['another type', /"AuthorshipRecordCredential"\]/, '"Other"]'],
    ['a member more', /^\{/, '{"extra":1,'],
    ['no date', /"validFrom":"[^"]*"/, '"validFrom":"yesterday"'],
  ])('is not of its form with %s', (_, find, put) => {
    expect(results(changed(find, put))).toEqual(['failed']);
  });

  it.each([null, 7, 'text', [], {}, { proof: [] }])('reports, and does not throw, for %j', (document) => {
    expect(results(document)).toEqual(['failed']);
  });

  it("is not the log's when another key signs it", () => {
    const other = aLogKey('other');
    const forged = writeCredential(record, {
      publicKey: other.publicKey,
      sign: (bytes) => ed25519.sign(bytes, other.privateKey),
    });
    expect(results(forged, record)).toEqual(['passed', 'passed', 'failed', 'passed']);
  });

  it('is found to say otherwise than the statements do, though the log signed it', () => {
    const other = { ...record, work: { ...record.work, title: 'Sunset' } };
    expect(results(writeCredential(other, signer), record)).toEqual(['passed', 'passed', 'passed', 'failed']);
  });
});
