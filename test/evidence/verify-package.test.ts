import { readPackage } from '../../src/evidence/read-package.js';
import { verifyPackage } from '../../src/evidence/verify-package.js';
import { verifyParts } from '../../src/evidence/verify-parts.js';
import type { Manifest } from '../../src/evidence/package-format.js';
import { isEqualBytes } from '../../src/lib/bytes.js';
import { canonicalBytes } from '../../src/lib/canonical-json.js';
import { toHex } from '../../src/lib/hex.js';
import { sha256 } from '../../src/lib/sha256.js';
import {
  aRecord,
  bagOf,
  failedAxes,
  failures,
  partsOf,
  resultsOf,
  zipOf,
  type EvidenceRecord,
} from './a-package.js';

let record: EvidenceRecord;
let bag: Map<string, Uint8Array>;

beforeAll(async () => {
  record = await aRecord();
  bag = await bagOf(record);
});

const utf8 = (text: string) => new TextEncoder().encode(text);
const textOf = (name: string, files = bag) => new TextDecoder().decode(files.get(name));
const changed = (name: string, bytes: Uint8Array) => new Map([...bag, [name, bytes]]);
const detailsOf = async (files: Map<string, Uint8Array>) =>
  failures(await verifyPackage(files)).map(({ subject, detail }) => `${subject}: ${detail}`);

describe('a package that is a bag', () => {
  it('passes as its zip and as its folder, on every axis that needs no chain', async () => {
    for (const read of [readPackage(await zipOf(bag, record.work)), bag]) {
      const report = await verifyPackage(read);
      expect(failures(report)).toEqual([]);
      expect(resultsOf(report)).toEqual(['passed', 'passed', 'passed', 'passed', 'not checked']);
      expect(report.axes.bytes.checks[0]).toMatchObject({ what: 'The package is a whole bag (BagIt 1.0)' });
    }
  });

  it('says in bag-info.txt whose it is, and of which day, which follows from what is in it', async () => {
    expect(textOf('bag-info.txt')).toMatch(
      new RegExp(
        `^Source-Organization: test.raisonne.example/log\nExternal-Identifier: ${record.work}\nExternal-Description: [^\n]+\nBagging-Date: 2026-05-01\nBag-Software-Agent: Raisonne \\(raisonne-evidence/4\\)\nPayload-Oxum: \\d+\\.\\d+\n$`,
      ),
    );
  });

  it('is the same bytes every time', async () => {
    const again = await zipOf(await bagOf(record), record.work);
    expect(isEqualBytes(await zipOf(bag, record.work), again)).toBe(true);
  });

  it('lists the documents that were made of the rest, and finds them altered', async () => {
    const documents = new Map([['fre-902-draft.pdf', utf8('%PDF')]]);
    const files = await bagOf(record, { documents });
    expect(textOf('data/documents/fre-902-draft.pdf', files)).toBe('%PDF');
    expect(await detailsOf(files)).toEqual([]);
    files.set('data/documents/fre-902-draft.pdf', utf8('%PDX'));
    expect((await detailsOf(files)).join('\n')).toMatch(
      /documents\/fre-902-draft.pdf: Its SHA-256 is [0-9a-f]{64}; the manifest says/,
    );
  });

  it('fails for a README.txt that says otherwise than its parts, whatever its manifests say', async () => {
    const parts = await partsOf(record);
    const readme = utf8(new TextDecoder().decode(parts.get('README.txt')).replace('not examined', 'proved'));
    const manifest = JSON.parse(new TextDecoder().decode(parts.get('manifest.json'))) as Manifest;
    const texts = [{ path: 'README.txt', sha256: toHex(sha256(readme)) }];
    const altered = new Map([
      ...parts,
      ['README.txt', readme],
      ['manifest.json', canonicalBytes({ ...manifest, texts })],
    ]);
    expect(failures(await verifyParts(altered))).toMatchObject([
      { subject: 'README.txt', detail: expect.stringContaining('altered, or of another') as string },
    ]);
  });

  it('says of a package of another format that it is read by another checkout', async () => {
    const manifest = JSON.parse(textOf('data/manifest.json')) as object;
    const earlier = changed(
      'data/manifest.json',
      canonicalBytes({ ...manifest, format: 'raisonne-evidence/3' }),
    );
    expect((await detailsOf(earlier)).join('\n')).toContain(
      'format is not raisonne-evidence/4, the one format that this version reads: verify the package by a checkout that writes the format which it names',
    );
  });

  it('fails bytes, and names the file, for one that is altered, missing or added', async () => {
    const small = await bagOf(record, { withFiles: false });
    for (const [name, bytes] of small) {
      const altered = await detailsOf(new Map([...small, [name, bytes.slice(1)]]));
      expect([name, altered.join('\n')]).toEqual([name, expect.stringContaining(name)]);
      const missing = await verifyPackage(new Map([...small].filter(([one]) => one !== name)));
      expect([name, failedAxes(missing)[0]]).toEqual([name, 'bytes']);
    }
    for (const name of ['data/files/note.txt', '.DS_Store', 'tagmanifest-md5.txt', 'fetch.txt'])
      expect([name, failedAxes(await verifyPackage(changed(name, utf8('x'))))]).toEqual([name, ['bytes']]);
    expect((await detailsOf(changed('data/.DS_Store', utf8('x')))).join('\n')).toContain('It was added');
  });

  it('fails bytes where its information names another work or log than its manifest', async () => {
    const info = textOf('bag-info.txt').replace('test.raisonne', 'best.raisonne');
    expect((await detailsOf(changed('bag-info.txt', utf8(info)))).join('\n')).toContain(
      'Its Source-Organization is not test.raisonne.example/log',
    );
  });

  it('fails bytes where a manifest is written in another way, though any validator would take it', async () => {
    for (const change of [
      (text: string) => text.toUpperCase().replaceAll(/[A-Z-]+(\d+)?.TXT/g, (name) => name.toLowerCase()),
      (text: string) => text.replaceAll('\n', '\r\n'),
      (text: string) => text.trimEnd(),
      (text: string) => text.replaceAll('  ', '\t'),
    ]) {
      const name = 'tagmanifest-sha512.txt';
      expect(await detailsOf(changed(name, utf8(change(textOf(name)))))).toEqual([
        `${name}: It was altered: it has another spelling than the one it must have.`,
      ]);
    }
  });

  it('tells no more than a hundred problems of a bag', async () => {
    const files = new Map(bag);
    for (let at = 0; at < 300; at += 1) files.set(`data/x${at}`, utf8('x'));
    const bagged = failures(await verifyPackage(files)).filter(({ what }) => what.includes('bag'));
    expect([bagged.length, bagged.at(-1)?.detail]).toEqual([101, 'And 201 more.']);
  });
});
