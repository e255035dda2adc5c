import type { MadeFile } from './made-files.js';
import { counted } from '../lib/counted.js';

/**
 * How far the register's own times bear out that a making was kept while the work was made, the most first. None of them says who made
 * anything, or that a file is what it is said to be; and what makers say of times can only lower it.
 */
export const MAKING_GRADES = ['while-it-was-made', 'one-sitting', 'in-part', 'afterwards', 'none'] as const;
export type MakingGrade = (typeof MAKING_GRADES)[number];

/** What keeps a making from more, with what would clear it. */
export const MAKING_FINDINGS = [
  'FILES_WERE_THERE',
  'STEPS_LATE',
  'ONE_GO',
  'ONE_SITTING',
  'AFTER_REGISTRATION',
  'LEADS_ELSEWHERE',
] as const;
export type MakingFindingCode = (typeof MAKING_FINDINGS)[number];

export interface MakingFinding {
  readonly code: MakingFindingCode;
  readonly message: string;
}

export interface MakingEvidence {
  readonly grade: MakingGrade;
  readonly findings: readonly MakingFinding[];
}

/** A work that is claimed to have been made in it. */
export interface ClaimedWork {
  readonly work: string;
  /** Of its registration. */
  readonly statementIndex: bigint;
  /** SHA-256 of its files, in hex. */
  readonly files: readonly string[];
}

const MINUTE_MS = 60_000;
/** A step that the register took within this of its own time was recorded when it happened. */
const IN_TIME_MS = 15 * MINUTE_MS;
/** What was recorded within so short a time was recorded in one go, whatever the steps say. */
const ONE_GO_MS = MINUTE_MS;
/** After so long without a file another sitting begins. */
const PAUSE_MS = 30 * MINUTE_MS;
/** One sitting with more of the files than this is all that counts. */
const MOST_IN_ONE = 0.9;

/**
 * Grades a making by when the register took its files, and by what it knew before; of a work where one is named. Finished files that somebody copies
 * into a folder one after the other look like work in one sitting, and a ledger made afterwards is worth little (Beijing Internet Court, 16
 * September 2025): so one sitting is a grade of its own, and only several come above it.
 */
export function gradeMaking(
  files: readonly MadeFile[],
  { begunAt, work }: { readonly begunAt: Date; readonly work: ClaimedWork | null },
): MakingEvidence {
  if (files.length === 0) return { grade: 'none', findings: [] };
  // What is older than the ledger was there before it, whatever its maker says; their clock may be a little slow.
  const isOlder = ({ wasThere, at }: MadeFile) => wasThere || Date.parse(at) < begunAt.getTime() - MINUTE_MS;
  const were = files.filter(isOlder);
  const late = files.filter((file) => !isOlder(file) && isLate(file));
  const after = files.filter(({ statementIndex }) => work !== null && statementIndex > work.statementIndex);
  const leadsElsewhere =
    work !== null && !files.some((file) => !after.includes(file) && work.files.includes(file.sha256));
  const good = files.length - new Set([...were, ...late, ...after]).size;
  const pace = paceOf(files);
  const findings: MakingFinding[] = [
    ...findingOn(
      'FILES_WERE_THERE',
      were,
      files,
      'there before the ledger was begun. Begin it before the first file',
    ),
    ...findingOn(
      'STEPS_LATE',
      late,
      files,
      'recorded more than 15 minutes after their own time. Keep the server reachable while you work',
    ),
    ...(pace === 'several sittings' ? [] : [PACE_FINDINGS[pace]]),
    ...findingOn(
      'AFTER_REGISTRATION',
      after,
      files,
      'recorded after the work was registered. What is recorded before it is evidence of its making',
    ),
    ...(leadsElsewhere
      ? [
          {
            code: 'LEADS_ELSEWHERE' as const,
            message: `No file that the ledger had before the registration is a file of ${work.work}. The registered file as its last step would lead there.`,
          },
        ]
      : []),
  ];
  return { grade: gradeOf({ good, all: files.length, pace, leadsElsewhere }), findings };
}

type Pace = 'one go' | 'one sitting' | 'several sittings';

const PACE_FINDINGS: Readonly<Record<Exclude<Pace, 'several sittings'>, MakingFinding>> = {
  'one go': {
    code: 'ONE_GO',
    message:
      'Everything was recorded within a minute, or by one statement, so that no process is borne out by its times. A ledger that is kept while the work is made would.',
  },
  'one sitting': {
    code: 'ONE_SITTING',
    message:
      'Almost everything was recorded in one sitting: by the times alone it may as well be finished files that were brought in one after the other. Files of other days would tell, or a recording of the screen.',
  },
};

interface Counted {
  readonly good: number;
  readonly all: number;
  readonly pace: Pace;
  readonly leadsElsewhere: boolean;
}

function gradeOf({ good, all, pace, leadsElsewhere }: Counted): MakingGrade {
  if (good === 0 || pace === 'one go') return 'afterwards';
  if (good < all || leadsElsewhere) return 'in-part';
  return pace === 'one sitting' ? 'one-sitting' : 'while-it-was-made';
}

const isLate = ({ at, recordedAt }: MadeFile): boolean => recordedAt.getTime() - Date.parse(at) > IN_TIME_MS;

/** How the register's times lie. One file alone is recorded at one moment, which is no process. */
function paceOf(files: readonly MadeFile[]): Pace {
  const times = files.map(({ recordedAt }) => recordedAt.getTime()).sort((a, b) => a - b);
  const statements = new Set(files.map(({ statement }) => statement));
  if (statements.size < 2 || (times.at(-1) ?? 0) - (times[0] ?? 0) < ONE_GO_MS) return 'one go';
  const sittings: number[] = [];
  for (const [at, time] of times.entries()) {
    const before = times[at - 1];
    if (before === undefined || time - before >= PAUSE_MS) sittings.push(0);
    sittings.push((sittings.pop() ?? 0) + 1);
  }
  return Math.max(...sittings) > MOST_IN_ONE * files.length ? 'one sitting' : 'several sittings';
}

const findingOn = (
  code: MakingFindingCode,
  those: readonly MadeFile[],
  all: readonly MadeFile[],
  what: string,
): MakingFinding[] =>
  those.length === 0
    ? []
    : [
        {
          code,
          message: `${those.length} of ${counted(all.length, 'file')} ${those.length === 1 ? 'was' : 'were'} ${what}.`,
        },
      ];
