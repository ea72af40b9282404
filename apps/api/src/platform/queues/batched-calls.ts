import { forget } from './forget.js';

/** Calls that are answered together. */
interface Batch<Key, Value> {
  readonly keys: Set<Key>;
  readonly answers: Promise<ReadonlyMap<Key, Value>>;
}

/**
 * One query for many: calls that arrive while one runs share the next. So whatever a room asks at once never takes more
 * than one connection of the database, and one alone is answered at once.
 */
export class BatchedCalls<Key, Value> {
  private next: Batch<Key, Value> | undefined;
  private running: Promise<unknown> = Promise.resolve();

  /**
   * @param callAll if it fails, it fails the calls of its batch
   * @param most keys of a batch
   */
  constructor(
    private readonly callAll: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
    private readonly most = 256,
  ) {}

  /** @returns undefined if there is no answer to the key  @throws what `callAll` throws */
  async call(key: Key): Promise<Value | undefined> {
    if (this.next === undefined || this.next.keys.size >= this.most) this.next = this.begin();
    const { keys, answers } = this.next;
    keys.add(key);
    return (await answers).get(key);
  }

  private begin(): Batch<Key, Value> {
    const keys = new Set<Key>();
    const answers: Promise<ReadonlyMap<Key, Value>> = this.running.then(() => {
      if (this.next === batch) this.next = undefined; // what changes from now on must not be missed
      return this.callAll([...keys]);
    });
    const batch = { keys, answers };
    this.running = answers.then(forget, forget);
    return batch;
  }
}
