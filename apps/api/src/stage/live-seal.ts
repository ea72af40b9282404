import { SEAL_BARS, SEAL_BAR_MS, barLength } from '@wandcast/protocol';

/** The seal of a cast in progress: one bar every SEAL_BAR_MS, each the strongest push in its time. */
export class LiveSeal {
  private bar = 0;
  private strongest = 0;
  private fresh: number[] = [];
  private firstFresh = 0;
  private read = 0;

  /**
   * Takes the samples that are new since the last call.
   * @param times ms from the start of the cast  @param strengthAt acceleration without gravity, m/s^2, of a sample
   */
  grow(times: Float32Array, strengthAt: (index: number) => number): void {
    for (; this.read < times.length; this.read++) {
      const bar = Math.floor((times[this.read] ?? 0) / SEAL_BAR_MS);
      while (this.bar < bar && this.bar < SEAL_BARS) {
        this.fresh.push(barLength(this.strongest));
        this.bar++;
        if (this.bar === bar) this.strongest = 0;
      }
      this.strongest = Math.max(this.strongest, strengthAt(this.read));
    }
  }

  /** Takes the bars that grew since the last time: index of the first, then lengths 0..99; undefined where none did. */
  take(): number[] | undefined {
    if (this.fresh.length === 0) return undefined;
    const taken = [this.firstFresh, ...this.fresh];
    this.firstFresh += this.fresh.length;
    this.fresh = [];
    return taken;
  }
}
