type Task = () => Promise<void>;

/** Runs a few tasks at a time. Keys with waiting tasks take turns, so that a flood of one key delays no other. */
export class AdmissionQueue {
  /** Waiting tasks by key; the key whose turn it is comes first. */
  private readonly waiting = new Map<string, Task[]>();
  private running = 0;

  constructor(private readonly concurrency: number) {}

  /** @returns the result of the task */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const tasks = this.waiting.get(key) ?? [];
      this.waiting.set(key, tasks);
      tasks.push(() => work().then(resolve, reject));
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
    void task().finally(() => {
      this.running--;
      this.startNext();
    });
  }
}
