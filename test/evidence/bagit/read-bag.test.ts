import { createHash } from 'node:crypto';
import { digested, tagFiles } from '../../../src/evidence/bagit/tag-files.js';
import { readBag } from '../../../src/evidence/bagit/read-bag.js';
import { digestOf } from '../../../src/lib/digest-of.js';
import { toHex } from '../../../src/lib/hex.js';
import { aRandom } from '../../fixtures/random.js';
import { cpuMsOf } from '../../fixtures/cpu-time.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

const payload = new Map([
  ['data/a.txt', utf8('a')],
  ['data/b/ü 100%.txt', utf8('bb')],
]);
const written = () =>
  tagFiles(
    [...payload].map(([name, bytes]) => digested(name, bytes)),
    [['Source-Organization', 'example.org/log']],
  );

type Files = Map<string, Uint8Array>;
const aBag = (change: (files: Files) => void = () => undefined): Files => {
  const files = new Map([...payload, ...written()]);
  change(files);
  return files;
};
const rewrite = (files: Files, name: string, change: (text: string) => string) =>
  files.set(name, utf8(change(textOf(files.get(name)))));

const problems = async (files: Files): Promise<string[]> =>
  (await readBag(files)).problems.map(({ subject, problem }) => `${subject}: ${problem}`);

describe('a bag that is written', () => {
  it('has no problems, and encodes the names that must be', async () => {
    expect(await problems(aBag())).toEqual([]);
    expect(textOf(written().get('manifest-sha256.txt'))).toContain('  data/b/ü 100%25.txt\n');
    expect(textOf(written().get('bag-info.txt'))).toBe(
      'Source-Organization: example.org/log\nPayload-Oxum: 3.2\n',
    );
  });

  it('has the digests that node:crypto gives, however large its files are', async () => {
    for (const size of [0, 1, 19_999, 20_000, 300_000])
      for (const algorithm of ['sha256', 'sha512'] as const) {
        const bytes = aRandom('digest').bytes(size);
        expect(toHex(await digestOf(algorithm, bytes))).toBe(
          createHash(algorithm).update(bytes).digest('hex'),
        );
      }
  });

  it('may end its lines in CR or CRLF, continue labels, and use capitals in checksums', async () => {
    const bare = (files: Files) => {
      for (const name of files.keys()) if (name.startsWith('tagmanifest-')) files.delete(name);
    };
    const variants = [
      (files: Files) => rewrite(files, 'bagit.txt', (text) => text.replaceAll('\n', '\r\n')),
      (files: Files) => rewrite(files, 'bagit.txt', (text) => text.replaceAll('\n', '\r')),
      (files: Files) => rewrite(files, 'bagit.txt', (text) => text.trimEnd()),
      (files: Files) => rewrite(files, 'bag-info.txt', (text) => `${text}Note: one\n  two\n`),
      (files: Files) =>
        rewrite(files, 'manifest-sha256.txt', (text) =>
          text.replaceAll(/^[0-9a-f]+/gm, (hex) => hex.toUpperCase()),
        ),
      (files: Files) => files.delete('manifest-sha256.txt'),
      (files: Files) => files.delete('bag-info.txt'),
      (files: Files) =>
        files.set(
          'manifest-md5.txt',
          utf8(textOf(files.get('manifest-sha256.txt')).replaceAll(/^[0-9a-f]{32}/gm, '')),
        ),
    ];
    for (const change of variants)
      expect(
        await problems(
          aBag((files) => {
            bare(files);
            change(files);
          }),
        ),
      ).toEqual([]);
  });
});

