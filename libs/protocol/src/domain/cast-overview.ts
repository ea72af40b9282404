import type { SpellId } from './entities.js';
import { SHAPE_VALUES } from '../wire/cast-shape-format.js';

/**
 * What an explorer holds of every cast, as columns: how many numbers of which kind. A place is one in the names the
 * pages told so far; NOBODY where there is none.
 */
export const overviewColumns = {
  /** Its id as bytes. */
  id: { of: Uint8Array, width: 16 },
  /** When it reached the server, ms since 1970: a phone's clock may be wrong. */
  receivedAt: { of: Float64Array, width: 1 },
  durationMs: { of: Uint16Array, width: 1 },
  /** Longest time between two samples. */
  maxGapMs: { of: Uint16Array, width: 1 },
  /** Samples a second. */
  rateHz: { of: Float32Array, width: 1 },
  person: { of: Uint16Array, width: 1 },
  /** The spell its phone said. */
  said: { of: Int16Array, width: 1 },
  /** The spell of its standing label, NOBODY where it has none, DISCARDED. */
  label: { of: Int16Array, width: 1 },
  /** The model that heard it, and the spell it heard; NOBODY where it fizzled. */
  model: { of: Int16Array, width: 1 },
  recognized: { of: Int16Array, width: 1 },
  /** The model's largest probability, whole percents. */
  confidence: { of: Uint8Array, width: 1 },
  /** Of overviewFlags. */
  flags: { of: Uint8Array, width: 1 },
  /** All 0 where it has none yet. */
  shape: { of: Int8Array, width: SHAPE_VALUES },
} as const;

/** No spell, no model. */
export const NOBODY = -1;
/** A label that says the cast is none to learn from. */
export const DISCARDED = -2;

/** Of its orientation (SPEC C11): `flipped` says something only with `signed`; neither hand is set where nobody knows. */
export const overviewFlags = {
  ...{ taught: 1, pointer: 2, simulated: 4, shapeless: 8 },
  ...{ flipped: 16, signed: 32, right: 64, left: 128 },
} as const;

export type OverviewColumn = keyof typeof overviewColumns;
export type OverviewColumns = {
  readonly [C in OverviewColumn]: InstanceType<(typeof overviewColumns)[C]['of']>;
};

export interface OverviewHead {
  /** Casts of this page. */
  readonly count: number;
  /** Casts of all pages, as they were counted at first. */
  readonly total: number;
  /** What came later is asked for with `since=`; ms since 1970 by the server's clock. */
  readonly until: number;
  readonly isLast: boolean;
  /** Names this page is the first to use: they follow those of the pages before. */
  readonly people: readonly { readonly id: string; readonly nickname: string }[];
  readonly spells: readonly SpellId[];
  /** Their ids. */
  readonly models: readonly string[];
}

/** Some of the casts. */
export interface OverviewPage extends OverviewHead {
  readonly columns: OverviewColumns;
}

/** Empty columns for `count` casts. */
export function emptyColumns(count: number): OverviewColumns {
  const entries = Object.entries(overviewColumns).map(([name, { of, width }]) => [name, new of(count * width)]);
  return Object.fromEntries(entries) as OverviewColumns;
}

/** Everything begins at a multiple of this many bytes, so that a page can be read in place. */
const ALIGNMENT = 8;
const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
/** The bytes of the page, and those of its head. */
const PREFIX_BYTES = 8;

/** Writes a page as bytes (SPEC X2). Little-endian like the machines at both ends: columns go out as they lie. */
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

/** Reads pages from a stream of bytes that is cut anywhere. */
export class OverviewReader {
  private rest = new Uint8Array(0);

  /** @returns the pages that are complete now  @throws Error where the bytes are no pages */
  push(piece: Uint8Array): OverviewPage[] {
    const joined = new Uint8Array(this.rest.length + piece.length);
    joined.set(this.rest);
    joined.set(piece, this.rest.length);
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

/** @param bytes one page, aligned */
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
  if (at !== length) throw new Error(`a page of ${length} bytes holds ${at}`);
  return { ...head, columns: Object.fromEntries(columns) as OverviewColumns };
}
