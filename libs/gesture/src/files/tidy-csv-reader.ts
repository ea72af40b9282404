import { MAX_CAST_MS, MAX_CAST_SAMPLES, isStorable } from '@wandcast/protocol';
import { CastFileError, NOT_STORABLE, type RecordedCast, type Refuse } from './cast-ndjson.js';
import { unescapeFormulas } from './csv-field.js';

/** One row of the 2018 talk's tidy CSV, by column name. */
export type TidyRow = Readonly<Record<string, string>>;

/** Required columns; `user` and `discarded` are optional. */
export const TIDY_COLUMNS = ['time', 'direction', 'accel', 'label', 'recording_num'] as const;
/** Columns with text that people wrote. */
const NAMES = ['label', 'recording_num', 'user'] as const;
/** Columns that may be empty: the cast is unlabeled. */
const MAY_BE_EMPTY: readonly string[] = ['label'];
/** The talk wrote m_x; its first recordings, x. */
const axisOf: Readonly<Record<string, 'x' | 'y' | 'z'>> = { m_x: 'x', m_y: 'y', m_z: 'z', x: 'x', y: 'y', z: 'z' };
/** A median step below this is a time in seconds: no phone samples above 1 kHz or below 1 Hz. */
const SECONDS_BELOW = 1;
/** Steps that decide it, the first ones of the file: a million more would take a second and change nothing. */
const STEPS = 100_000;

/**
 * Reads the casts of the talk's tidy CSV. A row is one reading of one direction (`m_x`, `m_y`, `m_z`; m/s^2 without
 * gravity); the rows of a recording share label and `recording_num` and may be anywhere in the file. Times may be in s
 * or ms (detected from their step), relative to the recording or to 1970.
 * @param rows in file order, without the header
 * @throws CastFileError; its line counts the header as 1
 */
export function* tidyCsvCasts(rows: Iterable<TidyRow>): Generator<RecordedCast> {
  const recordings = new TidyRecordings();
  let line = 1;
  for (const row of rows) recordings.add(row, ++line);
  for (const read of recordings.casts()) yield castOrThrow(read);
}

/**
 * {@link tidyCsvCasts} for a stream of rows.
 * @throws CastFileError
 */
export async function* tidyCsvCastsFrom(rows: AsyncIterable<TidyRow>): AsyncGenerator<RecordedCast> {
  const recordings = new TidyRecordings();
  let line = 1;
  for await (const row of rows) recordings.add(row, ++line);
  for (const read of recordings.casts()) yield castOrThrow(read);
}

/** A recording, or why it is invalid. `line` is its first line. */
export type TidyRead =
  { readonly line: number; readonly cast: RecordedCast } | { readonly line: number; readonly error: CastFileError };

function castOrThrow(read: TidyRead): RecordedCast {
  if ('error' in read) throw read.error;
  return read.cast;
}

/** Readings of one direction, in file order. */
interface Column {
  readonly times: number[];
  readonly values: number[];
}

interface Recording {
  /** First line in the file. */
  readonly line: number;
  readonly label: string;
  readonly number: string;
  readonly user: string;
  /** People excluded it from training. */
  readonly discarded: boolean;
  /** One of its rows was invalid. */
  spoiled: boolean;
  readonly x: Column;
  readonly y: Column;
  readonly z: Column;
}

/**
 * Collects rows: the file lists one direction after the other, so no cast is complete before the end. An invalid row
 * drops its recording and no other, if the caller continues after it.
 */
export class TidyRecordings {
  private readonly byKey = new Map<string, Recording>();

  /** Recordings so far. */
  get size(): number {
    return this.byKey.size;
  }

