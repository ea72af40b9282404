type Listener<V> = (value: V) => void | Promise<void>;

interface Subscription<V> {
  readonly listener: Listener<V>;
  readonly signal: AbortSignal | undefined;
}

/** A typed in-process event emitter. Listeners run synchronously, in the order in which they subscribed. */
export class Emitter<Events extends object> {
  private readonly subscriptions: { [K in keyof Events]?: readonly Subscription<Events[K]>[] } = {};
  private readonly signals = new WeakSet<AbortSignal>();

  /** @param signal ends the subscription when it aborts, as with `addEventListener` */
  on<K extends keyof Events>(name: K, listener: Listener<Events[K]>, signal?: AbortSignal): void {
    this.subscriptions[name] = [...this.active(name), { listener, signal }];
    if (signal !== undefined) this.endWith(signal);
  }

  emit<K extends keyof Events>(name: K, value: Events[K]): void {
    for (const { listener } of this.active(name)) void listener(value);
  }

  /** Resolves when every listener has finished. @throws what the first failing listener throws */
  async emitAndWait<K extends keyof Events>(name: K, value: Events[K]): Promise<void> {
    await Promise.all(this.active(name).map(async ({ listener }) => listener(value)));
  }

  /** Ends every subscription. */
  close(): void {
    for (const name of Object.keys(this.subscriptions) as (keyof Events)[]) this.subscriptions[name] = [];
  }

  /** Frees what listeners refer to when their signal aborts, by one listener of the signal for all of them. */
  private endWith(signal: AbortSignal): void {
    if (this.signals.has(signal)) return;
    this.signals.add(signal);
    const prune = (): void => {
      for (const name of Object.keys(this.subscriptions) as (keyof Events)[]) this.active(name);
    };
    signal.addEventListener('abort', prune, { once: true });
  }

  private active<K extends keyof Events>(name: K): readonly Subscription<Events[K]>[] {
    const active = (this.subscriptions[name] ?? []).filter(({ signal }) => signal?.aborted !== true);
    this.subscriptions[name] = active;
    return active;
  }
}
