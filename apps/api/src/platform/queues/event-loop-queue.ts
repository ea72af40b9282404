type Task = () => void;

/** Longest time that waiting tasks may take in one turn of the event loop, ms; the first may take longer. */
const SLICE_MS = 1;

/**
 * Runs tasks in short slices, one in each turn of the event loop, so that a burst does not hold up what else is ready: a
 * cast waits for about six turns until it is acknowledged. Keys with waiting tasks take turns.
 */
export class EventLoopQueue {
  /** Waiting tasks by key; the key whose turn it is comes first. */
  private readonly waiting = new Map<string, Task[]>();
  private isScheduled = false;

  /** @param task must not throw */
  add(key: string, task: Task): void {
    const tasks = this.waiting.get(key);
    if (tasks === undefined) this.waiting.set(key, [task]);
    else tasks.push(task);
    this.schedule();
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.runSlice();
    });
  }

  private runSlice(): void {
    const began = performance.now();
    for (const [key, tasks] of this.waiting) {
      this.waiting.delete(key);
      const task = tasks.shift();
      if (tasks.length > 0) this.waiting.set(key, tasks); // last, and its turn comes again in the same loop
      task?.();
      if (performance.now() - began >= SLICE_MS) break;
    }
    if (this.waiting.size > 0) this.schedule();
  }
}
