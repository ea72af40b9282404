import { NONE } from '@wandcast/protocol';
import type { CastTable } from '../table/cast-table';
import { NO_SPELL, facets, valuesOf, type Facet, type Filters } from './filters';
import type { DerivedColumns } from '../table/derived-columns';

/** Bars of the time histogram. */
export const TIME_BINS = 48;

export interface FilterResult {
  /** Indexes of the casts that pass, most unusual first. */
  readonly shown: Uint32Array;
  /** For each facet, how many casts of each code pass all other facets. */
  readonly counts: Readonly<Record<Facet, Uint32Array>>;
  /** The same for the time histogram. */
  readonly times: Uint32Array;
}

/** A facet as numbers: one code per cast, and which codes pass (all if null). */
interface Lane {
  readonly codes: ArrayLike<number>;
  /** Added to a code before lookup: codes may be negative. */
  readonly shift: number;
  readonly passes: Uint8Array | null;
  readonly counts: Uint32Array;
}

/** Filters all casts in one pass, and counts for each facet as if it were not filtered. */
export function applyFilters(table: CastTable, derived: DerivedColumns, filters: Filters): FilterResult {
  const lanes = facets.map((facet) => laneOf(facet, table, derived, filters));
  const { receivedAt } = table.columns;
  const [first, last] = timesOf(table);
  const [from, to] = filters.time ?? [-Infinity, Infinity];
  const times = new Uint32Array(TIME_BINS);
  const shown = new Uint32Array(table.count);
  let passed = 0;
  for (const i of derived.order) {
    const at = receivedAt[i] ?? 0;
    const isLate = at < from || at > to;
    let failed: Lane | undefined; // the last facet it fails
    let failing = isLate ? 1 : 0;
    for (const lane of lanes) {
      if (lane.passes === null || lane.passes[(lane.codes[i] ?? 0) + lane.shift] === 1) continue;
      failed = lane;
      if (++failing > 1) break;
    }
    if (failing > 1) continue;
    if (failing === 0) {
      shown[passed++] = i;
      for (const lane of lanes) countIn(lane, i);
    } else if (failed !== undefined) countIn(failed, i);
    if (failed === undefined) addTo(times, binOf(at, first, last));
  }
  const counts = Object.fromEntries(facets.map((facet, f) => [facet, lanes[f]?.counts]));
  return { shown: shown.subarray(0, passed), counts: counts as Record<Facet, Uint32Array>, times };
}

/** Times of the first and the last cast, ms. */
export function timesOf({ count, columns }: CastTable): readonly [first: number, last: number] {
  let [first, last] = [Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    first = Math.min(first, columns.receivedAt[i] ?? first);
    last = Math.max(last, columns.receivedAt[i] ?? last);
  }
  return count === 0 ? [0, 0] : [first, last];
}

/** The values of a facet in the order of their codes. */
export function facetValues(facet: Facet, table: CastTable): readonly string[] {
  if (facet === 'spell') return [NO_SPELL, ...table.spells];
  if (facet === 'person') return table.people.map(({ id }) => id);
  return valuesOf[facet] ?? [];
}

function laneOf(facet: Facet, table: CastTable, derived: DerivedColumns, filters: Filters): Lane {
  const values = facetValues(facet, table);
  const picked = filters.picked[facet];
  const wanted = new Set(picked);
  return {
    codes: facet === 'person' ? table.columns.person : facet === 'spell' ? derived.held : derived[facet],
    shift: facet === 'spell' ? -NONE : 0,
    passes: picked === null ? null : Uint8Array.from(values, (value) => (wanted.has(value) ? 1 : 0)),
    counts: new Uint32Array(values.length),
  };
}

function countIn({ codes, shift, counts }: Lane, i: number): void {
  addTo(counts, (codes[i] ?? 0) + shift);
}

function addTo(counts: Uint32Array, place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}

function binOf(at: number, first: number, last: number): number {
  return last > first ? Math.min(TIME_BINS - 1, Math.floor((TIME_BINS * (at - first)) / (last - first))) : 0;
}
