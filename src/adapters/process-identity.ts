import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A process, told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

/** The running process of this number, or null; one that has ended and was not waited for yet counts as none. */
export function processOf(pid: number): ProcessIdentity | null {
  const line = existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid);
  if (line === null || /^[ZX]/.test(line.state)) return null;
  return { pid, startedAt: line.startedAt };
}

export function isRunning(identity: ProcessIdentity): boolean {
  return processOf(identity.pid)?.startedAt === identity.startedAt;
}

interface ProcessLine {
  readonly state: string;
  readonly startedAt: string;
}

/** proc_pid_stat(5): the state is field 3, the start in ticks since boot field 22; field 2, in brackets, may hold spaces. */
function fromProc(pid: number): ProcessLine | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    if (isErrorOf(error, 'ENOENT') || isErrorOf(error, 'ESRCH')) return null;
    throw error;
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startedAt: fields[19] ?? '' };
}

/** Where there is no /proc (macOS). ps ends with 1 when there is no such process. */
function fromPs(pid: number): ProcessLine | null {
  try {
    const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [state = '', ...startedAt] = line.split(/\s+/);
    return { state, startedAt: startedAt.join(' ') };
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'status' in error && error.status === 1) return null;
    throw error;
  }
}

/**
 * Whether a thrown thing is the system's error of this code. Not by `instanceof Error`: the system's errors are of
 * another realm where the modules run in a node:vm context, as under Jest.
 */
export const isErrorOf = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
