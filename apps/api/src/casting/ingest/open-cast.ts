import { LiveSignal } from '@wandcast/gesture';
import {
  CHECKSUM_START,
  FailureError,
  MAX_CAST_SAMPLES,
  checkTimes,
  checksum,
  wordsToBytes,
  type Batch,
  type KeptSource,
  type CastStart,
  type FromWand,
} from '@wandcast/protocol';
import type { StoredOrientation } from './phone-orientation.js';

/** What a cast says of itself before its samples. */
export type CastHead = Omit<CastStart, 'stream' | 'source' | 'orientation'> & {
  readonly source: KeptSource;
  readonly orientation: StoredOrientation | null;
};

/** A cast whose hand is still moving: its samples so far, twice. As words for the row, as columns for the model. */
export class OpenCast {
  readonly live = new LiveSignal();
  private readonly pieces: Int16Array[] = [];
  private sum: number = CHECKSUM_START;
  private nextSequence = 0;
  private lastTick = -1;
  /** Samples at the last guess, so that a hand at rest is not guessed at again. */
  guessedAt = 0;

  /** @param beganAt ms since 1970 by the server's clock; null if that is not known, or not yet */
  constructor(
    readonly head: CastHead,
    public beganAt: number | null,
  ) {}

  /**
   * Takes the next batch.
   * @throws FailureError `batch-out-of-order`, `batch-malformed`, `time-backwards`, `cast-too-long`
   */
  append(batch: Batch): void {
    if (batch.sequence !== this.nextSequence)
      throw new FailureError('batch-out-of-order', `${batch.sequence} instead of ${this.nextSequence}`);
    if (batch.channels !== this.head.channels)
      throw new FailureError('batch-malformed', 'other channels than announced');
    if (this.live.count + batch.count > MAX_CAST_SAMPLES) throw new FailureError('cast-too-long', 'too many samples');
    this.lastTick = checkTimes(batch, this.lastTick);
    this.nextSequence++;
    this.pieces.push(batch.words);
    this.sum = checksum(batch.words, this.sum);
    this.live.append(batch);
  }

  /** @throws FailureError `count-mismatch`, `checksum-mismatch` */
  check(end: Pick<FromWand<'cast:end'>, 'count' | 'checksum'>): void {
    if (end.count !== this.live.count)
      throw new FailureError('count-mismatch', `${this.live.count} samples arrived of ${end.count}`);
    if (end.checksum !== this.sum) throw new FailureError('checksum-mismatch');
  }

  /** FNV-1a over the words so far. */
  get checksum(): number {
    return this.sum;
  }

  /** The whole cast’s words as bytes. */
  samples(): Uint8Array {
    const words = new Int16Array(this.pieces.reduce((total, piece) => total + piece.length, 0));
    let at = 0;
    for (const piece of this.pieces) {
      words.set(piece, at);
      at += piece.length;
    }
    return wordsToBytes(words);
  }
}
