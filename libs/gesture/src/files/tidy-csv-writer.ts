import type { RecordedCast } from './cast-ndjson.js';
import { csvField } from './csv-escape.js';
import { motionOf } from '../signal/motion.js';
import { shortestDecimal } from './shortest-decimal.js';
import { TIDY_COLUMNS } from './tidy-csv-reader.js';

/** First line of a tidy CSV: the talk's columns, then who cast it and whether it was discarded. */
export const TIDY_HEADER = [...TIDY_COLUMNS, 'user', 'discarded'].join(',');

/**
 * The rows of one recording as the talk wrote them, all of m_x before m_y before m_z, times in ms: what
 * {@link tidyCsvCasts} reads back to the last bit. The format has the motion without gravity and nothing else; where a
 * phone gave none, it is worked out ({@link motionOf}).
 * @param number of the recording, unlike that of any other in the file
 * @returns lines without the last line break
 */
export function tidyCsvLines({ user, label, signal, notes }: RecordedCast, number: number): string {
  const motion = motionOf(signal);
  const times = Array.from(signal.t, shortestDecimal);
  const tail = [label ?? '', `${number}`, user, notes?.discarded === true ? 'true' : ''].map(csvField).join(',');
  return (['x', 'y', 'z'] as const)
    .flatMap((axis) => times.map((time, i) => `${time},m_${axis},${shortestDecimal(motion[axis][i] ?? 0)},${tail}`))
    .join('\n');
}
