import { computed, onBeforeUnmount, onMounted, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { ClientState } from '../connection/client-state';
import { passes, type Brush, type View } from './plot/brush';
import { filtersOf, hashOf } from './filters/filter-hash';
import type { Filters, Rows } from './filters/filters';
import { groupsOf, panelRows, usefulRows, viewOf, type PanelRow } from './plot/plot-panels';
import { applyFilters, type FilterResult } from './filters/apply-filters';
import type { CastTable } from './table/cast-table';
import type { Overview } from './table/useOverview';

/** The explorer's state: casts, filters, band and selection. */
export interface Explorer {
  readonly filters: Readonly<ShallowRef<Filters>>;
  setFilters: (filters: Filters) => void;
  /** The chosen rows, or those that group the casts. */
  readonly grouping: ComputedRef<Rows>;
  readonly filtered: ComputedRef<FilterResult | undefined>;
  readonly view: ComputedRef<View>;
  readonly rows: ComputedRef<readonly PanelRow[]>;
  readonly brush: Readonly<ShallowRef<Brush | undefined>>;
  /** Selects the casts of a band, or removes the band and the region. */
  setBrush: (brush: Brush | undefined) => void;
  /** Indexes of the casts in the selected part of the map; undefined without one. */
  readonly region: Readonly<ShallowRef<ReadonlySet<number> | undefined>>;
  setRegion: (places: Iterable<number>) => void;
  /** Indexes of the casts in the region, or whose lines pass through the band; undefined without either. */
  readonly brushed: ComputedRef<Uint32Array | undefined>;
  /** Indexes of the listed casts, most unusual first. */
  readonly listed: ComputedRef<Uint32Array>;
  /** The selected casts among the listed ones. */
  readonly marked: ComputedRef<Uint32Array>;
  mark: (places: Iterable<number>) => void;
}

const noCasts = new Uint32Array(0);

export function useExplorer(overview: Readonly<ShallowRef<Overview | undefined>>, state: () => ClientState): Explorer {
  const filters = shallowRef(filtersOf(location.hash));
  const brush = shallowRef<Brush>();
  const region = shallowRef<ReadonlySet<number>>();
  const marks = shallowRef<ReadonlySet<number>>(new Set());

  const useful = shallowRef<Rows>('label');
  const grouping = computed(() => filters.value.rows ?? useful.value);
  // Not at each label: the first one would regroup all casts under the pointer.
  watch(
    () => overview.value?.table.count ?? 0,
    () => {
      if (overview.value !== undefined) useful.value = usefulRows(overview.value);
    },
    { immediate: true },
  );

  const filtered = computed(() => {
    if (overview.value === undefined) return undefined;
    return applyFilters(overview.value.table, overview.value.derived, filters.value);
  });
  const view = computed((before?: View): View => {
    const now = overview.value === undefined ? { toMs: 3000, reach: 20 } : viewOf(overview.value);
    return before?.toMs === now.toMs && before.reach === now.reach ? before : now; // a new object would redraw the panels
  });
  const rows = computed((before?: readonly PanelRow[]): readonly PanelRow[] => {
    if (overview.value === undefined || filtered.value === undefined) return [];
    const { spells, removed } = state();
    const now = panelRows(overview.value, filtered.value.shown, grouping.value, spells, removed);
    return now.map((row, i) => withSameMembers(row, before?.[i]));
  });
  const brushed = computed(() => {
    const [all, band, places] = [overview.value, brush.value, region.value];
    if (places !== undefined) return filtered.value?.shown.filter((place) => places.has(place));
    if (all === undefined || filtered.value === undefined || band === undefined) return undefined;
    const { shape, durationMs } = all.table.columns;
    const groups = groupsOf(all, grouping.value);
    return filtered.value.shown.filter(
      (place) => groups[place] === band.group && passes(shape, durationMs[place] ?? 0, place, band),
    );
  });
  const listed = computed(() => brushed.value ?? filtered.value?.shown ?? noCasts);
  const marked = computed(() => listed.value.filter((place) => marks.value.has(place)));

  function changeFilters(next: Filters): void {
    marks.value = new Set(marked.value); // casts that are hidden now must not be selected when shown again
    if (next.view !== filters.value.view) select(undefined, undefined);
    filters.value = next;
  }
  /** Draws a band or a region, which selects its casts. */
  function select(band: Brush | undefined, places: ReadonlySet<number> | undefined): void {
    [brush.value, region.value] = [band, places];
    marks.value = new Set(brushed.value ?? []);
  }
  watch(grouping, () => {
    select(undefined, region.value); // the row of the band may not exist anymore
  });
  function readHash(): void {
    changeFilters(filtersOf(location.hash));
  }
  onMounted(() => {
    window.addEventListener('hashchange', readHash);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('hashchange', readHash);
  });
  watch(
    () => overview.value?.table,
    (next, before) => {
      if (next === undefined || before === undefined) return;
      const moved = (places: Iterable<number>): Set<number> => new Set(before.placesIn(next, places));
      marks.value = moved(marks.value);
      if (region.value !== undefined) region.value = moved(region.value);
      if (brush.value !== undefined) brush.value = { ...brush.value, group: groupIn(next, before, brush.value.group) };
    },
  );

  return {
    ...{ filters, grouping, filtered, view, rows, brush, region, brushed, listed, marked },
    setFilters: (next) => {
      changeFilters(next);
      history.replaceState(history.state, '', hashOf(next));
    },
    setBrush: (next) => {
      select(next, undefined);
    },
    setRegion: (places) => {
      select(undefined, new Set(places));
    },
    mark: (places) => (marks.value = new Set(places)),
  };
}

/** The row of the same spell in a new table. */
function groupIn(next: CastTable, before: CastTable, group: number): number {
  const spell = before.spellAt(group);
  return spell === null ? group : next.spell(spell);
}

/** Keeps the old array if it holds the same casts, so that panels are not redrawn. */
function withSameMembers(row: PanelRow, before: PanelRow | undefined): PanelRow {
  const [now, then] = [row.members, before?.members];
  const isSame = then?.length === now.length && now.every((place, i) => then[i] === place);
  return isSame && row.group === before?.group ? { ...row, members: then } : row;
}
