import { samplesOf, shapeOf, type Signal } from '@wandcast/gesture';
import { checksum, packSamples, wordsToBytes } from '@wandcast/protocol';

/** The columns of a stored cast that follow from its signal, in the order of {@link RECORDED_COLUMNS}. */
export type RecordedColumns = readonly unknown[];

export const RECORDED_COLUMNS = 'duration_ms, rate_hz, max_gap_ms, channels, count, checksum, samples, shape';

/** @param withShape false leaves the shape empty, as older versions did */
export function recordedColumns(signal: Signal, withShape = true): RecordedColumns {
  const { t } = signal;
  const packed = packSamples(samplesOf(signal), 1);
  const durationMs = t.at(-1) ?? 0;
  const step = durationMs / (t.length - 1);
  return [
    ...[Math.round(durationMs), 1000 / step, step, packed.channels, packed.count, checksum(packed.words)],
    ...[Buffer.from(wordsToBytes(packed.words)), withShape ? Buffer.from(shapeOf(signal).buffer) : null],
  ];
}
