import { MAX_CAST_MS, MAX_CAST_SAMPLES } from '@wandcast/protocol';
import { CastFileError, type RecordedCast } from './cast-file.js';

/** One row of the 2018 talk's tidy CSV, by column name. */
export type TidyRow = Readonly<Record<string, string>>;

/** Columns a row must have; `user` is read where present. */
const COLUMNS = ['time', 'direction', 'accel', 'label', 'recording_num'] as const;
/** The talk wrote m_x; its first recordings, x. */
const axisOf: Readonly<Record<string, 'x' | 'y' | 'z'>> = { m_x: 'x', m_y: 'y', m_z: 'z', x: 'x', y: 'y', z: 'z' };
/** A median step below this is a fraction of a second: no phone samples above 1 kHz, none below 1 Hz. */
const SECONDS_BELOW = 1;

/**
 * The casts of the talk's tidy CSV: a row is one reading of one direction (`m_x`, `m_y`, `m_z`; m/s^2 without gravity),
 * and the rows of a recording are found by label and `recording_num`, wherever they stand. Times are in s or ms, told
 * apart by their step, from the start of the recording or of 1970.
 * @param rows in the file's order, without the header  @throws CastFileError, its line counting the header as 1
 */
export function* tidyCsvCasts(rows: Iterable<TidyRow>): Generator<RecordedCast> {
  const recordings = new TidyRecordings();
  for (const row of rows) recordings.add(row);
  yield* recordings.casts();
}

/** {@link tidyCsvCasts} for a file that is read as a stream. */
export async function* tidyCsvCastsFrom(rows: AsyncIterable<TidyRow>): AsyncGenerator<RecordedCast> {
  const recordings = new TidyRecordings();
  for await (const row of rows) recordings.add(row);
  yield* recordings.casts();
}

/** Readings of one direction, in the file's order. */
interface Column {
  readonly times: number[];
  readonly values: number[];
}

interface Recording {
  /** Where it begins in the file. */
  readonly line: number;
  readonly label: string;
  readonly number: string;
  readonly user: string;
  readonly x: Column;
  readonly y: Column;
  readonly z: Column;
}

/** Gathers rows: the file lists all of one direction before the next, so that no cast is whole until the end. */
class TidyRecordings {
  private readonly byKey = new Map<string, Recording>();
  private line = 1;

  add(row: TidyRow): void {
    this.line++;
    const missing = COLUMNS.filter((column) => row[column] === undefined || row[column] === '');
    if (missing.length > 0) this.refuse(`no ${missing.join(', ')}`);
    const axis = axisOf[row['direction'] ?? ''] ?? this.refuse('direction is none of m_x, m_y, m_z');
    const { times, values } = this.recordingOf(row)[axis];
    const time = this.number(row, 'time');
    if (time < (times[times.length - 1] ?? -Infinity)) this.refuse('time runs backwards');
    if (times.length === MAX_CAST_SAMPLES) this.refuse(`at most ${MAX_CAST_SAMPLES} samples make a cast`);
    times.push(time);
    values.push(this.number(row, 'accel'));
  }

  *casts(): Generator<RecordedCast> {
    const recordings = [...this.byKey.values()];
    const toMs = inSeconds(recordings) ? 1000 : 1;
    for (const recording of recordings) yield castOf(recording, toMs);
  }

  private recordingOf(row: TidyRow): Recording {
    const [label, number, user] = [row['label'] ?? '', row['recording_num'] ?? '', row['user'] ?? 'unknown'];
    const key = JSON.stringify([user, label, number]);
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const column = (): Column => ({ times: [], values: [] });
    const opened = { line: this.line, label, number, user, x: column(), y: column(), z: column() };
    this.byKey.set(key, opened);
    return opened;
  }

  private number(row: TidyRow, column: string): number {
    const value = Number(row[column]);
    return Number.isFinite(Math.fround(value)) ? value : this.refuse(`${column} is not a number`);
  }

  private refuse(reason: string): never {
    throw new CastFileError(this.line, reason);
  }
}

/** One answer for the whole file: a recording of one reading cannot say. */
function inSeconds(recordings: readonly Recording[]): boolean {
  const steps = recordings
    .flatMap(({ x: { times } }) => times.slice(1).map((time, i) => time - (times[i] ?? 0)))
    .sort((a, b) => a - b);
  return (steps[steps.length >> 1] ?? SECONDS_BELOW) < SECONDS_BELOW;
}

function castOf({ line, label, number, user, x, y, z }: Recording, toMs: number): RecordedCast {
  const refuse = (reason: string): never => {
    throw new CastFileError(line, `${label}, ${number}: ${reason}`);
  };
  if ([y, z].some(({ times }) => times.length !== x.times.length || times.some((time, i) => time !== x.times[i])))
    refuse('the three directions are not read at the same times');
  const first = (x.times[0] ?? 0) * toMs;
  const start = first < 0 || first > MAX_CAST_MS ? first : 0; // a clock, not the time since the start
  const t = Float32Array.from(x.times, (time) => time * toMs - start);
  if ((t[t.length - 1] ?? 0) > MAX_CAST_MS) refuse(`a cast ends by ${MAX_CAST_MS / 1000} s`);
  const [xs, ys, zs] = [x, y, z].map(({ values }) => Float32Array.from(values)) as [Values, Values, Values];
  return { id: `${label}-${number}`, user, label, signal: { t, linear: { x: xs, y: ys, z: zs } } };
}

type Values = Float32Array<ArrayBuffer>;
