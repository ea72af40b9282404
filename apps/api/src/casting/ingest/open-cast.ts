import { LiveSignal } from '@wandcast/gesture';
import {
  CHECKSUM_START,
  FailureError,
  MAX_CAST_SAMPLES,
  checkTimes,
  checksum,
  wordsToBytes,
  type Batch,
  type StoredSource,
  type CastStart,
  type FromWand,
  type Orientation,
} from '@wandcast/protocol';

/** Orientation of a phone; fields are null if an imported file does not contain them. */
export type PartialOrientation = { readonly [P in keyof Orientation]: Orientation[P] | null };

/** Metadata of a cast, sent before its samples. */
type CastHead = Omit<CastStart, 'stream' | 'source' | 'orientation'> & {
  readonly source: StoredSource;
  readonly orientation: PartialOrientation | null;
  /** Found by the wand without a press (SPEC C14). */
  readonly spotted?: true | undefined;
};

/** A cast in progress, with its samples in two forms: packed words for the database, columns for the model. */
export class OpenCast {
  readonly live = new LiveSignal();
  private readonly pieces: Int16Array[] = [];
  private sum: number = CHECKSUM_START;
  private nextSequence = 0;
  private lastTick = -1;
  /** Number of samples at the last live prediction. */
  predictedCount = 0;

  /** @param beganAt ms since 1970 by the server's clock; null if not known yet */
  constructor(
    readonly head: CastHead,
    public beganAt: number | null,
  ) {}

  /**
   * Appends the next batch.
   * @throws FailureError `batch-out-of-order`, `batch-malformed`, `time-backwards`, `cast-too-long`
   */
  append(batch: Batch): void {
    if (batch.sequence !== this.nextSequence)
      throw new FailureError('batch-out-of-order', `${batch.sequence} instead of ${this.nextSequence}`);
    if (batch.channels !== this.head.channels)
      throw new FailureError('batch-malformed', 'channels differ from those announced');
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
      throw new FailureError('count-mismatch', `${this.live.count} of ${end.count} samples arrived`);
    if (end.checksum !== this.sum) throw new FailureError('checksum-mismatch');
  }

  /** FNV-1a over the words so far. */
  get checksum(): number {
    return this.sum;
  }

  /** All samples as packed bytes. */
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
