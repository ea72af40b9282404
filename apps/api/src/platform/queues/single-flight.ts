/**
 * Runs a task at most once at a time on this node. A request during a run causes one more run afterwards, however many
 * requests there were. A failed run is not retried; consecutive failures are reported once.
 */
export class SingleFlight {
  private running: Promise<void> | undefined;
  private isRerunRequested = false;
  private lastRunSucceeded = true;
  private stopping = false;

  constructor(
    private readonly task: () => Promise<void>,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Whether `stop` was called; a long task may then end early. */
  get isStopping(): boolean {
    return this.stopping;
  }

  run(): void {
    this.isRerunRequested = this.running !== undefined;
    if (this.stopping || this.isRerunRequested) return;
    this.running = this.task()
      .then(
        () => {
          this.lastRunSucceeded = true;
        },
        (error: unknown) => {
          if (this.lastRunSucceeded) this.onFailure(error);
          [this.lastRunSucceeded, this.isRerunRequested] = [false, false];
        },
      )
      .finally(() => {
        this.running = undefined;
        if (this.isRerunRequested) this.run();
      });
  }

  /** Starts no further runs. Resolves when the current run has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
  }
}
