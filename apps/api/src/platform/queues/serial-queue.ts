import { forget } from './forget.js';

/** Runs tasks one at a time, in the order in which they were added. A failed task does not stop later ones. */
export class SerialQueue {
  /** Resolves when the last task has ended, even if it failed. */
  private last: Promise<unknown> = Promise.resolve();

  /** @returns the result of the task, once the earlier tasks and the task itself have ended */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.last.then(task);
    this.last = result.then(forget, forget);
    return result;
  }

  /** Resolves when the tasks added so far have ended. */
  async idle(): Promise<void> {
    await this.last;
  }
}
