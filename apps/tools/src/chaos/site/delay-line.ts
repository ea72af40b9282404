interface Delayed {
  readonly dueAt: number;
  readonly action: () => void;
}

/** Runs actions in order, each after a delay that may change at any time. */
export class DelayLine {
  private readonly waiting: Delayed[] = [];
  private timer: NodeJS.Timeout | undefined;

  push(delayMs: number, action: () => void): void {
    if (delayMs === 0 && this.waiting.length === 0) {
      action();
      return;
    }
    const last = this.waiting.at(-1)?.dueAt ?? 0;
    this.waiting.push({ dueAt: Math.max(last, performance.now() + delayMs), action });
    this.arm();
  }

  clear(): void {
    clearTimeout(this.timer);
    this.waiting.length = 0;
  }

  private arm(): void {
    const [next] = this.waiting;
    if (next === undefined || this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      while (this.waiting[0] !== undefined && this.waiting[0].dueAt <= performance.now())
        this.waiting.shift()?.action();
      this.arm();
    }, next.dueAt - performance.now());
  }
}
