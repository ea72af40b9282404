import { channelsOf, packSamples, type Sample } from '@wandcast/protocol';
import { samplesOf, signalOf, type Signal } from '../signal/signal.js';
import { MovementSegmenter, type SegmenterOptions } from './movement-segmenter.js';

/** A movement found in a stream. */
export interface SpottedMovement {
  /** As the phone sends it; starts at 0 ms. */
  readonly signal: Signal;
  /** First and last sample, ms on the clock of the stream. */
  readonly from: number;
  readonly to: number;
  /** The sample at which the segmenter knew that it had ended. */
  readonly foundAt: number;
}

/** Runs a {@link MovementSegmenter} over a recorded stream. */
export function spotMovements(stream: Signal, options?: SegmenterOptions): SpottedMovement[] {
  const segmenter = new MovementSegmenter(options);
  return samplesOf(stream).flatMap((sample) => {
    const samples = segmenter.add(sample);
    const [first, last] = [samples?.[0], samples?.at(-1)];
    if (samples === undefined || first === undefined || last === undefined) return [];
    const fromStart = startingAtZero(samples);
    const signal = signalOf(packSamples(fromStart, channelsOf(first)));
    return [{ signal, from: first.t, to: last.t, foundAt: sample.t }];
  });
}

/** The samples with times from the first of them. */
export function startingAtZero(samples: readonly Sample[]): Sample[] {
  const start = samples[0]?.t ?? 0;
  return samples.map((sample) => ({ ...sample, t: sample.t - start }));
}
