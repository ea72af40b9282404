import { computed, onBeforeUnmount, onMounted, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { DeskState } from '../connection/console-state';
import { passes, type Brush, type View } from './plot/brush';
import { filtersOf, hashOf } from './filters/filter-hash';
import type { Filters } from './filters/filters';
import { groupsOf, panelRows, viewOf, type PanelRow } from './plot/plot-panels';
import { sift, type Sifted } from './filters/apply-filters';
import type { Overview } from './table/useOverview';

/** What is looked at: everything in it follows from the casts, the filters, the band and the marks. */
export interface Explorer {
  readonly filters: Readonly<ShallowRef<Filters>>;
  setFilters: (filters: Filters) => void;
  readonly sifted: ComputedRef<Sifted | undefined>;
  readonly view: ComputedRef<View>;
  readonly rows: ComputedRef<readonly PanelRow[]>;
  readonly brush: Readonly<ShallowRef<Brush | undefined>>;
  setBrush: (brush: Brush | undefined) => void;
  /** Places of the casts whose lines pass through the band; undefined without one. */
  readonly brushed: ComputedRef<Uint32Array | undefined>;
  /** Places of the casts in the list, the oddest first. */
  readonly listed: ComputedRef<Uint32Array>;
  /** Those of the list that are marked. */
  readonly marked: ComputedRef<Uint32Array>;
  mark: (places: Iterable<number>) => void;
}

const nothing = new Uint32Array(0);

export function useExplorer(overview: Readonly<ShallowRef<Overview | undefined>>, state: () => DeskState): Explorer {
  const filters = shallowRef(filtersOf(location.hash));
  const brush = shallowRef<Brush>();
  const marks = shallowRef<ReadonlySet<number>>(new Set());

  const sifted = computed(() => {
    if (overview.value === undefined) return undefined;
    return sift(overview.value.table, overview.value.judged, filters.value);
  });
  const view = computed((before?: View): View => {
    const now = overview.value === undefined ? { toMs: 3000, reach: 20 } : viewOf(overview.value);
    return before?.toMs === now.toMs && before.reach === now.reach ? before : now; // the same is drawn no other way
  });
  const rows = computed((before?: readonly PanelRow[]): readonly PanelRow[] => {
    if (overview.value === undefined || sifted.value === undefined) return [];
    const { spells, removed } = state();
    const now = panelRows(overview.value, sifted.value.shown, filters.value.rows, spells, removed);
    return now.map((row, i) => withSameMembers(row, before?.[i]));
  });
  const brushed = computed(() => {
    const [all, band] = [overview.value, brush.value];
    if (all === undefined || sifted.value === undefined || band === undefined) return undefined;
    const { shape, durationMs } = all.table.columns;
    const groups = groupsOf(all, filters.value.rows);
    return sifted.value.shown.filter(
      (place) => groups[place] === band.group && passes(shape, durationMs[place] ?? 0, place, band),
    );
  });
  const listed = computed(() => brushed.value ?? sifted.value?.shown ?? nothing);
  const marked = computed(() => listed.value.filter((place) => marks.value.has(place)));

  function become(next: Filters): void {
    marks.value = new Set(marked.value); // what is out of sight now must not come back marked
    if (next.rows !== filters.value.rows) brush.value = undefined; // it was over a row that is another now
    filters.value = next;
  }
  function follow(): void {
    become(filtersOf(location.hash));
  }
  onMounted(() => {
    window.addEventListener('hashchange', follow);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('hashchange', follow);
  });
  // Whoever draws a band means what it holds.
  watch(brush, () => (marks.value = new Set(brushed.value ?? [])));
  watch(
    () => overview.value?.table,
    () => {
      marks.value = new Set(); // places are those of a table
      brush.value = undefined;
    },
  );

  return {
    ...{ filters, sifted, view, rows, brush, brushed, listed, marked },
    setFilters: (next) => {
      become(next);
      history.replaceState(history.state, '', hashOf(next));
    },
    setBrush: (next) => (brush.value = next),
    mark: (places) => (marks.value = new Set(places)),
  };
}

/** The row with the array it had where that holds the same: its panels are not drawn again. */
function withSameMembers(row: PanelRow, before: PanelRow | undefined): PanelRow {
  const [now, then] = [row.members, before?.members];
  const isSame = then?.length === now.length && now.every((place, i) => then[i] === place);
  return isSame && row.group === before?.group ? { ...row, members: then } : row;
}
