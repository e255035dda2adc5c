import { unzipSync, zipSync } from 'fflate';
import { AXES, type EvidenceReport } from '../../src/evidence/evidence-report.js';
import { readPackage } from '../../src/evidence/read-package.js';
import { verifyPackage } from '../../src/evidence/verify-package.js';
import { verifyParts } from '../../src/evidence/verify-parts.js';
import { directoryOf, isPartName, localHeader } from '../../src/evidence/zip-format.js';
import { concatBytes } from '../../src/lib/bytes.js';
import { canonicalBytes } from '../../src/lib/canonical-json.js';
import { aRandom } from '../fixtures/random.js';
import { folderOf } from '../../src/evidence/package-format.js';
import { aRecord, bagOf, partsOf, zipOf } from './a-package.js';
import { cpuMsOf } from '../fixtures/cpu-time.js';

let parts: Map<string, Uint8Array>;
let bag: Map<string, Uint8Array>;
let folder: string;
let zip: Uint8Array;

beforeAll(async () => {
  const record = await aRecord();
  parts = await partsOf(record, { withFiles: false });
  bag = await bagOf(record, { withFiles: false });
  folder = folderOf(record.work);
  zip = await zipOf(bag, record.work);
});

const problemOf = (bytes: Uint8Array): string | null => {
  const read = readPackage(bytes);
  return 'problem' in read ? read.problem : null;
};

/** A zip of entries in the order given, whatever their names: what the writer refuses to write. */
function aZip(names: readonly string[]): Uint8Array {
  const headers = names.map((name) => ({ name, sizeBytes: 3, crc32: 0 }));
  return concatBytes([
    ...headers.flatMap((header) => [localHeader(header), Uint8Array.of(1, 2, 3)]),
    directoryOf(headers),
  ]);
}

const failedAxes = ({ axes }: EvidenceReport) => AXES.filter((axis) => axes[axis].result === 'failed');

describe('reading the zip of a package', () => {
  it('finds every file, as another program does', () => {
    const read = readPackage(zip);
    expect(read).toEqual(new Map([...bag].sort(([a], [b]) => (a < b ? -1 : 1))));
    expect(Object.keys(unzipSync(zip)).sort()).toEqual(
      [...bag.keys()].map((name) => `${folder}/${name}`).sort(),
    );
  });

  it('finds any altered byte that is in no file', () => {
    const random = aRandom('zip headers');
    const isInPart = new Uint8Array(zip.length);
    for (const bytes of (readPackage(zip) as Map<string, Uint8Array>).values())
      isInPart.fill(1, bytes.byteOffset, bytes.byteOffset + bytes.length);
    for (let at = 0; at < zip.length; at += 1) {
      if (isInPart[at] === 1) continue;
      const copy = zip.slice();
      copy[at] = (copy[at] ?? 0) ^ (1 + random.below(255));
      expect({ at, isRefused: problemOf(copy) !== null }).toEqual({ at, isRefused: true });
    }
  });

  it.each([
    ['../a', 'leads out of the package by ".."'],
    ['a/../b', 'leads out of the package by ".."'],
    ['/a', 'has an absolute name'],
    ['C:a', 'has an absolute name'],
    ['a\\b', 'has a backslash in its name'],
    ['a\u007F', 'has a name that is not plain ASCII'],
    ['a\u0000', 'has a name that is not plain ASCII'],
    ['a/', 'has an entry of its own for the folder "a/"'],
    ['', 'has no name'],
    ['a//b', 'cannot be the name of a part'],
    ['./a', 'cannot be the name of a part'],
    ['.a', 'cannot be the name of a part'],
  ])('names the fault of the name %j', (name, problem) => {
    expect(isPartName(name)).toBe(false);
    expect(problemOf(aZip([name]))).toContain(problem);
  });

  it('refuses a name that is there twice, next to itself or not, and another order', () => {
    const names = ['a', 'b', 'c'].map((name) => `${folder}/${name}`);
    expect(problemOf(aZip([names[0] ?? '', names[0] ?? '']))).toBe(`The zip holds ${folder}/a twice.`);
    expect(problemOf(aZip([...names, names[0] ?? '']))).toBe(`The zip holds ${folder}/a twice.`);
    expect(problemOf(aZip(names.toReversed()))).toContain('not in the order of their names');
  });

  it('refuses entries outside of its one folder, and a folder of no work', () => {
    expect(problemOf(aZip(['a', 'b']))).toBe('"a" is not the folder of a work\'s package.');
    expect(problemOf(aZip([`${folder}/a`, 'sunrise/b']))).toBe(
      `The zip's entry sunrise/b is not in ${folder}, the package's one folder.`,
    );
  });

  it.each([
    ['a symbolic link', 38, 0o120777 << 16, 'is a symbolic link'],
    ['a device', 38, 0o060644 << 16, 'is no plain file'],
    ['the mode of a plain file', 38, 0o100644 << 16, 'has attributes, or fields of another program'],
    ['encrypted', 8, 0x21, 'is encrypted'],
    ['named in UTF-8', 8, 0x2100800, 'says that its name is in UTF-8'],
    ['a descriptor behind its bytes', 8, 8, 'gives its size behind its bytes'],
    ['flagged otherwise', 8, 2, 'bears flags that a package has not'],
    ['compressed', 10, 8, 'is compressed (3 bytes that say they hold 3)'],
    ['of two sizes', 24, 900_000_000, 'has two sizes, 3 and 900000000'],
    ['with a comment', 32, 4, 'has attributes, or fields of another program'],
  ])('names an entry that is %s', (_, offset, value, problem) => {
    const made = aZip([`${folder}/a`]);
    const view = new DataView(made.buffer);
    const central = view.getUint32(made.length - 6, true);
    if (offset === 38 || offset === 24) view.setUint32(central + offset, value >>> 0, true);
    else view.setUint16(central + offset, value & 0xffff, true);
    expect(problemOf(made)).toContain(`The zip's entry ${folder}/a ${problem}`);
  });

  it('tells whoever packed it anew, compressed or not, to verify the folder', () => {
    const files = Object.fromEntries([...bag].map(([name, bytes]) => [`${folder}/${name}`, bytes]));
    for (const level of [0, 9] as const)
      expect(problemOf(zipSync(files, { level }))).toContain(
        'unpack it and verify the folder (raisonne verify FOLDER)',
      );
  });

  it('opens no zip bomb: 30 MB of zeros in 30 kB', async () => {
    const bomb = zipSync({ [`${folder}/bagit.txt`]: new Uint8Array(30_000_000) }, { level: 9 });
    const taken = await cpuMsOf(() =>
      expect(problemOf(bomb)).toContain('that say they hold 30000000); nothing is decompressed here'),
    );
    expect(taken).toBeLessThan(1000);
  });

  it('refuses a zip with something before, between or behind its entries', () => {
    const start = zip.length - directoryOf([]).length;
    expect(problemOf(concatBytes([Uint8Array.of(0), zip]))).not.toBeNull();
    expect(problemOf(concatBytes([zip, Uint8Array.of(0)]))).not.toBeNull();
    expect(
      problemOf(concatBytes([zip.subarray(0, start), Uint8Array.of(0), zip.subarray(start)])),
    ).not.toBeNull();
  });

  it('refuses a zip of more files than a package can have', () => {
    const names = Array.from({ length: 30_000 }, (_, at) => `a${String(at).padStart(6, '0')}`);
    expect(problemOf(aZip(names))).toContain('30000 entries');
  });

  it('reports a zip that was cut off anywhere as failed bytes, and nothing else as checked', async () => {
    const random = aRandom('cut off');
    for (let round = 0; round < 50; round += 1) {
      const { axes } = await verifyPackage(readPackage(zip.slice(0, random.below(zip.length))));
      expect(AXES.map((axis) => axes[axis].result)).toEqual([
        'failed',
        'not checked',
        'not checked',
        'not checked',
        'not checked',
      ]);
    }
  });

  it('reports nothing, an empty zip and random bytes as failed bytes', async () => {
    const random = aRandom('garbage');
    const garbage = [
      new Uint8Array(),
      directoryOf([]),
      ...Array.from({ length: 50 }, () => random.bytes(10_000)),
    ];
    for (const bytes of garbage)
      expect(failedAxes(await verifyPackage(readPackage(bytes)))).toEqual(['bytes']);
  });
});

