/**
 * A look for work that never runs twice at once on a node: asked for while one is under way, there is one more after it.
 * One that fails is told once, until one succeeds again; it is not repeated before it is asked for.
 */
export class SingleFlight {
  private looking: Promise<void> | undefined;
  private isAskedAgain = false;
  private isWell = true;
  private stopping = false;

  constructor(
    private readonly act: () => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Whether it was stopped: who is at work may end early. */
  get isStopping(): boolean {
    return this.stopping;
  }

  look(): void {
    this.isAskedAgain = this.looking !== undefined;
    if (this.stopping || this.isAskedAgain) return;
    this.looking = this.act()
      .then(
        () => {
          this.isWell = true;
        },
        (error: unknown) => {
          if (this.isWell) this.failed(error);
          [this.isWell, this.isAskedAgain] = [false, false];
        },
      )
      .finally(() => {
        this.looking = undefined;
        if (this.isAskedAgain) this.look();
      });
  }

  /** No more of them. Resolves when the one under way has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.looking;
  }
}
