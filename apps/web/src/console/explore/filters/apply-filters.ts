import { NONE } from '@wandcast/protocol';
import type { CastTable } from '../table/cast-table';
import { NO_SPELL, facets, valuesOf, type Facet, type Filters } from './filters';
import type { DerivedColumns } from '../table/derived-columns';

/** Number of bars of the time histogram. */
export const TIME_BINS = 48;

export interface FilterResult {
  /** Indexes of the casts that pass, most unusual first. */
  readonly shown: Uint32Array;
  /** For each facet, how many casts of each code pass all other facets. */
  readonly counts: Readonly<Record<Facet, Uint32Array>>;
  /** Casts per bar of the time histogram that pass all facets. */
  readonly times: Uint32Array;
}

/** A facet as numeric codes: one per cast, and which codes pass (all if null). */
interface FacetColumn {
  readonly codes: ArrayLike<number>;
  /** Added to a code before lookup, because codes may be negative. */
  readonly shift: number;
  readonly passes: Uint8Array | null;
  readonly counts: Uint32Array;
}

/** Filters all casts in one pass. Counts each facet as if that facet were not filtered. */
export function applyFilters(table: CastTable, derived: DerivedColumns, filters: Filters): FilterResult {
  const columns = facets.map((facet) => columnOf(facet, table, derived, filters));
  const { receivedAt } = table.columns;
  const [first, last] = timesOf(table);
  const [from, to] = filters.time ?? [-Infinity, Infinity];
  const times = new Uint32Array(TIME_BINS);
  const shown = new Uint32Array(table.count);
  let passed = 0;
  for (const i of derived.order) {
    const at = receivedAt[i] ?? 0;
    const isOutside = at < from || at > to;
    let failed: FacetColumn | undefined; // the last facet that rejects the cast
    let failures = isOutside ? 1 : 0;
    for (const column of columns) {
      if (column.passes === null || column.passes[(column.codes[i] ?? 0) + column.shift] === 1) continue;
      failed = column;
      if (++failures > 1) break;
    }
    if (failures > 1) continue;
    if (failures === 0) {
      shown[passed++] = i;
      for (const column of columns) countIn(column, i);
    } else if (failed !== undefined) countIn(failed, i);
    if (failed === undefined) addTo(times, binOf(at, first, last));
  }
  const counts = Object.fromEntries(facets.map((facet, f) => [facet, columns[f]?.counts]));
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

function columnOf(facet: Facet, table: CastTable, derived: DerivedColumns, filters: Filters): FacetColumn {
  const values = facetValues(facet, table);
  const picked = filters.picked[facet];
  const wanted = new Set(picked);
  return {
    codes: facet === 'person' ? table.columns.person : facet === 'spell' ? derived.currentLabel : derived[facet],
    shift: facet === 'spell' ? -NONE : 0,
    passes: picked === null ? null : Uint8Array.from(values, (value) => (wanted.has(value) ? 1 : 0)),
    counts: new Uint32Array(values.length),
  };
}

function countIn({ codes, shift, counts }: FacetColumn, i: number): void {
  addTo(counts, (codes[i] ?? 0) + shift);
}

function addTo(counts: Uint32Array, place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}

function binOf(at: number, first: number, last: number): number {
  return last > first ? Math.min(TIME_BINS - 1, Math.floor((TIME_BINS * (at - first)) / (last - first))) : 0;
}
