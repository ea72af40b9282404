import { MIN_CAST_SAMPLES, type Sample } from '@wandcast/protocol';
import type { Recording } from '@wandcast/wand';
import { CastTrace, type TraceView } from './live-trace';

/** Longest take, ms: once round a seal. */
export const TAKE_MS = 3_000;

/** Peak below which nothing moved, m/s^2: a phone on a table reads under 0.3. */
const STILL_PEAK = 0.5;

/** One cast while it is recorded: each sample goes to the wand, which sends it, and to the trace, which draws it. */
export class Take {
  /** What the wand took, in order. */
  readonly samples: Sample[] = [];
  private readonly trace = new CastTrace();

  constructor(readonly recording: Pick<Recording, 'castId' | 'add' | 'finish' | 'cancel'>) {}

  /** Takes a sample; `t` in ms since the start of the cast. What the wand has no use for is not drawn either. */
  add(sample: Sample): void {
    if (!this.recording.add(sample)) return;
    this.samples.push(sample);
    this.trace.add(sample);
  }

  view(): TraceView {
    return this.trace.view();
  }

  whole(): TraceView {
    return this.trace.whole();
  }

  get peak(): number {
    return this.trace.peak;
  }

  /** Long enough for a spell, and without any movement: nothing to ask a model about. */
  get still(): boolean {
    return this.trace.whole().count >= MIN_CAST_SAMPLES && this.peak < STILL_PEAK;
  }
}
