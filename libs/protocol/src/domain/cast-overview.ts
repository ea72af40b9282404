import type { SpellId } from './entities.js';
import { SHAPE_VALUES } from '../wire/cast-shape-format.js';

/**
 * Columns of the cast explorer: the array type, and the number of values per cast. People, spells and models are indexes
 * into the name lists of all pages so far, or NONE.
 */
export const overviewColumns = {
  /** The cast id as bytes. */
  id: { of: Uint8Array, width: 16 },
  /** When the cast reached the server, ms since 1970. The phone's time may be wrong. */
  receivedAt: { of: Float64Array, width: 1 },
  /** Duration, ms. */
  durationMs: { of: Uint16Array, width: 1 },
  /** Longest time between two samples, ms. */
  maxGapMs: { of: Uint16Array, width: 1 },
  /** Samples per second. */
  rateHz: { of: Float32Array, width: 1 },
  /** The participant. */
  person: { of: Uint16Array, width: 1 },
  /** The intended spell, as reported by the phone; NONE if it reported none. */
  intendedSpell: { of: Int16Array, width: 1 },
  /** The spell of the current label, NONE without a label, or DISCARDED. */
  label: { of: Int16Array, width: 1 },
  /** The model that classified the cast; NONE without a model. */
  model: { of: Int16Array, width: 1 },
  /** The spell it recognized; NONE without a model, or if the cast fizzled. */
  recognized: { of: Int16Array, width: 1 },
  /** The model's highest probability, whole percent. */
  confidence: { of: Uint8Array, width: 1 },
  /** Bits, as below. */
  flags: { of: Uint8Array, width: 1 },
  /** The shape (X3). All zeros if not computed yet. */
  shape: { of: Int8Array, width: SHAPE_VALUES },
} as const;

/** No spell, or no model. */
export const NONE = -1;
/** A label that excludes the cast from training. */
export const DISCARDED = -2;

/**
 * Flags of a cast and its orientation (SPEC C11). `flipped` is meaningful only with `signKnown`; if the hand is
 * unknown, neither `right` nor `left` is set.
 */
export const overviewFlags = {
  ...{ taught: 1, pointer: 2, simulated: 4, shapeless: 8 },
  ...{ flipped: 16, signKnown: 32, right: 64, left: 128 },
} as const;

export type OverviewColumn = keyof typeof overviewColumns;
export type OverviewColumns = {
  readonly [C in OverviewColumn]: InstanceType<(typeof overviewColumns)[C]['of']>;
};

export interface OverviewHead {
  /** Number of casts in this page. */
  readonly count: number;
  /** Number of casts in all pages of this answer, counted before the first. */
  readonly total: number;
  /** Server time, ms since 1970. Pass it as `since=` to fetch later casts. */
  readonly until: number;
  readonly isLast: boolean;
  /** People who first appear in this page. Their indexes continue those of earlier pages. */
  readonly people: readonly { readonly id: string; readonly nickname: string }[];
  readonly spells: readonly SpellId[];
  /** Model ids. */
  readonly models: readonly string[];
}

/** A page of casts in columns. */
export interface OverviewPage extends OverviewHead {
  readonly columns: OverviewColumns;
}

/** Zero-filled columns for `count` casts. */
export function emptyColumns(count: number): OverviewColumns {
  const entries = Object.entries(overviewColumns).map(([name, { of, width }]) => [name, new of(count * width)]);
  return Object.fromEntries(entries) as OverviewColumns;
}

/** Every part starts at a multiple of this many bytes, so that typed arrays can view a page in place. */
const ALIGNMENT = 8;
const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
/** The prefix holds two 32-bit lengths: of the page, and of its JSON head. */
const PREFIX_BYTES = 8;

/** Encodes a page as bytes (SPEC X2). Assumes little-endian machines, so that columns are copied without conversion. */
export function encodeOverview({ columns, ...head }: OverviewPage): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const parts = Object.keys(overviewColumns).map((name) => columns[name as OverviewColumn]);
  const headBytes = aligned(PREFIX_BYTES + text.length);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + aligned(part.byteLength), headBytes));
  new Uint32Array(bytes.buffer, 0, 2).set([bytes.length, text.length]);
  bytes.set(text, PREFIX_BYTES);
  let at = headBytes;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += aligned(part.byteLength);
  }
  return bytes;
}

/** Decodes pages from a stream of chunks of any size. */
export class OverviewReader {
  private rest = new Uint8Array(0);

  /** @returns the pages completed by this chunk  @throws Error if a page is malformed */
  push(chunk: Uint8Array): OverviewPage[] {
    const joined = new Uint8Array(this.rest.length + chunk.length);
    joined.set(this.rest);
    joined.set(chunk, this.rest.length);
    const pages: OverviewPage[] = [];
    let at = 0;
    for (;;) {
      const length = joined.length - at < PREFIX_BYTES ? 0 : new DataView(joined.buffer, at).getUint32(0, true);
      if (length === 0 || joined.length - at < length) break;
      pages.push(decode(joined.slice(at, at + length)));
      at += length;
    }
    this.rest = joined.slice(at);
    return pages;
  }
}

/** @param bytes exactly one page, in a buffer of its own */
function decode(bytes: Uint8Array<ArrayBuffer>): OverviewPage {
  const [length = 0, headLength = 0] = new Uint32Array(bytes.buffer, 0, 2);
  const text = new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + headLength));
  const head = JSON.parse(text) as OverviewHead;
  let at = aligned(PREFIX_BYTES + headLength);
  const columns = Object.entries(overviewColumns).map(([name, { of, width }]) => {
    const column = new of(bytes.buffer, at, head.count * width);
    at += aligned(column.byteLength);
    return [name, column];
  });
  if (at !== length) throw new Error(`the columns end at byte ${at} of a page of ${length} bytes`);
  return { ...head, columns: Object.fromEntries(columns) as OverviewColumns };
}
