import { channelBits, channelOrder, stepOf, TICK_MS, wordsPerSample, type PackedSamples } from '@wandcast/protocol';
import type { RecordedCast } from './cast-ndjson.js';

/** Longest text of a word, bytes: -3276.8 and its comma. */
const NUMBER_BYTES = 8;
/** Longest name of a column and its brackets, bytes. */
const NAME_BYTES = 8;
/** Most bytes of a UTF-16 code unit. */
const UTF8_BYTES = 3;
const [ZERO, POINT, MINUS, COMMA, CLOSING_BRACKET] = [48, 46, 45, 44, 93];
const encoder = new TextEncoder();

/**
 * Memory that lines are views of, one after another, because the length of one is known only afterwards and memory of
 * its own for each would be collected longer than its text is written.
 */
const SLAB_BYTES = 256_000;
let [slab, used] = [new Uint8Array(0), 0];

function reserve(bytes: number): void {
  if (slab.length - used < bytes) [slab, used] = [new Uint8Array(Math.max(SLAB_BYTES, bytes)), 0];
}

/**
 * The line that `castLine` makes of the signal of packed samples, in UTF-8 and with a line break. Words are decimals
 * already, so that it takes a fraction of the time.
 */
export function packedCastLine(
  { id, user, label, split, metadata }: Omit<RecordedCast, 'signal'>,
  { channels, count, words }: PackedSamples,
): Uint8Array {
  const hasLinear = (channels & channelBits.linear) !== 0;
  const fields = JSON.stringify({ id, user, label, ...metadata, ...(!hasLinear && { gravity: true }) });
  const tail = split === undefined ? '}\n' : `,"split":${JSON.stringify(split)}}\n`;
  const width = wordsPerSample(channels);
  reserve(UTF8_BYTES * fields.length + width * (count * NUMBER_BYTES + NAME_BYTES) + tail.length);
  const start = used;
  used += encoder.encodeInto(fields.slice(0, -1), slab.subarray(used)).written;
  columnsOf(channels).forEach(({ name, perUnit }, offset) => {
    used = writeAscii(`,"${name}":[`, slab, used);
    used = writeColumn(words, offset, width, perUnit, slab, used);
    slab[used++] = CLOSING_BRACKET;
  });
  used = writeAscii(tail, slab, used);
  return slab.subarray(start, used);
}

interface Column {
  readonly name: string;
  /** Steps of the sensor's unit; undefined for times. */
  readonly perUnit?: number;
}

/** The columns of packed samples, in their order. */
function columnsOf(channels: number): Column[] {
  const columns: Column[] = [{ name: 't' }];
  for (const channel of channelOrder) {
    if ((channels & channelBits[channel]) === 0) continue;
    // The first acceleration has no prefix.
    const prefix = { linear: '', gravity: columns.length === 1 ? '' : 'g', rotation: 'r' }[channel];
    const perUnit = Math.round(1 / stepOf[channel]);
    for (const axis of ['x', 'y', 'z']) columns.push({ name: prefix + axis, perUnit });
  }
  return columns;
}

function writeColumn(
  words: Int16Array,
  offset: number,
  width: number,
  perUnit: number | undefined,
  bytes: Uint8Array,
  at: number,
): number {
  let end = at;
  for (let i = offset; i < words.length; i += width) {
    if (i > offset) bytes[end++] = COMMA;
    const word = words[i] ?? 0;
    end = perUnit === undefined ? writeTime(word, bytes, end) : writeDecimal(word, perUnit, bytes, end);
  }
  return end;
}

function writeTime(word: number, bytes: Uint8Array, at: number): number {
  return writeDecimal((word & 0xffff) * (10 * TICK_MS), 10, bytes, at);
}

/** Writes `steps / perUnit` with as few digits as possible. @param perUnit 10 or 100  @returns its end */
function writeDecimal(steps: number, perUnit: number, bytes: Uint8Array, at: number): number {
  let end = at;
  if (steps < 0) bytes[end++] = MINUS;
  const size = Math.abs(steps);
  const whole = (size / perUnit) | 0;
  end = writeWhole(whole, bytes, end);
  const rest = size - whole * perUnit;
  if (rest === 0) return end;
  bytes[end++] = POINT;
  if (perUnit === 10) {
    bytes[end++] = ZERO + rest;
    return end;
  }
  const tenths = (rest / 10) | 0;
  bytes[end++] = ZERO + tenths;
  if (rest > tenths * 10) bytes[end++] = ZERO + rest - tenths * 10;
  return end;
}

function writeWhole(value: number, bytes: Uint8Array, at: number): number {
  const end = at + (value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : value < 10_000 ? 4 : 5);
  let rest = value;
  for (let i = end - 1; i >= at; i--) {
    const tenth = (rest / 10) | 0;
    bytes[i] = ZERO + rest - tenth * 10;
    rest = tenth;
  }
  return end;
}

function writeAscii(text: string, bytes: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  return at + text.length;
}
