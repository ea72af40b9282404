import { FailureError } from '../vocabulary/failures.js';
import { MAX_BATCH_SAMPLES, MAX_CAST_MS } from '../vocabulary/limits.js';

/**
 * Bits of a channel mask. A channel is present in all samples of a cast or in none: phones without a gyroscope have
 * neither `linear` nor `rotation`.
 */
export const channelBits = { linear: 1, gravity: 2, rotation: 4 } as const;
export type Channel = keyof typeof channelBits;
/** The bits of the channels that are present (SPEC B3). */
export type ChannelMask = number;

/** Order of the channels within a sample, each with x, y and z. */
export const channelOrder = ['linear', 'gravity', 'rotation'] as const satisfies readonly Channel[];

/** Unit of sample times on the wire and in storage, ms. With half a millisecond, 30 s fit into 16 bits. */
export const TICK_MS = 0.5;

/** Resolution of stored readings: 0.01 m/s² for acceleration, 0.1 degrees/s for rotation rate. */
export const stepOf: Readonly<Record<Channel, number>> = { linear: 0.01, gravity: 0.01, rotation: 0.1 };

/** One motion reading, on the axes of an upright page (SPEC B2). Channels that the phone lacks are undefined. */
export interface Sample {
  /** Ms since the start of the cast. */
  readonly t: number;
  /** Acceleration without gravity, m/s². */
  readonly linear?: readonly [number, number, number];
  /** Acceleration including gravity, m/s². */
  readonly gravity?: readonly [number, number, number];
  /** Rotation rate about x, y and z, degrees/s. */
  readonly rotation?: readonly [number, number, number];
}

/**
 * Samples packed as 16-bit words, one sample after another: time in ticks (unsigned), then x, y and z of each present
 * channel (signed). The same format is used on the wire and in the database.
 */
export interface PackedSamples {
  readonly channels: ChannelMask;
  readonly count: number;
  readonly words: Int16Array;
}

/** Words per packed sample: one for the time and three per channel. */
export function wordsPerSample(channels: ChannelMask): number {
  return 1 + 3 * ((channels & 1) + ((channels >> 1) & 1) + ((channels >> 2) & 1));
}

/** Whether a mask is valid. It needs an acceleration, because rotation alone does not determine a gesture. */
export function isChannelMask(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value < 8 && (value & 3) !== 0;
}

/** The mask of the channels present in `sample`. */
export function channelsOf(sample: Sample): ChannelMask {
  let mask = 0;
  for (const channel of channelOrder) if (sample[channel] !== undefined) mask |= channelBits[channel];
  return mask;
}

const clampWord = (value: number): number => Math.max(-32_768, Math.min(32_767, Math.round(value)));

/**
 * Packs samples as 16-bit words. Readings beyond their range (327 m/s², 3,276 degrees/s) are clamped.
 * @throws FailureError `samples-not-finite`, `cast-too-long` (t outside 0..30 s), `batch-malformed` (a channel missing)
 */
export function packSamples(samples: readonly Sample[], channels: ChannelMask): PackedSamples {
  const width = wordsPerSample(channels);
  const words = new Int16Array(samples.length * width);
  let at = 0;
  for (const sample of samples) {
    if (!Number.isFinite(sample.t)) throw new FailureError('samples-not-finite', 't');
    if (sample.t < 0 || sample.t > MAX_CAST_MS) throw new FailureError('cast-too-long', `t = ${sample.t} ms`);
    words[at++] = Math.round(sample.t / TICK_MS); // overflows to negative after 16.4 s; `& 0xffff` undoes it
    for (const channel of channelOrder) {
      if ((channels & channelBits[channel]) === 0) continue;
      const axes = sample[channel];
      if (axes === undefined) throw new FailureError('batch-malformed', `no ${channel}`);
      for (const value of axes) {
        if (!Number.isFinite(value)) throw new FailureError('samples-not-finite', channel);
        words[at++] = clampWord(value / stepOf[channel]);
      }
    }
  }
  return { channels, count: samples.length, words };
}

