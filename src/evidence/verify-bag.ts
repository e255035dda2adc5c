import { ALGORITHMS, INFO, PAYLOAD, type BagFile, type BagFiles } from './bagit/bag.js';
import { readBagInfo } from './bagit/bag-info.js';
import { readBag, type BagProblem } from './bagit/read-bag.js';
import { TAG_FILES, manifestTexts } from './bagit/tag-files.js';
import { failed, passed, type Check } from './evidence-report.js';
import type { Manifest } from './package-format.js';
import { utf8Text } from './read-json.js';
import { counted } from '../lib/counted.js';

/** A damaged manifest makes a problem of every file; nobody reads more. */
const MOST_TOLD = 100;

/**
 * Checks that the package is a complete and valid bag (BagIt 1.0, RFC 8493), and written as a package is: other tag files, or another
 * spelling of a manifest, are no part of one, so that no byte goes unchecked.
 */
export async function bagChecks(files: BagFiles, manifest: Manifest | null): Promise<Check[]> {
  const what = 'The package is a whole bag (BagIt 1.0)';
  const bag = await readBag(files);
  const problems = [...strangeTagFiles(files), ...bag.problems];
  // Otherwise each would be told twice.
  if (problems.length === 0) problems.push(...spellingProblems(files, bag.files));
  if (manifest !== null) problems.push(...infoProblems(files.get(INFO), manifest));
  const told = problems
    .slice(0, MOST_TOLD)
    .map(({ subject, problem }) => failed({ when: 'today', what, subject, detail: problem }));
  if (problems.length > MOST_TOLD)
    told.push(
      failed({ when: 'today', what, subject: PAYLOAD, detail: `And ${problems.length - MOST_TOLD} more.` }),
    );
  const detail = `${counted(files.size, 'file')}, each with the SHA-256 and the SHA-512 that the manifests list.`;
  return told.length > 0 ? told : [passed({ when: 'today', what, subject: 'bagit.txt', detail })];
}

const strangeTagFiles = (files: BagFiles): BagProblem[] =>
  [...files.keys()]
    .filter((name) => !name.startsWith(PAYLOAD) && !TAG_FILES.includes(name) && name !== 'fetch.txt')
    .map((subject) => ({
      subject,
      problem:
        'It was added: a package holds no such file. File managers leave some; delete it and verify again.',
    }));

/** Manifests are believed by no other: so each must be what the files that are there give. */
function spellingProblems(files: BagFiles, digested: readonly BagFile[]): BagProblem[] {
  const absent = TAG_FILES.filter((name) => !files.has(name)).map((subject) => ({
    subject,
    problem: 'It is missing.',
  }));
  const texts = ALGORITHMS.flatMap((algorithm) => [...manifestTexts(digested, algorithm)]);
  const other = texts
    .filter(([name, text]) => files.has(name) && utf8Text(files.get(name) ?? new Uint8Array()) !== text)
    .map(([subject]) => ({
      subject,
      problem: 'It was altered: it has another spelling than the one it must have.',
    }));
  return [...absent, ...other];
}

function infoProblems(bytes: Uint8Array | undefined, { work, log }: Manifest): BagProblem[] {
  const { info } = readBagInfo((bytes && utf8Text(bytes)) ?? '');
  const wanted = [
    ['External-Identifier', work],
    ['Source-Organization', log.origin],
  ] as const;
  return wanted
    .filter(([label, value]) => info.filter(([one]) => one === label).some(([, said]) => said !== value))
    .map(([label, value]) => ({
      subject: INFO,
      problem: `Its ${label} is not ${value}, as the manifest has it.`,
    }));
}
