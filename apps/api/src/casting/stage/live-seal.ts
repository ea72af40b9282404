import { SEAL_BARS, SEAL_BAR_MS, barLength } from '@wandcast/protocol';

/** The seal of a cast in progress: one bar per SEAL_BAR_MS, from the strongest acceleration in that time. */
export class LiveSeal {
  private bar = 0;
  private strongest = 0;
  private readonly bars: number[] = [];
  private firstFresh = 0;
  private read = 0;

  /**
   * Reads the samples added since the last call.
   * @param times ms from the start of the cast  @param accelerationAt acceleration without gravity, m/s^2, of a sample
   */
  grow(times: Float32Array, accelerationAt: (index: number) => number): void {
    for (; this.read < times.length; this.read++) {
      const bar = Math.floor((times[this.read] ?? 0) / SEAL_BAR_MS);
      while (this.bar < bar && this.bar < SEAL_BARS) {
        this.bars.push(barLength(this.strongest));
        this.bar++;
        if (this.bar === bar) this.strongest = 0;
      }
      this.strongest = Math.max(this.strongest, accelerationAt(this.read));
    }
  }

  /** All bars returned by `take` so far, in the same format, for a stage that joins late. */
  whole(): number[] {
    return [0, ...this.bars.slice(0, this.firstFresh)];
  }

  /** Bars completed since the last call: index of the first, then lengths 0..99; undefined if there are none. */
  take(): number[] | undefined {
    if (this.firstFresh === this.bars.length) return undefined;
    const taken = [this.firstFresh, ...this.bars.slice(this.firstFresh)];
    this.firstFresh = this.bars.length;
    return taken;
  }
}
