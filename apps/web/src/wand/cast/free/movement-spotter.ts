import { MovementSegmenter, normalizeSample, startingAtZero } from '@wandcast/gesture';
import type { Orientation, Sample } from '@wandcast/protocol';

/** A movement that has ended, ready to be sent. */
export interface Movement {
  /** Normalized by the orientation; they start at 0 ms. */
  readonly samples: readonly Sample[];
  /** How the phone was held as the movement began. */
  readonly orientation: Orientation;
  /** Time of the first sample, ms like performance.now(). */
  readonly startedAt: number;
}

/** Finds movements in the samples of the sensor. Nothing of the time between them is kept for more than a moment. */
export class MovementSpotter {
  private readonly segmenter = new MovementSegmenter();
  private orientation: Orientation | undefined;

  /** @param hold how the phone is held now */
  constructor(private readonly hold: () => Orientation) {}

  /** Whether the hand moves, in a movement that may still become a cast. */
  get isMoving(): boolean {
    return this.segmenter.isMoving;
  }

  /** @returns the movement that this sample has shown to be over */
  add(sample: Sample): Movement | undefined {
    const found = this.segmenter.add(sample);
    if (this.isMoving) this.orientation ??= this.hold();
    else if (found === undefined) this.orientation = undefined;
    const [first] = found ?? [];
    if (found === undefined || first === undefined) return undefined;
    const orientation = this.orientation ?? this.hold();
    this.orientation = undefined;
    const samples = startingAtZero(found).map((one) => normalizeSample(one, orientation));
    return { samples, orientation, startedAt: first.t };
  }

  /** Forgets the movement in progress. */
  reset(): void {
    this.segmenter.reset();
    this.orientation = undefined;
  }
}
