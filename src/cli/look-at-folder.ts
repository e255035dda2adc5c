import { createHash } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../lib/message-of.js';
import { readFileBytes } from '../adapters/images/read-file-bytes.js';
import { isErrorOf } from '../adapters/process-identity.js';
import { Refusal } from '../lib/refusal.js';
import { mediaTypeOfFile } from './local-file.js';
import { NOTE_SUFFIX, readStepNote, type StepNote } from './step-note.js';

/** A file as it lies in a folder. */
export interface SeenFile {
  /** Within the folder, with slashes. */
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  readonly modifiedAt: Date;
  /** By which it is seen that it was written meanwhile. */
  readonly mark: string;
  /** What a person says of it, beside it or by the folder in which it lies. */
  readonly note: StepNote;
  /** SHA-256 of what lay at the same place when it was looked at last, and lies nowhere now: it was changed into this. */
  readonly replaces: string | null;
}

export interface Look {
  /** The oldest first. */
  readonly files: readonly SeenFile[];
  /** Files that are being written: they are looked at again. */
  readonly unsettled: number;
  readonly problems: readonly string[];
}

/** What is known of a file as long as it does not change. */
type Facts = Pick<SeenFile, 'sha256' | 'mediaType' | 'mark'>;

const MOST_FILES = 20_000;

/** Folders that say what became of the files in them. */
const OUTCOMES: Readonly<Record<string, 'kept' | 'rejected'>> = { kept: 'kept', rejected: 'rejected' };

/** What editors and downloads leave while they write, what systems leave for themselves, and what opens the private fields of a claim. */
const NO_STEP =
  /^\.|~$|\.(?:tmp|temp|part|partial|crdownload|download|lock|swp|bak|openings\.json)$|^Thumbs\.db$|^desktop\.ini$/i;

/** Looks at a folder again and again, and reads what changed since. */
export interface FolderLooker {
  /** Files that were written within `settleMs` before now are left for the next look. */
  look(now: Date, settleMs: number): Promise<Look>;
  /** What was seen is recorded here: what is changed in its place from now on was made from it. */
  keep(look: Look): void;
}

export function openFolderLooker(folder: string): FolderLooker {
  const facts = new Map<string, Facts>();
  /** What lay where, when it was last kept. */
  const kept = new Map<string, string>();

  async function seeFile(
    name: string,
    at: { now: Date; settleMs: number },
  ): Promise<SeenFile | 'unsettled' | null> {
    const file = path.join(folder, name);
    const { size, mtime, mark } = await statOf(file);
    // Of a file of the future, by another machine's clock, nothing can be told from its time.
    if (Math.abs(at.now.getTime() - mtime.getTime()) < at.settleMs) return 'unsettled';
    if (size === 0n) return null;
    const known = facts.get(name);
    const isKnown = known?.mark === mark;
    const own: Facts = isKnown ? known : { mark, ...(await readFacts(file)) };
    // It was written while it was read: what was hashed is neither of the two.
    if (!isKnown && (await markOf(file)) !== mark) return 'unsettled';
    facts.set(name, own);
    const before = kept.get(name);
    const replaces = before !== undefined && before !== own.sha256 ? before : null;
    return { path: name, ...own, sizeBytes: Number(size), modifiedAt: mtime, note: {}, replaces };
  }

  return {
    async look(now, settleMs) {
      const problems: string[] = [];
      const names = await namesIn(folder, problems);
      const present = new Set(names);
      // What is gone was deleted, or moved: what comes there later was not made from it.
      for (const known of [facts, kept])
        for (const name of known.keys()) if (!present.has(name)) known.delete(name);
      const files: SeenFile[] = [];
      let unsettled = 0;
      for (const name of names) {
        try {
          const seen = await seeFile(name, { now, settleMs });
          if (seen === 'unsettled') unsettled += 1;
          if (seen === null || seen === 'unsettled') continue;
          const { note, problem } = await readStepNote(path.join(folder, name));
          if (problem !== null) problems.push(problem);
          files.push({ ...seen, note: { ...outcomeOf(name), ...note } });
        } catch (error) {
          // Moved while it was looked at: it is seen at its new place, the next time.
          if (isErrorOf(error, 'ENOENT')) continue;
          // One file that cannot be read keeps no other from being recorded.
          problems.push(`${name} cannot be read: ${messageOf(error)}`);
        }
      }
      const digests = new Set(files.map(({ sha256 }) => sha256));
      return {
        files: files
          .map((file) => (file.replaces && digests.has(file.replaces) ? { ...file, replaces: null } : file))
          .sort((a, b) => a.modifiedAt.getTime() - b.modifiedAt.getTime()),
        unsettled,
        problems,
      };
    },
    keep({ files }) {
      for (const { path: name, sha256 } of files) kept.set(name, sha256);
    },
  };
}

/** Size and time to the nanosecond: another mark is another content, as far as a file system tells. */
export const markOf = async (file: string): Promise<string> => (await statOf(file)).mark;

async function statOf(file: string) {
  const { size, mtimeNs, ino } = await stat(file, { bigint: true });
  // Rounded: a time that was set in milliseconds can lie a nanosecond below.
  const mtime = new Date(Math.round(Number(mtimeNs) / 1e6));
  return { size, mtime, mark: `${size} ${mtimeNs} ${ino}` };
}

const outcomeOf = (name: string): StepNote => {
  const outcome = OUTCOMES[name.split('/').at(-2)?.toLowerCase() ?? ''];
  return outcome === undefined ? {} : { outcome };
};

/** Files that could be steps, in folders within it too. Links are not followed: they may lead anywhere. */
async function namesIn(folder: string, problems: string[]): Promise<string[]> {
  const names: string[] = [];
  const open = [''];
  for (let within = open.pop(); within !== undefined; within = open.pop()) {
    for (const entry of await entriesOf(path.join(folder, within), problems)) {
      if (NO_STEP.test(entry.name)) continue;
      const name = within === '' ? entry.name : `${within}/${entry.name}`;
      if (entry.isDirectory()) open.push(name);
      else if (entry.isFile() && !name.endsWith(NOTE_SUFFIX)) names.push(name);
      if (names.length > MOST_FILES)
        throw new Refusal(
          'TOO_MANY_FILES',
          `${folder} has more than ${MOST_FILES} files, which are not watched. Watch the folder of one work.`,
          { folder },
        );
    }
  }
  return names.sort();
}

async function entriesOf(folder: string, problems: string[]): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    // One folder that cannot be read keeps no other from being recorded.
    problems.push(`${folder} cannot be read: ${messageOf(error)}`);
    return [];
  }
}

async function readFacts(file: string): Promise<Pick<SeenFile, 'sha256' | 'mediaType'>> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return { sha256: hash.digest('hex'), mediaType: readFileBytes(file, mediaTypeOfFile) };
}
