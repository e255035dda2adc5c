import { readdirSync } from 'node:fs';
import { readBag } from '../../src/evidence/bagit/read-bag.js';
import { describeVectors, readVector, vectorPath, vectorsIn } from './vectors.js';

describeVectors('bagit', () => {
  const problemsOf = async (folder: string): Promise<string[]> => {
    const files = new Map(
      vectorsIn(folder).map((name) => [name.slice(folder.length + 1), new Uint8Array(readVector(name))]),
    );
    return (await readBag(files)).problems.map(({ subject, problem }) => `${subject}: ${problem}`);
  };
  const bagsIn = (folder: string) =>
    readdirSync(vectorPath(folder)).map((name): [string, string] => [name, `${folder}/${name}`]);

  it.each(bagsIn('bagit/v1.0/valid'))('finds nothing wrong with the valid bag %s', async (_, folder) => {
    expect(await problemsOf(folder)).toEqual([]);
  });

  it.each(bagsIn('bagit/v1.0/invalid'))('finds what is wrong with the invalid bag %s', async (_, folder) => {
    expect(await problemsOf(folder)).not.toEqual([]);
  });

  it.each([
    ['bagit-with-invalid-whitespace', 'bagit.txt: Its first line is not "BagIt-Version: 1.0" to the space.'],
    ['notAllManifestsListAllFiles', 'It was added: manifest-sha512.txt does not list it.'],
    [
      'same-filename-listed-twice-with-different-hashes',
      'manifest-sha256.txt: It lists data/README twice, with different checksums.',
    ],
    [
      'same-filename-listed-twice-with-the-same-hash',
      'manifest-sha256.txt: It lists data/README twice, with the same checksum.',
    ],
  ])('names the very fault of %s', async (name, fault) => {
    expect((await problemsOf(`bagit/v1.0/invalid/${name}`)).join('\n')).toContain(fault);
  });
});
