import { ALGORITHMS, PAYLOAD, type BagFile, type BagFiles } from './bag.js';
import { readManifest } from './manifest-text.js';
import { nameProblem } from './name-problem.js';
import type { BagProblem } from './read-bag.js';
import { tagText } from './tag-text.js';

/** The manifests of the payload, or those of the tag files. */
export type ManifestSort = 'manifest' | 'tagmanifest';

interface Opened {
  /** Of the manifest's file. */
  readonly name: string;
  readonly algorithm: string;
  /** The digests that it gives, by the names of the files. */
  readonly listed: ReadonlyMap<string, string>;
}

const DIGITS: ReadonlyMap<string, number> = new Map([
  ['md5', 32],
  ['sha1', 40],
  ['sha256', 64],
  ['sha512', 128],
]);

/**
 * What is wrong with all manifests of a sort, and with the files that they list: they must agree among themselves, list each file once
 * and none that is not there, with the checksum that it has; those of the payload must list all of it (RFC 8493 §2.1.3, §2.2.1).
 */
export function checkManifests(
  files: BagFiles,
  digested: ReadonlyMap<string, BagFile>,
  sort: ManifestSort,
): BagProblem[] {
  const problems: BagProblem[] = [];
  const manifests: Opened[] = [];
  for (const [name, bytes] of files) {
    const algorithm = new RegExp(`^${sort}-([a-z0-9]+)\\.txt$`).exec(name)?.[1];
    if (algorithm === undefined) continue;
    const opened = openManifest({ name, algorithm, bytes }, sort);
    for (const problem of opened.problems) problems.push(problem);
    manifests.push({ name, algorithm, listed: opened.listed });
  }
  const isKnown = manifests.some(({ algorithm }) => ALGORITHMS.some((known) => known === algorithm));
  if (!isKnown && (sort === 'manifest' || manifests.length > 0))
    problems.push({
      subject: `${sort}-sha512.txt`,
      problem: `The bag has no ${sort} in SHA-256 or SHA-512, the algorithms that are checked here.`,
    });
  const wanted = wantedFiles(files, manifests, sort);
  for (const name of wanted) problems.push(...fileProblems(name, { manifests, file: digested.get(name) }));
  return problems;
}

/** What any manifest lists, and what all must list. */
function wantedFiles(files: BagFiles, manifests: readonly Opened[], sort: ManifestSort): Set<string> {
  const required = [...files.keys()].filter((name) =>
    sort === 'manifest' ? name.startsWith(PAYLOAD) : /^manifest-[a-z0-9]+\.txt$/.test(name),
  );
  return new Set([...required, ...manifests.flatMap(({ listed }) => [...listed.keys()])]);
}

function fileProblems(
  name: string,
  { manifests, file }: { manifests: readonly Opened[]; file: BagFile | undefined },
): BagProblem[] {
  const found = (problem: string): BagProblem => ({ subject: name, problem });
  const listing = manifests.filter(({ listed }) => listed.has(name));
  if (!file) return [found(`It is missing, and ${namesOf(listing)} lists it.`)];
  const silent = manifests.filter(({ listed }) => !listed.has(name));
  const unlisted = silent.length === 0 ? [] : [found(`It was added: ${namesOf(silent)} does not list it.`)];
  const altered = listing.flatMap((manifest) => {
    const algorithm = ALGORITHMS.find((known) => known === manifest.algorithm);
    const wanted = manifest.listed.get(name);
    return algorithm === undefined || file[algorithm] === wanted
      ? []
      : [found(`Its checksum is wrong: ${manifest.name} says ${wanted}, and it is ${file[algorithm]}.`)];
  });
  return [...unlisted, ...altered];
}

/** As the subject of a sentence about one. */
const namesOf = ([first, ...more]: readonly Opened[]): string =>
  `${first?.name}${more.map(({ name }) => `, like ${name},`).join('')}`;

function openManifest(
  { name: subject, algorithm, bytes }: { name: string; algorithm: string; bytes: Uint8Array },
  sort: ManifestSort,
): { listed: Map<string, string>; problems: BagProblem[] } {
  const listed = new Map<string, string>();
  const problems: BagProblem[] = [];
  const add = (problem: string) => problems.push({ subject, problem });
  const text = tagText(bytes);
  if ('problem' in text) {
    add(text.problem);
    return { listed, problems };
  }
  const read = readManifest(text.value);
  for (const problem of read.problems) add(problem);
  for (const { name, digest } of read.lines) {
    const problem = lineProblem(name, sort);
    const earlier = listed.get(name);
    if (digest.length !== (DIGITS.get(algorithm) ?? digest.length))
      add(`It gives ${name} a checksum of ${digest.length} digits, which is none of ${algorithm}.`);
    if (problem !== null) add(problem);
    else if (earlier !== undefined)
      add(
        `It lists ${name} twice, with ${earlier === digest ? 'the same checksum' : 'different checksums'}.`,
      );
    else listed.set(name, digest);
  }
  return { listed, problems };
}

function lineProblem(name: string, sort: ManifestSort): string | null {
  const problem = nameProblem(name);
  if (problem !== null) return `It lists "${name}". ${problem}`;
  if (sort === 'manifest')
    return name.startsWith(PAYLOAD) ? null : `It lists ${name}, which is not below data/.`;
  if (name.startsWith(PAYLOAD)) return `It lists ${name}, which is payload and no tag file.`;
  return name.startsWith('tagmanifest-') ? `It lists ${name}, a manifest of its own sort.` : null;
}