/** 32-bit FNV-1a hash over 16-bit words (Fowler, Noll, Vo 1991). Pass the previous batch's result as `start` to continue. */
export function checksum(words: Int16Array, start: number = CHECKSUM_START): number {
  let hash = start;
  for (const word of words) hash = Math.imul(hash ^ (word & 0xffff), 0x0100_0193);
  return hash >>> 0;
}
export const CHECKSUM_START = 0x811c_9dc5;

/** Bytes before the samples of a batch: format, channels, stream, sequence (SPEC B1). */
export const BATCH_HEADER_BYTES = 6;
const FORMAT = 1;

/** Part of a cast in progress. `stream` identifies the cast on its connection; `sequence` numbers its batches from 0. */
export interface Batch extends PackedSamples {
  readonly stream: number;
  readonly sequence: number;
}

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Encodes a batch as bytes, little-endian. */
export function encodeBatch({ stream, sequence, channels, words }: Batch): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(BATCH_HEADER_BYTES + words.byteLength);
  bytes[0] = FORMAT;
  bytes[1] = channels;
  bytes[2] = stream & 255;
  bytes[3] = stream >> 8;
  bytes[4] = sequence & 255;
  bytes[5] = sequence >> 8;
  bytes.set(wordsToBytes(words), BATCH_HEADER_BYTES);
  return bytes;
}

/**
 * Decodes a batch. Written without zod because it runs 10 times a second for every cast in progress.
 * @throws FailureError `batch-malformed`, `batch-oversized`
 */
export function decodeBatch(bytes: Uint8Array): Batch {
  if (bytes.length < BATCH_HEADER_BYTES) throw new FailureError('batch-malformed', `${bytes.length} bytes`);
  const channels = bytes[1] ?? 0;
  if (bytes[0] !== FORMAT) throw new FailureError('batch-malformed', `format ${bytes[0] ?? 0}`);
  if (!isChannelMask(channels)) throw new FailureError('batch-malformed', `channels ${channels}`);
  const width = 2 * wordsPerSample(channels);
  const count = (bytes.length - BATCH_HEADER_BYTES) / width;
  if (!Number.isInteger(count) || count === 0) throw new FailureError('batch-malformed', `${count} samples`);
  if (count > MAX_BATCH_SAMPLES) throw new FailureError('batch-oversized', `${count} samples`);
  return {
    stream: (bytes[2] ?? 0) | ((bytes[3] ?? 0) << 8),
    sequence: (bytes[4] ?? 0) | ((bytes[5] ?? 0) << 8),
    channels,
    count,
    words: bytesToWords(bytes.subarray(BATCH_HEADER_BYTES)),
  };
}

/** Reads little-endian words. Copies them, so that they are aligned and independent of the message's buffer. */
export function bytesToWords(bytes: Uint8Array): Int16Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes.length & ~1);
  copy.set(bytes.subarray(0, copy.length));
  return littleEndian ? new Int16Array(copy.buffer) : new Int16Array(swapped(copy).buffer);
}

/** The little-endian bytes of `words`. A view without a copy on little-endian machines, which all phones are. */
export function wordsToBytes(words: Int16Array): Uint8Array {
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  return littleEndian ? bytes : swapped(bytes);
}

function swapped(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) out[i ^ 1] = bytes[i] ?? 0;
  return out;
}

/**
 * Checks that sample times never decrease.
 * @param after last tick of the previous batch; -1 for none
 * @returns the last tick  @throws FailureError `time-backwards`, `cast-too-long`
 */
export function checkTimes({ channels, count, words }: PackedSamples, after: number): number {
  const width = wordsPerSample(channels);
  let last = after;
  for (let i = 0; i < count; i++) {
    const tick = (words[i * width] ?? 0) & 0xffff;
    if (tick < last) throw new FailureError('time-backwards', `${tick * TICK_MS} ms after ${last * TICK_MS} ms`);
    last = tick;
  }
  if (last * TICK_MS > MAX_CAST_MS) throw new FailureError('cast-too-long', `${last * TICK_MS} ms`);
  return last;
}
