import { readFileSync } from 'node:fs';

/** USER_HZ, in which /proc counts; 100 on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

/** CPU time of a process so far, user and system, of all of its threads (proc_pid_stat(5), fields 14 and 15). */
export function cpuMsOf(pid: number): number {
  const stat = readProc(pid, 'stat');
  // Field 2, in brackets, may hold spaces: count from behind it, where field 3 is the first.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_A_SECOND;
}

/** The most memory that a process ever had resident, in MB (proc_pid_status(5), VmHWM). */
export function peakMemoryMbOf(pid: number): number {
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readProc(pid, 'status'))?.[1];
  if (kilobytes === undefined) throw new Error(`/proc/${pid}/status does not tell VmHWM`);
  return (Number(kilobytes) * 1024) / 1e6;
}

/** Memory that a process has resident, in MB (proc_pid_status(5), VmRSS). */
export function memoryMbOf(pid: number): number {
  const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(readProc(pid, 'status'))?.[1];
  if (kilobytes === undefined) throw new Error(`/proc/${pid}/status does not tell VmRSS`);
  return (Number(kilobytes) * 1024) / 1e6;
}

/** Child processes of a process, by their names. */
export function childrenOf(pid: number): { pid: number; name: string }[] {
  return readProc(pid, `task/${pid}/children`)
    .split(' ')
    .filter((child) => /^\d+$/.test(child))
    .map((child) => ({ pid: Number(child), name: readProc(Number(child), 'comm').trim() }));
}

function readProc(pid: number, file: string): string {
  if (process.platform !== 'linux')
    throw new Error('The benchmarks read CPU time and memory from /proc, which only Linux has.');
  return readFileSync(`/proc/${pid}/${file}`, 'utf8');
}
