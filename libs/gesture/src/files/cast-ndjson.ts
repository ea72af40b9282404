import { MAX_CAST_MS, MAX_CAST_SAMPLES, isStorable } from '@wandcast/protocol';
import { metadataOf, type CastMetadata } from './cast-metadata.js';
import { shortestDecimal } from './shortest-decimal.js';
import type { Axes, Signal } from '../signal/signal.js';

/** A cast from a file: one line of NDJSON, or the rows of one recording in the 2018 talk's CSV. */
export interface RecordedCast {
  readonly id: string;
  /** Who cast it; `unknown` if the file does not contain it. */
  readonly user: string;
  /** The spell; null if unlabeled. */
  readonly label: string | null;
  readonly signal: Signal;
  /** Side of a published split, if any. */
  readonly split?: 'train' | 'test';
  /** Set if a server wrote the file. */
  readonly metadata?: CastMetadata;
}

/** A line that is not a valid cast. `line` counts from 1. */
export class CastFileError extends Error {
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`line ${line}: ${reason}`);
    this.name = 'CastFileError';
  }
}

/** Why a text is refused that no database stores. */
export const NOT_STORABLE = 'contains a NUL or half a character';

/** A parsed line. */
export type Fields = Readonly<Record<string, unknown>>;
/** Rejects the current line with a reason. */
export type Refuse = (reason: string) => never;

/**
 * Parses one line of NDJSON: `id`, `user`, `label`, `t` (ms), `x y z` (m/s^2 without gravity, or with it if `"gravity":
 * true`), optional `gx gy gz` (with gravity), `rx ry rz` (degrees/s), `split` and {@link CastMetadata}; W3C device
 * axes.
 * @param lineNumber for errors, from 1
 * @throws CastFileError
 */
export function parseCastLine(line: string, lineNumber: number): RecordedCast {
  const refuse: Refuse = (reason) => {
    throw new CastFileError(lineNumber, reason);
  };
  const fields = fieldsOf(line, refuse);
  const id = nameOf(fields, 'id', refuse) ?? refuse('no id');
  const user = nameOf(fields, 'user', refuse) ?? 'unknown';
  const label = nameOf(fields, 'label', refuse) ?? null;
  const { split } = fields;
  if (split !== undefined && split !== 'train' && split !== 'test') refuse('split is neither "train" nor "test"');
  const signal = signalOfFields(fields, refuse);
  const metadata = metadataOf(fields, refuse);
  return {
    ...{ id, user, label, signal },
    ...(split !== undefined && { split: split }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  };
}

function fieldsOf(line: string, refuse: Refuse): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    refuse(line.trim() === '' ? 'empty' : 'not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse('not a JSON object');
  return value as Fields;
}

/** Numbers are valid names: people number their participants. */
function nameOf(fields: Fields, field: string, refuse: Refuse): string | undefined {
  const value = fields[field];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' && !isStorable(value)) return refuse(`${field} ${NOT_STORABLE}`);
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return refuse(`${field} is neither text nor a number`);
}

function signalOfFields(fields: Fields, refuse: Refuse): Signal {
  if (fields['t'] === undefined) refuse('no t');
  const t = columnOf(fields, 't', refuse);
  checkTimes(t, refuse);
  const { gravity: flag } = fields;
  if (flag !== undefined && typeof flag !== 'boolean') refuse('gravity is neither true nor false');
  const main = axesOf(fields, ['x', 'y', 'z'], t.length, refuse);
  const withGravity = axesOf(fields, ['gx', 'gy', 'gz'], t.length, refuse);
  const rotation = axesOf(fields, ['rx', 'ry', 'rz'], t.length, refuse);
  if (flag === true && withGravity !== undefined) refuse('gravity is given twice: as x y z and as gx gy gz');
  const linear = flag === true ? undefined : main;
  const gravity = flag === true ? main : withGravity;
  if (linear === undefined && gravity === undefined) refuse('no x, y, z');
  return { t, ...(linear && { linear }), ...(gravity && { gravity }), ...(rotation && { rotation }) };
}

/** Three columns that are all present or all absent. */
function axesOf(fields: Fields, names: readonly [string, string, string], n: number, refuse: Refuse): Axes | undefined {
  const missing = names.filter((name) => fields[name] === undefined);
  if (missing.length === 3) return undefined;
  if (missing.length > 0) refuse(`no ${missing.join(', ')}`);
  const [x, y, z] = names.map((name) => {
    const column = columnOf(fields, name, refuse);
    if (column.length !== n) refuse(`${name} has ${column.length} values, t has ${n}`);
    return column;
  }) as [Float32Array, Float32Array, Float32Array];
  return { x, y, z };
}

function columnOf(fields: Fields, name: string, refuse: Refuse): Float32Array {
  const values = fields[name];
  if (!Array.isArray(values)) return refuse(`${name} is not a list`);
  if (values.length > MAX_CAST_SAMPLES) refuse(`${values.length} samples; at most ${MAX_CAST_SAMPLES} make a cast`);
  return Float32Array.from(values as unknown[], (value, i) => {
    const number = typeof value === 'number' ? Math.fround(value) : NaN; // 1e39 overflows a 32-bit float
    return Number.isFinite(number) ? number : refuse(`${name}[${i}] is not a number`);
  });
}

function checkTimes(t: Float32Array, refuse: Refuse): void {
  if (t.length === 0) refuse('no samples');
  t.forEach((time, i) => {
    const before = i === 0 ? 0 : (t[i - 1] ?? 0);
    if (time < before) refuse(i === 0 ? `t starts at ${time}, before the cast` : `time runs backwards at t[${i}]`);
  });
  const end = t[t.length - 1] ?? 0;
  if (end > MAX_CAST_MS) refuse(`${end / 1000} s long; a cast ends by ${MAX_CAST_MS / 1000} s`);
}

/** Formats one line of NDJSON without a line break; {@link parseCastLine} restores it exactly. */
export function castLine({ id, user, label, signal, split, metadata }: RecordedCast): string {
  const { t, linear, gravity, rotation } = signal;
  return JSON.stringify({
    ...{ id, user, label, ...metadata },
    ...(linear === undefined && { gravity: true }),
    t: numbers(t),
    ...columns('', linear ?? gravity),
    ...(linear !== undefined && columns('g', gravity)),
    ...columns('r', rotation),
    split,
  });
}

function columns(prefix: string, axes: Axes | undefined): Record<string, number[]> {
  if (axes === undefined) return {};
  return Object.fromEntries((['x', 'y', 'z'] as const).map((axis) => [prefix + axis, numbers(axes[axis])]));
}

function numbers(values: Float32Array): number[] {
  return Array.from(values, shortestDecimal);
}
