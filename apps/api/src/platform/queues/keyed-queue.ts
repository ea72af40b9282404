import { SerialQueue } from './serial-queue.js';

/** Runs the tasks of each key one at a time, in the order in which they were added. Keys do not wait for each other. */
export class KeyedQueue<K> {
  private readonly queues = new Map<K, { readonly queue: SerialQueue; tasks: number }>();

  /** @returns the result of the task, once the earlier tasks of the key and the task itself have ended */
  async run<T>(key: K, task: () => Promise<T>): Promise<T> {
    const own = this.queues.get(key) ?? { queue: new SerialQueue(), tasks: 0 };
    this.queues.set(key, own);
    own.tasks++;
    try {
      return await own.queue.run(task);
    } finally {
      if (--own.tasks === 0) this.queues.delete(key);
    }
  }

  /** Resolves when the tasks added so far have ended. */
  async idle(): Promise<void> {
    await Promise.all(Array.from(this.queues.values(), ({ queue }) => queue.idle()));
  }
}
