import { readdirSync, readlinkSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import path from 'node:path';

/**
 * Lets other threads go before the calling one on a busy machine, for work that may take longer. Linux gives each
 * thread a priority of its own; elsewhere it is that of the whole process, and stays.
 * @param nicer added to the nice value, 0 to 19: at 5 a thread gets a quarter of a core that it shares, at 10 a tenth
 */
export function lowerThreadPriority(nicer: number): void {
  change(nicer, () => [Number(path.basename(readlinkSync('/proc/thread-self')))]);
}

/**
 * Lets the main thread go before all other threads that exist by now. Called first, these are V8's own, which collect
 * garbage beside it for a tenth of a second at a time, and those that read files. Threads that start later have the
 * priority of the one that starts them.
 * @param nicer as in {@link lowerThreadPriority}
 */
export function lowerOtherThreads(nicer: number): void {
  change(nicer, () =>
    readdirSync('/proc/self/task')
      .map(Number)
      .filter((thread) => thread !== process.pid),
  );
}

function change(nicer: number, threads: () => readonly number[]): void {
  if (process.platform !== 'linux') return;
  try {
    for (const thread of threads())
      setPriority(thread, Math.min(constants.priority.PRIORITY_LOW, getPriority(thread) + nicer));
  } catch {
    // without /proc, or in a sandbox that forbids it
  }
}
