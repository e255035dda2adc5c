import { digestOf } from '../../lib/digest-of.js';
import { toHex } from '../../lib/hex.js';
import { DECLARATION, INFO, PAYLOAD, type BagFile, type BagFiles } from './bag.js';
import { oxumProblem, readBagInfo } from './bag-info.js';
import { checkManifests } from './check-manifests.js';
import { linesOf } from './manifest-text.js';
import { alikeNames, nameProblem } from './name-problem.js';
import { tagText } from './tag-text.js';

/** Something that keeps a folder from being a complete and valid bag. */
export interface BagProblem {
  /** The file in which it was found, or of which it speaks. */
  readonly subject: string;
  readonly problem: string;
}

export interface ReadBag {
  /** None for a complete and valid bag (RFC 8493 §3). */
  readonly problems: readonly BagProblem[];
  /** Every file with the digests that it has, whatever a manifest says. */
  readonly files: readonly BagFile[];
}

/**
 * Reads a bag (BagIt 1.0, RFC 8493) from the files of its folder and reports every problem. Pure, and never throws for what is in a bag.
 * Checksums are checked in SHA-256 and SHA-512; of manifests in other algorithms only what they list. Refuses fetch.txt, since nothing is
 * fetched here, other versions than 1.0, and other encodings than UTF-8.
 */
export async function readBag(files: BagFiles): Promise<ReadBag> {
  const digested = new Map<string, BagFile>();
  for (const [name, bytes] of files)
    digested.set(name, {
      name,
      sizeBytes: bytes.length,
      sha256: toHex(await digestOf('sha256', bytes)),
      sha512: toHex(await digestOf('sha512', bytes)),
    });
  const problems = [
    ...nameProblems(files),
    ...declarationProblems(files.get(DECLARATION)),
    ...fetchProblems(files),
    ...infoProblems(files),
    ...checkManifests(files, digested, 'manifest'),
    ...checkManifests(files, digested, 'tagmanifest'),
  ];
  return { problems, files: [...digested.values()] };
}

function nameProblems(files: BagFiles): BagProblem[] {
  const bad = [...files.keys()].flatMap((subject) => {
    const problem = nameProblem(subject);
    return problem === null ? [] : [{ subject, problem }];
  });
  const alike = alikeNames(files.keys()).map(([subject, earlier]) => ({
    subject,
    problem: `Its name is equal to ${earlier} but for case or Unicode normalization: some systems keep only one of them.`,
  }));
  const payload = [...files.keys()].some((name) => name.startsWith(PAYLOAD));
  return [...bad, ...alike, ...(payload ? [] : [{ subject: PAYLOAD, problem: 'The bag has no payload.' }])];
}

/** Exactly two lines, with one space behind each colon (RFC 8493 §2.1.1). */
function declarationProblems(bytes: Uint8Array | undefined): BagProblem[] {
  const problem = (text: string) => [{ subject: DECLARATION, problem: text }];
  if (!bytes) return problem('It is missing: a folder without it is no bag.');
  const text = tagText(bytes);
  if ('problem' in text) return problem(text.problem);
  if (text.value.startsWith('\uFEFF')) return problem('It begins with a byte order mark.');
  const lines = linesOf(text.value);
  const [version, encoding] = lines;
  if (version === undefined || encoding === undefined || lines.length !== 2)
    return problem(`It has ${lines.length} lines; a declaration has two.`);
  const problems: BagProblem[] = [];
  if (!/^BagIt-Version: \S+$/.test(version))
    problems.push(...problem('Its first line is not "BagIt-Version: 1.0" to the space.'));
  else if (version !== 'BagIt-Version: 1.0')
    problems.push(...problem(`It is of another version than 1.0: ${version}.`));
  if (!/^Tag-File-Character-Encoding: \S+$/.test(encoding))
    problems.push(...problem('Its second line is not "Tag-File-Character-Encoding: UTF-8" to the space.'));
  else if (encoding !== 'Tag-File-Character-Encoding: UTF-8')
    problems.push(...problem(`It names another encoding than UTF-8: ${encoding}.`));
  return problems;
}

const fetchProblems = (files: BagFiles): BagProblem[] =>
  files.has('fetch.txt')
    ? [
        {
          subject: 'fetch.txt',
          problem:
            'It names files that are elsewhere. Nothing is fetched: a bag must hold all that it lists.',
        },
      ]
    : [];

function infoProblems(files: BagFiles): BagProblem[] {
  const bytes = files.get(INFO);
  if (!bytes) return [];
  const text = tagText(bytes);
  if ('problem' in text) return [{ subject: INFO, problem: text.problem }];
  const { info, problems } = readBagInfo(text.value);
  const oxum = oxumProblem(info, files);
  return [...problems, ...(oxum === null ? [] : [oxum])].map((problem) => ({ subject: INFO, problem }));
}
