/** @returns its result; undefined if it failed */
type Task = () => Promise<unknown>;

/**
 * Runs a few tasks at a time. Keys with waiting tasks take turns, so that a flood of one key delays no other. Some rest
 * before the next one takes their place.
 */
export class AdmissionQueue {
  /** Waiting tasks by key; the key whose turn it is comes first. */
  private readonly waiting = new Map<string, Task[]>();
  private running = 0;

  /** @param restMs how long the place of a task stays empty after its result, ms; undefined if it failed */
  constructor(
    private readonly concurrency: number,
    private readonly restMs: (result: unknown) => number = () => 0,
  ) {}

  /** @returns the result of the task */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const tasks = this.waiting.get(key) ?? [];
      this.waiting.set(key, tasks);
      tasks.push(() => {
        const result = work();
        result.then(resolve, reject);
        return result.catch(() => undefined);
      });
      this.startNext();
    });
  }

  private startNext(): void {
    if (this.running >= this.concurrency) return;
    const [turn] = this.waiting;
    if (turn === undefined) return;
    const [key, tasks] = turn;
    const task = tasks.shift();
    this.waiting.delete(key);
    if (tasks.length > 0) this.waiting.set(key, tasks);
    if (task === undefined) return;
    this.running++;
    void task().then((result) => {
      const leave = (): void => {
        this.running--;
        this.startNext();
      };
      const restMs = this.restMs(result);
      if (restMs > 0) setTimeout(leave, restMs);
      else leave();
    });
  }
}
