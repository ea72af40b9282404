import {
  MIN_CAST_SAMPLES,
  MIN_PART_MS,
  FailureError,
  TICK_MS,
  wordsPerSample,
  type PackedSamples,
} from '@wandcast/protocol';

/** A part of a recording, ms from its start. Both ends belong to it. */
export interface CutRange {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A part of a packed recording whose times start at 0. */
export interface CutSignal {
  readonly packed: PackedSamples;
  /** Start of the part, ms from the start of the recording. */
  readonly offsetMs: number;
}

/**
 * The samples within a range, with unchanged readings.
 * @throws FailureError `part-too-short` if they are too few for a recognizer, `part-is-whole` if they are all there are
 */
export function cutSignal({ channels, count, words }: PackedSamples, { fromMs, untilMs }: CutRange): CutSignal {
  const width = wordsPerSample(channels);
  const timeAt = (i: number): number => ((words[i * width] ?? 0) & 0xffff) * TICK_MS;
  let first = 0;
  while (first < count && timeAt(first) < fromMs) first++;
  let end = count;
  while (end > first && timeAt(end - 1) > untilMs) end--;
  const lengthMs = Math.min(untilMs, timeAt(count - 1)) - Math.max(fromMs, timeAt(0));
  // The first part of a split ends a tick before the second begins.
  if (end - first < MIN_CAST_SAMPLES || lengthMs < MIN_PART_MS - TICK_MS)
    throw new FailureError('part-too-short', `${end - first} samples in ${Math.max(0, Math.round(lengthMs))} ms`);
  if (end - first === count) throw new FailureError('part-is-whole');
  const part = words.slice(first * width, end * width);
  const firstTick = (part[0] ?? 0) & 0xffff;
  for (let i = 0; i < part.length; i += width) part[i] = ((part[i] ?? 0) & 0xffff) - firstTick;
  return { packed: { channels, count: end - first, words: part }, offsetMs: firstTick * TICK_MS };
}
