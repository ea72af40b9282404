/** How long after a change the map is updated while someone looks at it, ms: several casts are placed at once. */
const LOOKED_AT_MS = 500;
/** How long nothing may have changed while nobody looks, ms: a busy room has the processor for itself. */
const QUIET_MS = 20_000;
/** How long a map counts as looked at after it was fetched, ms: longer than the console's polling interval. */
const LOOK_MS = 60_000;

/** Decides when the map is updated: soon if someone looks at it, otherwise when the room is quiet. */
export class MapTimer {
  /** Undefined if nothing changed since the last update began. */
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lookedAt = -Infinity;
  private isSoon = false;

  constructor(private readonly update: () => void) {}

  /** Whether someone looks at the map. */
  get isLookedAt(): boolean {
    return Date.now() - this.lookedAt < LOOK_MS;
  }

  /** Whether a long update must end: nobody looks and the room is busy again. Another one follows when it is quiet. */
  get mustYield(): boolean {
    return !this.isLookedAt && this.timer !== undefined;
  }

  /** Casts were stored, or the model changed. */
  changed(): void {
    if (!this.isSoon) this.restart(this.isLookedAt);
  }

  /** Someone fetched the map. It is updated then, because casts of other nodes are not announced here. */
  looked(): void {
    this.lookedAt = Date.now();
    if (!this.isSoon) this.restart(true);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private restart(isSoon: boolean): void {
    clearTimeout(this.timer);
    this.isSoon = isSoon;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.isSoon = false;
        this.update();
      },
      isSoon ? LOOKED_AT_MS : QUIET_MS,
    );
  }
}
