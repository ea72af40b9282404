/** How often someone who was in knocks at a door that is shut for a moment, ms; jittered. */
const KNOCK_MS = 2_000;

/** Tries a door again after a while, not in the same instant as everyone else who stands before it. */
export class Knock {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly knock: () => void) {}

  again(): void {
    this.stop();
    this.timer = setTimeout(this.knock, KNOCK_MS * (0.5 + Math.random()));
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
