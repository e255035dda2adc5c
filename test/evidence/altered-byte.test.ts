import type { Manifest, PackageParts } from '../../src/evidence/package-format.js';
import { verifyAnchor } from '../../src/evidence/verify-anchor.js';
import { readPackage } from '../../src/evidence/read-package.js';
import { bagChecks } from '../../src/evidence/verify-bag.js';
import { verifyPackage } from '../../src/evidence/verify-package.js';
import { verifyParts } from '../../src/evidence/verify-parts.js';
import { aRandom } from '../fixtures/random.js';
import { aRecord, bagOf, failedAxes, failures, partsOf, zipOf, type EvidenceRecord } from './a-package.js';

let record: EvidenceRecord;
let parts: Map<string, Uint8Array>;

beforeAll(async () => {
  record = await aRecord();
  parts = await partsOf(record);
});

const changed = (name: string, bytes: Uint8Array): PackageParts => new Map([...parts, [name, bytes]]);
const nameOf = (start: string): string => [...parts.keys()].find((name) => name.startsWith(start)) ?? start;

/** The bytes with one bit of one byte changed. */
function flipped(bytes: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}

/** From one of thousands of like places to the next that is tried; `npm run torture` tries every one. */
const stepBy = (random: ReturnType<typeof aRandom>): number =>
  process.env['TORTURE_ROUNDS'] ? 1 : 1 + random.below(3);

/** Of the registration alone, so that it is quick to verify a thousand times. */
const aSmallRecord = () => ({
  ...record,
  statements: record.statements.slice(0, 1),
  files: record.files.slice(0, 1),
});
const aSmallPackage = () => partsOf(aSmallRecord(), { withFiles: false });

describe('one altered byte of a part, whatever the bag says', () => {
  const random = aRandom('one byte');
  const AXES_OF: [start: string, axes: string[]][] = [
    ['README.txt', ['bytes']],
    ['manifest.json', ['bytes']],
    ['files/', ['bytes']],
    ['statements/', ['signatures']],
    ['proofs/', ['inclusion']],
    ['checkpoint.txt', ['checkpoint']],
    ['anchor.json', ['anchor']],
  ];

  it.each(AXES_OF)('of %s fails exactly %s', async (start, axes) => {
    for (const [name, bytes] of [...parts].filter(([one]) => one.startsWith(start))) {
      const rounds = name.startsWith('files/') ? 4 : 8;
      for (let round = 0; round < rounds; round += 1) {
        const at = random.below(bytes.length);
        const bit = random.below(8);
        const report = await verifyParts(changed(name, flipped(bytes, at, bit)));
        expect({ name, at, bit, axes: failedAxes(report) }).toEqual({ name, at, bit, axes });
      }
    }
  });

  it('of the manifest or the checkpoint fails exactly its axis, wherever it is', async () => {
    const small = await aSmallPackage();
    for (const [name, axis] of [
      ['manifest.json', 'bytes'],
      ['checkpoint.txt', 'checkpoint'],
    ] as const) {
      const bytes = small.get(name) ?? new Uint8Array();
      for (let at = 0; at < bytes.length; at += stepBy(random)) {
        const report = await verifyParts(new Map([...small, [name, flipped(bytes, at, random.below(8))]]));
        expect({ name, at, axes: failedAxes(report) }).toEqual({ name, at, axes: [axis] });
      }
    }
  });

  it('of the anchor fails it, at every place by torture and here at half of them', async () => {
    const bytes = parts.get('anchor.json') ?? new Uint8Array();
    const manifest = JSON.parse(new TextDecoder().decode(parts.get('manifest.json'))) as Manifest;
    for (let at = 0; at < bytes.length; at += stepBy(random)) {
      const checks = await verifyAnchor(
        changed('anchor.json', flipped(bytes, at, random.below(8))),
        manifest,
        { head: record.log.close(), chain: undefined },
      );
      expect({ at, results: checks.map(({ result }) => result) }).toEqual({ at, results: ['failed'] });
    }
  });

  it('of an entry fails inclusion, and signatures where it is part of what was signed', async () => {
    const small = await aSmallPackage();
    const name = nameOf('entries/');
    const bytes = small.get(name) ?? new Uint8Array();
    const verified = async (at: number, bit: number) =>
      failedAxes(await verifyParts(new Map([...small, [name, flipped(bytes, at, bit)]])));
    const text = new TextDecoder().decode(bytes);
    const digitOf = (member: string) => text.indexOf(`"${member}":"`) + member.length + 8;
    // The lowest bit keeps a digit a digit.
    expect(await verified(digitOf('recordedAt'), 0)).toEqual(['inclusion']);
    expect(await verified(digitOf('signature'), 0)).toEqual(['signatures', 'inclusion']);
    for (let at = 0; at < bytes.length; at += stepBy(random)) {
      const axes = await verified(at, random.below(8));
      expect({ at, axes: axes.filter((axis) => axis !== 'signatures') }).toEqual({ at, axes: ['inclusion'] });
    }
  });

  it('names the part that holds it', async () => {
    const name = nameOf('statements/000009');
    const bytes = parts.get(name) ?? new Uint8Array();
    expect(failures(await verifyParts(changed(name, flipped(bytes, 20, 1))))).toEqual([
      expect.objectContaining({ subject: name }),
    ]);
  });
});

describe('one altered byte of the zip', () => {
  const random = aRandom('one byte of a zip');
  let zip: Uint8Array;
  beforeAll(async () => {
    const small = { withFiles: false, isAnchored: false, witnesses: [] };
    zip = await zipOf(await bagOf(aSmallRecord(), small), record.work);
  });

  it('is found, at every place by torture and here at half of them', async () => {
    for (let at = 0; at < zip.length; at += stepBy(random)) {
      const read = readPackage(flipped(zip, at, random.below(8)));
      const checks = 'problem' in read ? [{ result: 'failed' }] : await bagChecks(read, null);
      expect({ at, isFound: checks.some(({ result }) => result === 'failed') }).toEqual({
        at,
        isFound: true,
      });
    }
  });

  it('fails the axis bytes at least', async () => {
    for (let at = 0; at < zip.length; at += 1 + random.below(40)) {
      const report = await verifyPackage(readPackage(flipped(zip, at, random.below(8))));
      expect({ at, axes: failedAxes(report) }).toEqual({
        at,
        axes: expect.arrayContaining(['bytes']) as string[],
      });
    }
  });
});
