import { EventEmitter, once } from 'node:events';
import { startProcessLauncher, type ProcessEvents } from './process-launcher.js';

/** A job of a process of its own. */
export interface ProcessJob {
  /** The program, built: it is sent `input`, and answers with one message. */
  readonly file: string;
  readonly input: unknown;
  /** Longest time until the answer, ms. */
  readonly timeMs: number;
  /** Most memory, MB. Linux only. */
  readonly memoryMb: number;
}

/**
 * Runs a job in a process, which then ends. A thread would leave holes in the memory of this process, and what it keeps
 * outside of its heap has no limit.
 * @returns the answer of the program
 * @throws Error if it ends before it answers, or needs more time or memory than it may
 */
export async function runInProcess({ file, input, timeMs, memoryMb }: ProcessJob): Promise<unknown> {
  const launcher = startProcessLauncher();
  const events = new EventEmitter<ProcessEvents>();
  const ended = once(events, 'end');
  // One promise: its answer and its end may arrive together, and two would not keep their order.
  let late: NodeJS.Timeout | undefined;
  const answered = new Promise<unknown>((resolve, reject) => {
    events.once('message', resolve);
    events.once('end', (how) => {
      reject(new Error(`the process ended (${how})`));
    });
    late = setTimeout(() => {
      reject(new Error('the process was aborted: it takes too long'));
    }, timeMs);
  });
  answered.catch(() => undefined); // it may fail before it is awaited
  const id = launcher.start(file, [], events);
  launcher.hold(id, true);
  launcher.limit(id, memoryMb);
  try {
    await launcher.tell(id, input);
    return await answered;
  } finally {
    clearTimeout(late);
    launcher.kill(id);
    await ended;
  }
}
