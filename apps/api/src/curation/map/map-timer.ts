/** How long after a change the map is updated while someone looks at it, ms: several casts are placed at once. */
const LOOKED_AT_MS = 500;
/** How long nothing may have changed while nobody looks, ms: a busy room has the processor for itself. */
const QUIET_MS = 20_000;
/** How long a map counts as looked at after it was fetched, ms: longer than the console's polling interval. */
const LOOK_MS = 60_000;

/** Decides when the map is updated: soon if someone looks at it, otherwise when the room is quiet. */
export class MapTimer {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lookedAt = -Infinity;
  private isSoon = false;

  constructor(private readonly update: () => void) {}

  /** Casts were stored, or the model changed. */
  changed(): void {
    const isLookedAt = Date.now() - this.lookedAt < LOOK_MS;
    if (this.isSoon) return;
    this.restart(isLookedAt);
  }

  /** Someone fetched the map. */
  looked(): void {
    const wasLookedAt = Date.now() - this.lookedAt < LOOK_MS;
    this.lookedAt = Date.now();
    if (this.timer !== undefined ? !this.isSoon : !wasLookedAt) this.restart(true);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private restart(isSoon: boolean): void {
    clearTimeout(this.timer);
    this.isSoon = isSoon;
    this.timer = setTimeout(
      () => {
        [this.timer, this.isSoon] = [undefined, false];
        this.update();
      },
      isSoon ? LOOKED_AT_MS : QUIET_MS,
    );
  }
}
