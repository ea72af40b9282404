import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** Clock ticks per second in /proc/PID/stat: 100 on every Linux, regardless of the kernel's timer frequency. */
const TICKS_PER_SECOND = 100;

/** CPU time used so far by a process, its threads and all its descendants, including ended ones, ms. Linux only. */
export function treeCpuMs(pid: number): number {
  const stat = readStat(pid);
  if (stat === undefined) return 0; // it has ended, and its parent's count includes it
  // stat starts at field 3 (state). Fields 14 to 17 hold the CPU times of the process and of its ended children.
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = stat.slice(11, 15).map(Number);
  const own = ((user + system + endedUser + endedSystem) * 1000) / TICKS_PER_SECOND;
  return childrenOf(pid).reduce((total, child) => total + treeCpuMs(child), own);
}

/** Time that the main thread of a process has used a processor, ms; 0 if it has ended. Linux only. */
export function mainThreadCpuMs(pid: number): number {
  return Number(read(`/proc/${pid}/task/${pid}/schedstat`)?.split(' ')[0] ?? 0) / 1e6;
}

/** Resident memory of a process and its descendants, MB. Shared pages count once per process. */
export function treeRssMb(pid: number): number {
  return childrenOf(pid).reduce((total, child) => total + treeRssMb(child), processRssMb(pid));
}

/** Resident memory of a process, MB; 0 if it has ended. Linux only. */
export function processRssMb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1] ?? 0) / 1024;
}

/** Maximum number of open files of this process; child processes inherit it. */
export function openFileLimit(): number {
  const limit = /^Max open files\s+(\S+)/m.exec(read('/proc/self/limits') ?? '')?.[1];
  return limit === undefined || limit === 'unlimited' ? Infinity : Number(limit);
}

/** Process ids of all processes that work in a folder, or were given it as an argument. Linux only. */
export function processesIn(folder: string): number[] {
  const pids = readdirSync('/proc').map(Number).filter((pid) => pid > 0 && pid !== process.pid); // prettier-ignore
  return pids.filter(
    (pid) => read(`/proc/${pid}/cmdline`)?.includes(folder) === true || cwdOf(pid)?.startsWith(folder),
  );
}

function cwdOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // it has ended, or belongs to another user
  }
}

/** Fields of /proc/PID/stat after the process name. */
function readStat(pid: number): string[] | undefined {
  const text = read(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** Process ids of the direct children of a process. Linux only. */
export function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      (read(`/proc/${pid}/task/${task}/children`) ?? '').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // the process may end at any moment
  }
}
