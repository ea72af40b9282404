import { readdirSync, readlinkSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import path from 'node:path';

/**
 * Lets other threads go before the calling one on a busy machine, for work that may take longer. Linux gives each
 * thread a priority of its own; elsewhere it is that of the whole process, and stays.
 * @param nicer added to the nice value, 0 to 19: at 5 a thread gets a quarter of a core that it shares, at 10 a tenth
 */
export function lowerThreadPriority(nicer: number): void {
  if (process.platform !== 'linux') return;
  lower(() => [Number(path.basename(readlinkSync('/proc/thread-self')))], nicer);
}

/**
 * Lets other processes go before this one on a busy machine, also before its threads that Node has started.
 * @param nicer as for {@link lowerThreadPriority}
 */
export function lowerProcessPriority(nicer: number): void {
  lower(() => (process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [process.pid]), nicer);
}

function lower(threads: () => readonly number[], nicer: number): void {
  try {
    for (const thread of threads())
      setPriority(thread, Math.min(constants.priority.PRIORITY_LOW, getPriority(thread) + nicer));
  } catch {
    // without /proc, or in a sandbox that forbids it
  }
}