describe('a bag with a fault is reported', () => {
  const FAULTS: [what: string, problem: string, change: (files: Files) => unknown][] = [
    ['without bagit.txt', 'bagit.txt: It is missing', (files) => files.delete('bagit.txt')],
    ['of another version', 'another version than 1.0: BagIt-Version: 0.97', (files) => rewrite(files, 'bagit.txt', (text) => text.replace('1.0', '0.97'))],
    ['in another encoding', 'another encoding than UTF-8: Tag-File-Character-Encoding: UTF-16', (files) => rewrite(files, 'bagit.txt', (text) => text.replace('UTF-8', 'UTF-16'))],
    ['with a space before a colon', 'not "BagIt-Version: 1.0" to the space', (files) => rewrite(files, 'bagit.txt', (text) => text.replace(':', ' :'))],
    ['with a byte order mark', 'byte order mark', (files) => rewrite(files, 'bagit.txt', (text) => `\uFEFF${text}`)],
    ['whose declaration has a third line', 'It has 3 lines', (files) => rewrite(files, 'bagit.txt', (text) => `${text}\n`)],
    ['whose declaration is not UTF-8', 'bagit.txt: It is not text in UTF-8', (files) => files.set('bagit.txt', Uint8Array.of(0xff))],
    ['without payload manifests', 'has no manifest in SHA-256 or SHA-512', (files) => ['sha256', 'sha512'].map((one) => files.delete(`manifest-${one}.txt`))],
    ['without payload', 'data/: The bag has no payload', (files) => [...payload.keys()].map((name) => files.delete(name))],
    ['that lacks a file', 'data/a.txt: It is missing, and manifest-sha256.txt, like manifest-sha512.txt, lists it', (files) => files.delete('data/a.txt')],
    ['with a file more', 'data/c.txt: It was added: manifest-sha256.txt, like manifest-sha512.txt, does not list it', (files) => files.set('data/c.txt', utf8('c'))],
    ['whose file was altered', 'data/a.txt: Its checksum is wrong: manifest-sha512.txt says', (files) => files.set('data/a.txt', utf8('b'))],
    ['whose manifests do not agree', 'data/a.txt: It was added: manifest-sha512.txt does not list it', (files) => rewrite(files, 'manifest-sha512.txt', (text) => text.split('\n').slice(1).join('\n'))],
    ['with a line that is none', 'manifest-sha256.txt: Its line 3 is not a checksum', (files) => rewrite(files, 'manifest-sha256.txt', (text) => `${text}nothing\n`)],
    ['with a checksum that is cut off', 'a checksum of 63 digits, which is none of sha256', (files) => rewrite(files, 'manifest-sha256.txt', (text) => text.slice(1))],
    ['that lists a file twice', 'It lists data/a.txt twice, with the same checksum', (files) => rewrite(files, 'manifest-sha256.txt', (text) => text + text)],
    ['that lists a file twice otherwise', 'It lists data/a.txt twice, with different checksums', (files) => rewrite(files, 'manifest-sha256.txt', (text) => `${text}${'0'.repeat(64)} data/a.txt\n`)],
    ['that lists what leads out', 'It lists "data/../../x". Its name holds ".."', (files) => rewrite(files, 'manifest-sha256.txt', (text) => `${text}${'0'.repeat(64)} data/../../x\n`)],
    ['that lists an absolute name', 'It lists "/etc/passwd". Its name is absolute', (files) => rewrite(files, 'manifest-sha256.txt', (text) => `${text}${'0'.repeat(64)} /etc/passwd\n`)],
    ['that lists a name with a drive', 'It lists "C:x". Its name is absolute', (files) => rewrite(files, 'manifest-sha256.txt', (text) => `${text}${'0'.repeat(64)} C:x\n`)],
    ['that lists a home folder', 'It lists "~/x". Its name is absolute', (files) => rewrite(files, 'manifest-sha256.txt', (text) => `${text}${'0'.repeat(64)} ~/x\n`)],
    ['that lists a backslash', 'Its name holds a backslash', (files) => rewrite(files, 'manifest-sha256.txt', (text) => `${text}${'0'.repeat(64)} data\\x\n`)],
    ['that lists a tag file as payload', 'It lists bagit.txt, which is not below data/', (files) => rewrite(files, 'manifest-sha256.txt', (text) => `${text}${'0'.repeat(64)} bagit.txt\n`)],
    ['with a % that stands for nothing', 'a "%" that stands for none of CR, LF and "%"', (files) => rewrite(files, 'manifest-sha256.txt', (text) => text.replace('%25', '%20'))],
    ['with a bare %', 'a "%" that stands for none of CR, LF and "%"', (files) => rewrite(files, 'manifest-sha256.txt', (text) => text.replace('%25', '%'))],
    ['whose encoded line break names another file', 'data/b/ü 100\n.txt: It is missing', (files) => rewrite(files, 'manifest-sha256.txt', (text) => text.replace('%25', '%0A'))],
    ['with a manifest that is not UTF-8', 'manifest-sha256.txt: It is not text in UTF-8', (files) => files.set('manifest-sha256.txt', Uint8Array.of(0xff))],
    ['whose tag file was altered', 'bag-info.txt: Its checksum is wrong: tagmanifest-sha256.txt', (files) => rewrite(files, 'bag-info.txt', (text) => `${text}A: b\n`)],
    ['that lacks a tag file', 'bag-info.txt: It is missing, and tagmanifest-sha256.txt', (files) => files.delete('bag-info.txt')],
    ['whose tag manifest leaves a manifest out', 'manifest-sha256.txt: It was added: tagmanifest-sha512.txt does not list it', (files) => rewrite(files, 'tagmanifest-sha512.txt', (text) => text.replace(/.*manifest-sha256.txt\n/, ''))],
    ['whose tag manifest lists payload', 'It lists data/a.txt, which is payload', (files) => rewrite(files, 'tagmanifest-sha256.txt', (text) => `${text}${'0'.repeat(64)} data/a.txt\n`)],
    ['whose tag manifest lists itself', 'a manifest of its own sort', (files) => rewrite(files, 'tagmanifest-sha256.txt', (text) => `${text}${'0'.repeat(64)} tagmanifest-sha256.txt\n`)],
    ['with a fetch.txt', 'fetch.txt: It names files that are elsewhere', (files) => files.set('fetch.txt', utf8('https://example.org/x 1 data/x\n'))],
    ['whose Payload-Oxum is wrong', 'Its Payload-Oxum is 4.2; the files below data/ have 3.2', (files) => rewrite(files, 'bag-info.txt', (text) => text.replace('3.2', '4.2'))],
    ['whose Payload-Oxum is there twice', 'Payload-Oxum more than once', (files) => rewrite(files, 'bag-info.txt', (text) => `${text}Payload-Oxum: 3.2\n`)],
    ['whose information is no label and value', 'bag-info.txt: Its line 3 is not a label', (files) => rewrite(files, 'bag-info.txt', (text) => `${text}nothing\n`)],
    ['with names equal but for case', 'data/A.txt: Its name is equal to data/a.txt but for case', (files) => files.set('data/A.txt', utf8('a'))],
    ['with names equal but for normalization', 'but for case or Unicode normalization', (files) => files.set('data/b/u\u0308 100%.txt', utf8('bb'))],
    ['with a file that leads out', '../x: Its name holds ".."', (files) => files.set('../x', utf8('x'))],
    ['with an empty step', 'data//x: Its name holds an empty step', (files) => files.set('data//x', utf8('x'))],
    ['with a zero byte in a name', 'Its name holds a zero byte', (files) => files.set('data/\u0000', utf8('x'))],
  ]; // prettier-ignore

  it.each(FAULTS)('%s', async (_, problem, change) => {
    expect((await problems(aBag(change))).join('\n')).toContain(problem);
  });

  it('with tag files that are made to exhaust the reader', async () => {
    const hostile = [
      new Uint8Array(17_000_000).fill(0x61),
      utf8('a\n'.repeat(5_000_000)),
      utf8(Array.from({ length: 100_000 }, (_, at) => `${'0'.repeat(64)} data/${at}\n`).join('')),
      utf8(`${'0'.repeat(64)} data/a.txt\n`.repeat(100_000)),
      utf8(`${'0'.repeat(64)} ${'a/'.repeat(5_000_000)}\n`),
      utf8(`${'0'.repeat(64)}${' '.repeat(5_000_000)}\n`),
    ];
    const taken = await cpuMsOf(async () => {
      for (const bytes of hostile)
        for (const name of ['manifest-sha256.txt', 'tagmanifest-sha512.txt', 'bag-info.txt', 'bagit.txt'])
          expect(await problems(aBag((files) => files.set(name, bytes)))).not.toEqual([]);
    });
    expect(taken).toBeLessThan(20_000);
  }, 120_000);

  it('with nothing in it, and random bytes for its files', async () => {
    expect(await problems(new Map())).not.toEqual([]);
    const random = aRandom('a bag of garbage');
    const names = [...aBag().keys()];
    for (let round = 0; round < 30; round += 1)
      expect(
        await problems(aBag((files) => files.set(names[random.below(names.length)] ?? '', random.bytes(99)))),
      ).not.toEqual([]);
  });
});
