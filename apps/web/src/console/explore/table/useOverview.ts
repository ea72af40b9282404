import { overviewFlags, type Failure } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';
import type { ConsoleClient } from '../../connection/useConsoleClient';
import { CastTable, type NamePlaces } from './cast-table';
import { deriveColumns, type DerivedColumns } from './derived-columns';
import { loadOverview } from './load-overview';
import { translatedFailure } from '../../texts/translated-failure';

/** All casts. Each change creates a new object, but the table is shared. */
export interface Overview {
  readonly table: CastTable;
  readonly derived: DerivedColumns;
}

export type OverviewState =
  | { readonly kind: 'loading'; /** 0..1 */ readonly done: number }
  | { readonly kind: 'loaded' }
  | { readonly kind: 'failed'; readonly failure: Failure };

interface Overviews {
  readonly overview: Readonly<ShallowRef<Overview | undefined>>;
  readonly state: Readonly<ShallowRef<OverviewState>>;
  again: () => void;
}

/** Minimum interval between reloads of new casts, ms. */
const RELOAD_MS = 2_000;

/** Interval of polling, ms, because casts on other nodes are not announced here. */
const POLL_MS = 15_000;

/** Loads all casts of the event and keeps them current; reloads all after a lost connection. */
export function useOverview(client: ConsoleClient): Overviews {
  const overview = shallowRef<Overview>();
  const state = shallowRef<OverviewState>({ kind: 'loading', done: 0 });
  let table = new CastTable();
  let until: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  let needsReload = false;
  let shapeless = Infinity;
  let isFilling = false;
  /** Whether casts were deleted, or labels refused, that a read may have got before. */
  let isOld = false;

  function show(): void {
    for (const { id } of client.state.value?.spells ?? []) table.spell(id); // a row even before the first cast
    overview.value = { table, derived: deriveColumns(table) };
  }

  /** Loads all casts, or only new ones. */
  async function read(all: boolean): Promise<void> {
    running?.abort();
    const own = (running = new AbortController());
    const next = all ? new CastTable() : table;
    const known: NamePlaces = { people: [], spells: [], models: [] };
    const [before, labelsBefore] = [next.count, client.labels.value];
    let [at, total] = [0, 1];
    if (all) {
      [isOld, until] = [false, null]; // if it fails, nothing may be added to what it should have replaced
      state.value = { kind: 'loading', done: 0 };
    }
    const take: Parameters<typeof loadOverview>[2] = (page) => {
      if (own.signal.aborted) return;
      next.append(page, known);
      [at, total] = [page.until, Math.max(1, page.total)];
      if (all) state.value = { kind: 'loading', done: Math.min(1, next.count / total) };
      if (overview.value !== undefined || next.count === 0) return;
      table = next; // the first casts are shown while the others are loaded
      show();
    };
    const loaded = await loadOverview(client.state.value?.castsUrl ?? '', all ? null : until, take, own.signal);
    if (own.signal.aborted) return;
    running = undefined;
    if (!loaded.ok) {
      state.value = { kind: 'failed', failure: translatedFailure(loaded.failure) };
      return;
    }
    [table, until] = [next, isOld ? null : at];
    for (const [castId, label] of client.labels.value)
      if (labelsBefore.get(castId) !== label || !labelsBefore.has(castId)) table.relabel(castId, label); // changed while loading
    state.value = { kind: 'loaded' };
    if (all || table.count > before) show();
    const left = shapelessOf(table);
    isFilling = left > 0 && left < shapeless;
    shapeless = left;
    if (needsReload || isFilling) scheduleReload();
  }

  /** Schedules a reload. All casts are reloaded while the server is still adding missing shapes. */
  function scheduleReload(): void {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      needsReload = running !== undefined;
      if (running === undefined && client.link.value.kind === 'open') void read(isFilling || until === null);
    }, RELOAD_MS);
  }

  watch(
    () => client.link.value.kind === 'open',
    (isOpen) => {
      if (isOpen) void read(true);
    },
    { immediate: true },
  );
  const ended = (): string | undefined => client.state.value?.import?.state.stage; // the count leaves out imported casts
  watch([() => client.state.value?.counts.casts, () => client.state.value?.readiness, ended], scheduleReload);
  watch(
    () => client.state.value?.spells,
    () => {
      if (state.value.kind === 'loaded') show();
    },
  );
  watch(
    () => client.state.value?.event.code,
    () => {
      [table, overview.value] = [new CastTable(), undefined];
      void read(true);
    },
  );
  watch(client.deleted, () => {
    until = null; // reloads all, because deleted casts must disappear
    isOld = true;
    scheduleReload();
  });
  watch(client.labels, (labels, labelsBefore) => {
    if ([...labelsBefore.keys()].some((castId) => !labels.has(castId))) {
      until = null; // reloads all, because the labels before refused ones are not known here
      isOld = true;
      scheduleReload();
    }
    let changed = false;
    for (const [castId, label] of labels) changed = table.relabel(castId, label) || changed;
    if (changed) show();
  });
  const poll = setInterval(() => {
    if (!document.hidden) scheduleReload();
  }, POLL_MS);
  onBeforeUnmount(() => {
    clearInterval(poll);
    clearTimeout(timer);
    running?.abort();
  });
  return {
    overview,
    state,
    again: () => {
      void read(true);
    },
  };
}

function shapelessOf({ count, columns }: CastTable): number {
  return columns.flags.subarray(0, count).reduce((sum, flags) => sum + (flags & overviewFlags.shapeless ? 1 : 0), 0);
}
