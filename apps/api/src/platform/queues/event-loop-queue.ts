/** Returns a promise if it goes on after its turn. */
type Task = () => unknown;

/** Limits tasks that go on after their turn, as those that ask the database do: each keeps a place until it has ended. */
interface Places {
  readonly count: number;
  /** How long the place of a task stays empty after it, as a multiple of the time the task kept it. */
  readonly rest: () => number;
}

/** Longest time that waiting tasks may take in one turn of the event loop, ms; the first may take longer. */
const SLICE_MS = 1;

/** A task that goes on for longer no longer keeps its place, ms: it waits for a disk or a network rather than works. */
const MAX_KEPT_MS = 50;

/**
 * Runs tasks in short slices, one in each turn of the event loop, so that a burst does not hold up what else is ready: a
 * cast waits for about six turns until it is acknowledged. Keys with waiting tasks take turns. With places, only a few
 * tasks go on at a time, so that what they ask of the database does not hold up others either.
 */
export class EventLoopQueue {
  /** Waiting tasks by key; the key whose turn it is comes first. */
  private readonly waiting = new Map<string, Task[]>();
  private isScheduled = false;
  private taken = 0;

  constructor(private readonly places: Places = { count: Infinity, rest: () => 0 }) {}

  /** @param task must not throw or reject */
  add(key: string, task: Task): void {
    const tasks = this.waiting.get(key);
    if (tasks === undefined) this.waiting.set(key, [task]);
    else tasks.push(task);
    this.schedule();
  }

  private schedule(): void {
    if (this.isScheduled || this.waiting.size === 0 || this.taken >= this.places.count) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.runSlice();
    });
  }

  private runSlice(): void {
    const began = performance.now();
    for (const [key, tasks] of this.waiting) {
      if (this.taken >= this.places.count) break;
      this.waiting.delete(key);
      const task = tasks.shift();
      if (tasks.length > 0) this.waiting.set(key, tasks); // last, and its turn comes again in the same loop
      if (task !== undefined) this.start(task);
      if (performance.now() - began >= SLICE_MS) break;
    }
    this.schedule();
  }

  private start(task: Task): void {
    const began = performance.now();
    const result = task();
    if (!(result instanceof Promise)) return;
    this.taken++;
    const leave = (): void => {
      this.taken--;
      this.schedule();
    };
    let isOver = false;
    const end = (): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(limit);
      const restMs = Math.min(performance.now() - began, MAX_KEPT_MS) * this.places.rest();
      if (restMs < 1) leave();
      else setTimeout(leave, restMs).unref();
    };
    const limit = setTimeout(end, MAX_KEPT_MS).unref();
    void result.then(end);
  }
}