describe('a package whose parts are made to exhaust the reader', () => {
  const nested = (depth: number) => new TextEncoder().encode(`${'['.repeat(depth)}${']'.repeat(depth)}`);
  const HOSTILE: [what: string, bytes: () => Uint8Array][] = [
    ['nested 30,000 deep', () => nested(30_000)],
    [
      'with a member __proto__',
      () => new TextEncoder().encode('{"__proto__":{"format":"raisonne-evidence/1"},"constructor":1}'),
    ],
    ['with a lone surrogate', () => new TextEncoder().encode(String.raw`{"sentence":"\ud800"}`)],
    ['that is not UTF-8', () => Uint8Array.of(0x22, 0xff, 0x22)],
    ['of 9 MB', () => new Uint8Array(9_000_000).fill(0x20)],
    [
      'that lists a million statements',
      () => canonicalBytes({ statements: Array.from({ length: 1_000_000 }, () => 0) }),
    ],
    [
      'with a million unknown members',
      () => canonicalBytes(Object.fromEntries(Array.from({ length: 500_000 }, (_, at) => [`k${at}`, 0]))),
    ],
    ['that is empty', () => new Uint8Array()],
  ];

  it.each(HOSTILE)('fails, and never throws, for each part %s', async (_, make) => {
    const bytes = make();
    const part = (start: string) => [...parts.keys()].find((name) => name.startsWith(start)) ?? start;
    const expected = [
      ['manifest.json', ['bytes']],
      [part('statements/'), ['signatures']],
      [part('entries/'), ['signatures', 'inclusion']],
      [part('proofs/'), ['inclusion']],
      ['checkpoint.txt', ['checkpoint']],
      ['anchor.json', ['anchor']],
    ] as const;
    const taken = await cpuMsOf(async () => {
      for (const [name, axes] of expected)
        expect({ name, axes: failedAxes(await verifyParts(new Map([...parts, [name, bytes]]))) }).toEqual({
          name,
          axes,
        });
    });
    expect(taken).toBeLessThan(20_000);
  });
});
