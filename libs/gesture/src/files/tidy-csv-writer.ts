import type { RecordedCast } from './cast-ndjson.js';
import { csvField } from './csv-field.js';
import { motionOf } from '../signal/motion.js';
import { shortestDecimal } from './shortest-decimal.js';
import { TIDY_COLUMNS } from './tidy-csv-reader.js';

/** Header of a tidy CSV: the talk's columns, then user and discarded. */
export const TIDY_HEADER = [...TIDY_COLUMNS, 'user', 'discarded'].join(',');

/**
 * The rows of one recording as the talk wrote them: all of m_x, then m_y, then m_z, times in ms. {@link tidyCsvCasts}
 * restores it exactly. The format has only the motion without gravity; it is computed if the phone did not provide it
 * ({@link motionOf}).
 * @param number number of the recording, unique in the file
 * @returns lines without a final line break
 */
export function tidyCsvLines({ user, label, signal, metadata }: RecordedCast, number: number): string {
  const motion = motionOf(signal);
  const times = Array.from(signal.t, shortestDecimal);
  const tail = [label ?? '', `${number}`, user, metadata?.discarded === true ? 'true' : ''].map(csvField).join(',');
  return (['x', 'y', 'z'] as const)
    .flatMap((axis) => times.map((time, i) => `${time},m_${axis},${shortestDecimal(motion[axis][i] ?? 0)},${tail}`))
    .join('\n');
}
