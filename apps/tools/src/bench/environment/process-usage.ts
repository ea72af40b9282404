import { readFileSync, readdirSync } from 'node:fs';

/** Ticks a second in /proc/PID/stat: 100 on every Linux, whatever the kernel's own timer. */
const TICKS_PER_SECOND = 100;

/** CPU time of a process, its threads and all its descendants so far, living and ended, ms. Linux only. */
export function treeCpuMs(pid: number): number {
  const stat = readStat(pid);
  if (stat === undefined) return 0; // ended since: its parent's count has it now
  // After the name in brackets: state, then fields 4 and on; 14 to 17 are the times of it and of its ended children.
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = stat.slice(11, 15).map(Number);
  const own = ((user + system + endedUser + endedSystem) * 1000) / TICKS_PER_SECOND;
  return childrenOf(pid).reduce((total, child) => total + treeCpuMs(child), own);
}

/** Memory a process and its descendants hold, MB. Pages they share are counted once each. */
export function treeRssMb(pid: number): number {
  const own = Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1] ?? 0) / 1024;
  return childrenOf(pid).reduce((total, child) => total + treeRssMb(child), own);
}

/** Files this process may open; what it starts inherits the same. */
export function openFileLimit(): number {
  const limit = /^Max open files\s+(\S+)/m.exec(read('/proc/self/limits') ?? '')?.[1];
  return limit === undefined || limit === 'unlimited' ? Infinity : Number(limit);
}

function readStat(pid: number): string[] | undefined {
  const text = read(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

function childrenOf(pid: number): number[] {
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
    return undefined; // a process may end at any moment
  }
}
