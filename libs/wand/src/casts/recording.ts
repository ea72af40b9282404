import {
  BATCH_MS,
  CHECKSUM_START,
  FailureError,
  MAX_BATCH_SAMPLES,
  MAX_CAST_MS,
  MAX_CAST_SAMPLES,
  MIN_CAST_SAMPLES,
  checksum,
  encodeBatch,
  packSamples,
  wordsPerSample,
  wordsToBytes,
  channelBits,
  channelOrder,
  type CastId,
  type CastReplay,
  type CastStart,
  type Failure,
  type Sample,
} from '@wandcast/protocol';
import type { CastMoment, PendingCast } from './pending-cast.js';

/** What a recording calls on its wand. `stream` returns undefined while the wand is not connected. */
export interface RecordingHost {
  stream(): Stream | undefined;
  keep(cast: PendingCast, streamedOn: Stream | undefined): void;
  drop(castId: CastId): void;
  refuse(castId: CastId, failure: Failure): void;
}

/** Sends casts in progress over one connection. Closes for good when that connection ends. */
export interface Stream {
  readonly open: boolean;
  start(start: CastStart): void;
  samples(batch: Uint8Array): void;
  cancel(castId: CastId): void;
  nextNumber(): number;
}

/**
 * A cast being recorded. Samples are streamed in batches of 100 ms for as long as the connection at its start lasts. All
 * samples are also kept, so that a cast whose connection broke can be replayed when it ends.
 */
export class Recording {
  private readonly words: Int16Array[] = [];
  private batch: Sample[] = [];
  private count = 0;
  private sum = CHECKSUM_START;
  private sequence = 0;
  private lastTime = 0;
  private state: 'open' | 'ended' = 'open';
  private streaming: { stream: Stream; number: number } | undefined;

  constructor(
    readonly head: Omit<CastStart, 'stream'> & Pick<CastReplay, 'spotted'>,
    private readonly host: RecordingHost,
    private readonly made?: CastMoment,
  ) {
    const stream = head.spotted ? undefined : host.stream();
    if (stream !== undefined) {
      const number = stream.nextNumber();
      this.streaming = { stream, number };
      stream.start({ ...head, stream: number });
    }
  }

  get castId(): CastId {
    return this.head.castId;
  }
  /** Number of samples so far. */
  get length(): number {
    return this.count + this.batch.length;
  }
  get open(): boolean {
    return this.state === 'open';
  }

  /**
   * Adds a sample; `t` in ms since the start of the cast.
   * @returns false if the sample was ignored: its time ran backwards, a channel is missing or not finite, or the cast is full
   */
  add(sample: Sample): boolean {
    if (!this.open || this.length >= MAX_CAST_SAMPLES || !this.isUsable(sample)) return false;
    this.lastTime = sample.t;
    this.batch.push(sample);
    const first = this.batch[0]?.t ?? sample.t;
    if (sample.t - first >= BATCH_MS || this.batch.length === MAX_BATCH_SAMPLES) this.flush();
    return true;
  }

  /** Ends the cast and hands it to the wand for delivery. A cast that is too short is refused. */
  finish(): void {
    if (!this.open) return;
    if (this.length < MIN_CAST_SAMPLES) {
      this.cancel();
      if (!this.head.spotted)
        this.host.refuse(this.castId, new FailureError('cast-too-short', `${this.length} samples`).toFailure());
      return;
    }
    this.flush();
    this.state = 'ended';
    const width = wordsPerSample(this.head.channels);
    const words = new Int16Array(this.count * width);
    let at = 0;
    for (const piece of this.words) {
      words.set(piece, at);
      at += piece.length;
    }
    const { made, count, sum } = this;
    const cast = { ...this.head, made, count, checksum: sum, samples: wordsToBytes(words) };
    this.host.keep(cast, this.streaming?.stream.open === true ? this.streaming.stream : undefined);
  }

  /** Discards the cast. */
  cancel(): void {
    if (!this.open) return;
    this.state = 'ended';
    if (this.streaming?.stream.open === true) this.streaming.stream.cancel(this.castId);
    this.host.drop(this.castId);
  }

  /** Stops streaming after the server lost track of the cast. It is replayed whole when it ends. */
  stopStreaming(): void {
    this.streaming = undefined;
  }

  private isUsable(sample: Sample): boolean {
    if (!(sample.t >= this.lastTime && sample.t <= MAX_CAST_MS)) return false; // false for NaN too
    return channelOrder.every(
      (channel) =>
        (this.head.channels & channelBits[channel]) === 0 || (sample[channel]?.every(Number.isFinite) ?? false),
    );
  }

  private flush(): void {
    if (this.batch.length === 0) return;
    const packed = packSamples(this.batch, this.head.channels);
    this.batch = [];
    this.words.push(packed.words);
    this.count += packed.count;
    this.sum = checksum(packed.words, this.sum);
    const sequence = this.sequence++;
    if (this.streaming === undefined) return;
    if (!this.streaming.stream.open) this.stopStreaming();
    else this.streaming.stream.samples(encodeBatch({ ...packed, stream: this.streaming.number, sequence }));
  }
}
