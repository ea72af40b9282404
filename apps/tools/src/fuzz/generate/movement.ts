import {
  channelBits,
  checksum,
  encodeBatch,
  packSamples,
  wordsPerSample,
  wordsToBytes,
  type PackedSamples,
  type Sample,
} from '@wandcast/protocol';
import type { Dice } from './dice.js';

/** Samples of each batch that is sent. */
const BATCH = 24;

/** A movement in the fields of the messages that carry one. */
export interface Movement {
  readonly channels: number;
  readonly count: number;
  readonly checksum: number;
  readonly samples: Uint8Array;
  /** The bytes of each `cast:samples`. */
  batches(stream: number): Uint8Array[];
}

/** A UUIDv7 of now. */
export function newCastId(dice: Dice): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${dice.uuid().slice(15)}`;
}

/** A hand that moves in a circle, 60 Hz, with one or two channels. @param length in samples; up to 107 if it is missing */
export function circleMovement(dice: Dice, length?: number): Movement {
  const radius = 2 + dice.below(8);
  const hasGravity = dice.chance(0.5);
  const samples = Array.from({ length: length ?? 8 + dice.below(100) }, (_, i): Sample => {
    const linear = [radius * Math.cos(i / 8), radius * Math.sin(i / 8), 0.5] as const;
    return { t: i * 16, linear, ...(hasGravity && { gravity: [0, 0, 9.8] as const }) };
  });
  const channels = hasGravity ? channelBits.linear | channelBits.gravity : channelBits.linear;
  const packed: PackedSamples = packSamples(samples, channels);
  const { count, words } = packed;
  const step = BATCH * wordsPerSample(channels);
  return {
    ...{ channels, count, checksum: checksum(words), samples: wordsToBytes(words) },
    batches: (stream) =>
      Array.from({ length: Math.ceil(count / BATCH) }, (_, sequence) => {
        const part = words.slice(sequence * step, (sequence + 1) * step);
        const size = part.length / wordsPerSample(channels);
        return encodeBatch({ stream, sequence, channels, count: size, words: part });
      }),
  };
}
