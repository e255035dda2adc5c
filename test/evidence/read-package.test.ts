import { unzipSync } from 'fflate';
import { AXES, type EvidenceReport } from '../../src/evidence/evidence-report.js';
import { readPackage } from '../../src/evidence/read-package.js';
import { verifyPackage } from '../../src/evidence/verify-package.js';
import { directoryOf, isPartName, localHeader } from '../../src/evidence/zip-format.js';
import { concatBytes } from '../../src/lib/bytes.js';
import { canonicalBytes } from '../../src/lib/canonical-json.js';
import { aRandom } from '../fixtures/random.js';
import { aRecord, partsOf, zipOf } from './a-package.js';

let parts: Map<string, Uint8Array>;
let zip: Uint8Array;

beforeAll(async () => {
  parts = await partsOf(await aRecord(), { withFiles: false });
  zip = await zipOf(parts);
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
  it('finds every part, as another program does', () => {
    const read = readPackage(zip);
    expect(read).toEqual(new Map([...parts].sort(([a], [b]) => (a < b ? -1 : 1))));
    expect(Object.keys(unzipSync(zip)).sort()).toEqual([...parts.keys()].sort());
  });

  it('finds any altered byte that is in no part', () => {
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

  it('refuses names that lead out of the package, are absolute, or differ between systems', () => {
    for (const name of ['../a', 'a/../b', '/a', 'a\\b', 'C:a', 'a//b', './a', 'a/', '.a', 'a\u0000', '']) {
      expect(isPartName(name)).toBe(false);
      expect(problemOf(aZip([name]))).toContain('cannot be the name of a part');
    }
  });

  it('refuses a name that is there twice, next to itself or not', () => {
    expect(problemOf(aZip(['a', 'a']))).toBe('The zip holds a twice.');
    expect(problemOf(aZip(['a', 'b', 'a']))).toContain('not in the order of their names');
  });

  it('refuses a zip with something before, between or behind its parts', () => {
    const start = zip.length - directoryOf([]).length;
    expect(problemOf(concatBytes([Uint8Array.of(0), zip]))).not.toBeNull();
    expect(problemOf(concatBytes([zip, Uint8Array.of(0)]))).not.toBeNull();
    expect(
      problemOf(concatBytes([zip.subarray(0, start), Uint8Array.of(0), zip.subarray(start)])),
    ).not.toBeNull();
  });

  it('refuses a zip of more parts than a package can have', () => {
    const names = Array.from({ length: 30_000 }, (_, at) => `a${String(at).padStart(6, '0')}`);
    expect(problemOf(aZip(names))).toContain('30000 parts');
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
    const started = performance.now();
    const part = (start: string) => [...parts.keys()].find((name) => name.startsWith(start)) ?? start;
    const expected = [
      ['manifest.json', ['bytes']],
      [part('statements/'), ['signatures']],
      [part('entries/'), ['signatures', 'inclusion']],
      [part('proofs/'), ['inclusion']],
      ['checkpoint.txt', ['checkpoint']],
      ['anchor.json', ['anchor']],
    ] as const;
    for (const [name, axes] of expected)
      expect({ name, axes: failedAxes(await verifyPackage(new Map([...parts, [name, bytes]]))) }).toEqual({
        name,
        axes,
      });
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
