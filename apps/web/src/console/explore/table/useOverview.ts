import { overviewFlags, type Failure } from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue';
import type { Console } from '../../connection/useConsole';
import { CastTable, type NamePlaces } from './cast-table';
import { judge, type JudgedColumns } from './derived-columns';
import { loadOverview } from './load-overview';

/** All casts at one time. Made anew with each change; the columns in it are the same. */
export interface Overview {
  readonly table: CastTable;
  readonly judged: JudgedColumns;
}

export type OverviewState =
  | { readonly kind: 'loading'; /** 0..1 */ readonly done: number }
  | { readonly kind: 'loaded' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Overviews {
  readonly overview: Readonly<ShallowRef<Overview | undefined>>;
  readonly state: Readonly<ShallowRef<OverviewState>>;
  again: () => void;
}

/** Ms between looks for new casts: a room that casts is followed, and not asked for each one. */
const FOLLOW_MS = 2_000;

/** Ms between looks where nothing was heard: casts of another node are told to none of this one's pages. */
const LOOK_MS = 15_000;

/** Holds every cast of the event, and stays true: new casts, labels by whomever, and all again after a lost connection. */
export function useOverview(desk: Console): Overviews {
  const overview = shallowRef<Overview>();
  const state = shallowRef<OverviewState>({ kind: 'loading', done: 0 });
  let table = new CastTable();
  let until: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  let isAskedAgain = false;
  let shapeless = Infinity;
  let isFilling = false;

  function show(): void {
    for (const { id } of desk.state.value?.spells ?? []) table.spell(id); // a row of its own, before anyone cast it
    overview.value = { table, judged: judge(table) };
  }

  /** Reads all, or what is new. */
  async function read(all: boolean): Promise<void> {
    running?.abort();
    const own = (running = new AbortController());
    const next = all ? new CastTable() : table;
    const known: NamePlaces = { people: [], spells: [], models: [] };
    const [before, heard] = [next.count, desk.labels.value];
    let [at, total] = [0, 1];
    if (all) state.value = { kind: 'loading', done: 0 };
    const take: Parameters<typeof loadOverview>[2] = (page) => {
      if (own.signal.aborted) return;
      next.append(page, known);
      [at, total] = [page.until, Math.max(1, page.total)];
      if (all) state.value = { kind: 'loading', done: Math.min(1, next.count / total) };
    };
    const loaded = await loadOverview(desk.state.value?.castsUrl ?? '', all ? null : until, take, own.signal);
    if (own.signal.aborted) return;
    running = undefined;
    if (!loaded.ok) {
      state.value = { kind: 'failed', failure: loaded.failure };
      return;
    }
    [table, until] = [next, at];
    for (const [castId, label] of desk.labels.value)
      if (heard.get(castId) !== label || !heard.has(castId)) table.relabel(castId, label); // said while this was read
    state.value = { kind: 'loaded' };
    if (all || table.count > before) show();
    const left = shapelessOf(table);
    isFilling = left > 0 && left < shapeless;
    shapeless = left;
    if (isAskedAgain || isFilling) follow();
  }

  /** Soon, once. Casts without a shape are being given theirs: all are read again for as long as they become fewer. */
  function follow(): void {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      isAskedAgain = running !== undefined;
      if (running === undefined && desk.link.value.kind === 'open') void read(isFilling || until === null);
    }, FOLLOW_MS);
  }

  watch(
    () => desk.link.value.kind === 'open',
    (isOpen) => {
      if (isOpen) void read(true);
    },
    { immediate: true },
  );
  watch([() => desk.state.value?.counts.casts, () => desk.state.value?.readiness], follow);
  watch(
    () => desk.state.value?.spells,
    () => {
      if (state.value.kind === 'loaded') show();
    },
  );
  watch(
    () => desk.state.value?.event.code,
    () => void read(true),
  );
  watch(desk.deleted, () => {
    until = null; // what was taken back leaves the picture: all is read again
    follow();
  });
  watch(desk.labels, (labels) => {
    let changed = false;
    for (const [castId, label] of labels) changed = table.relabel(castId, label) || changed;
    if (changed) show();
  });
  const looking = setInterval(() => {
    if (!document.hidden) follow();
  }, LOOK_MS);
  onBeforeUnmount(() => {
    clearInterval(looking);
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