  /**
   * Adds a row.
   * @param line line in the file, for errors
   * @throws CastFileError
   */
  add(row: TidyRow, line: number): void {
    const refuse: Refuse = (reason) => {
      this.spoil(row);
      throw new CastFileError(line, reason);
    };
    const garbled = NAMES.find((name) => !isStorable(row[name] ?? ''));
    if (garbled !== undefined) refuse(`${garbled} ${NOT_STORABLE}`);
    const missing = TIDY_COLUMNS.filter((column) => isMissing(row, column));
    if (missing.length > 0) refuse(`no ${missing.join(', ')}`);
    const axis = axisOf[row['direction'] ?? ''] ?? refuse('direction is none of m_x, m_y, m_z');
    const time = numberIn(row, 'time', refuse);
    const value = numberIn(row, 'accel', refuse);
    const { times, values } = this.recordingOf(row, line)[axis];
    if (time < (times[times.length - 1] ?? -Infinity)) refuse('time runs backwards');
    if (times.length === MAX_CAST_SAMPLES) refuse(`at most ${MAX_CAST_SAMPLES} samples make a cast`);
    times.push(time);
    values.push(value);
  }

  /**
   * The recordings in order of their first line. Recordings with an invalid row are skipped; `add` has reported them.
   */
  *casts(): Generator<TidyRead> {
    const recordings = [...this.byKey.values()].filter(({ spoiled }) => !spoiled);
    const toMs = inSeconds(recordings) ? 1000 : 1;
    for (const recording of recordings) {
      const { line } = recording;
      try {
        yield { line, cast: castOf(recording, toMs) };
      } catch (error) {
        if (!(error instanceof CastFileError)) throw error;
        yield { line, error };
      }
    }
  }

  private spoil(row: TidyRow): void {
    if (!isMissing(row, 'label') && !isMissing(row, 'recording_num')) this.recordingOf(row, 0).spoiled = true;
  }

  private recordingOf(row: TidyRow, line: number): Recording {
    const [label = '', number = '', user = 'unknown'] = NAMES.map((name) => mapped(row[name], unescapeFormulas));
    const key = JSON.stringify([user, label, number]);
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const column = (): Column => ({ times: [], values: [] });
    const discarded = row['discarded'] === 'true';
    const opened = { line, label, number, user, discarded, spoiled: false, x: column(), y: column(), z: column() };
    this.byKey.set(key, opened);
    return opened;
  }
}

function mapped<T>(value: T | undefined, change: (value: T) => T): T | undefined {
  return value === undefined ? undefined : change(value);
}

function isMissing(row: TidyRow, column: string): boolean {
  return row[column] === undefined || (row[column] === '' && !MAY_BE_EMPTY.includes(column));
}

function numberIn(row: TidyRow, column: string, refuse: Refuse): number {
  const value = Number(row[column]);
  return Number.isFinite(Math.fround(value)) ? value : refuse(`${column} is not a number`);
}

/** One decision for the whole file: a recording with one reading has no step. */
function inSeconds(recordings: readonly Recording[]): boolean {
  const steps = new Float64Array(STEPS);
  let count = 0;
  for (const { x } of recordings)
    for (let i = 1; i < x.times.length && count < STEPS; i++)
      steps[count++] = (x.times[i] ?? 0) - (x.times[i - 1] ?? 0);
  const sorted = steps.subarray(0, count).sort();
  return (sorted[count >> 1] ?? SECONDS_BELOW) < SECONDS_BELOW;
}

function castOf({ line, label, number, user, discarded, x, y, z }: Recording, toMs: number): RecordedCast {
  const refuse: Refuse = (reason) => {
    throw new CastFileError(line, `${label === '' ? 'unlabeled' : label}, ${number}: ${reason}`);
  };
  if ([y, z].some(({ times }) => times.length !== x.times.length || times.some((time, i) => time !== x.times[i])))
    refuse('the three directions are not read at the same times');
  const first = (x.times[0] ?? 0) * toMs;
  const start = first < 0 || first > MAX_CAST_MS ? first : 0; // absolute times instead of times since the start
  const t = Float32Array.from(x.times, (time) => time * toMs - start);
  if ((t[t.length - 1] ?? 0) > MAX_CAST_MS) refuse(`a cast ends by ${MAX_CAST_MS / 1000} s`);
  const [xs, ys, zs] = [x, y, z].map(({ values }) => Float32Array.from(values)) as [Values, Values, Values];
  return {
    ...{ id: label === '' ? number : `${label}-${number}`, user, label: label === '' ? null : label },
    signal: { t, linear: { x: xs, y: ys, z: zs } },
    ...(discarded && { metadata: { discarded } }),
  };
}

type Values = Float32Array<ArrayBuffer>;
