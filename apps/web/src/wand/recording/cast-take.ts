import { MIN_CAST_SAMPLES, type Sample } from '@wandcast/protocol';
import type { Recording } from '@wandcast/wand';
import { TraceBuilder, type TraceView } from './trace-builder';

/** Maximum duration of a recording, ms: one full circle of the seal. The protocol allows longer casts. */
export const MAX_RECORDING_MS = 3_000;

/** Peak acceleration below which the phone counts as still, m/s^2. A phone on a table reads under 0.3. */
const MAX_STILL_PEAK = 0.5;

/** A cast in progress. Passes each sample to the wand for sending and to the trace for drawing. */
export class Take {
  /** The accepted samples, in order. */
  readonly samples: Sample[] = [];
  private readonly trace = new TraceBuilder();

  constructor(readonly recording: Pick<Recording, 'castId' | 'add' | 'finish' | 'cancel'>) {}

  /** Adds a sample unless the wand rejects it; `t` in ms since the start of the cast. */
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

  /** Whether the cast is long enough but without movement. */
  get still(): boolean {
    return this.trace.whole().count >= MIN_CAST_SAMPLES && this.peak < MAX_STILL_PEAK;
  }
}
