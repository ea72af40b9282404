import { MAX_CASTS_FETCHED, type CastId, type ListedCast } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { computed, onBeforeUnmount, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { storedEntry, waitingEntry, type HistoryEntry } from './history-entry';
import { signalOfCast, type StoredSamples } from '../recording/signal-of-cast';
import { sketchPath } from '../recording/sketch-path';

/** Casts per page: as many as one request for samples allows. */
const PAGE_SIZE = MAX_CASTS_FETCHED;

export type Listing =
  | { readonly kind: 'loading' }
  | { readonly kind: 'listed'; readonly more: boolean }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface History {
  /** Newest first, pending casts before stored ones. */
  readonly entries: ComputedRef<readonly HistoryEntry[]>;
  /** Sketches of casts whose samples are loaded, as SVG paths in a 100 x 100 box. */
  readonly sketches: Readonly<ShallowRef<ReadonlyMap<CastId, string>>>;
  readonly listing: Readonly<ShallowRef<Listing>>;
  /** Reloads the first page, and keeps older ones that follow it. */
  refresh(): Promise<void>;
  older(): Promise<void>;
  /** Removes deleted casts. */
  dropped(castIds: readonly CastId[]): void;
}

type CastWithSamples = StoredSamples & { readonly castId: CastId };

/** The participant's own casts, page by page, with sketches. */
export function useHistory(wand: Wand): History {
  const waiting = shallowRef(wand.own.waiting);
  const stored = shallowRef<readonly ListedCast[]>([]);
  const sketches = shallowRef<ReadonlyMap<CastId, string>>(new Map());
  const listing = shallowRef<Listing>({ kind: 'loading' });

  /** Answers to older requests are dropped. */
  let loads = 0;
  let isMore = false;

  function draw(casts: readonly CastWithSamples[]): void {
    const drawn = new Map(sketches.value);
    for (const cast of casts) drawn.set(cast.castId, sketchPath(signalOfCast(cast)));
    sketches.value = drawn;
  }
  async function loadPage(after: CastId | null): Promise<void> {
    const load = ++loads;
    listing.value = { kind: 'loading' };
    try {
      const page = await wand.own.list(after, PAGE_SIZE);
      if (load !== loads) return;
      const older = after === null ? olderThan(page, stored.value) : [];
      stored.value = after === null ? [...page, ...older] : [...stored.value, ...page];
      if (older.length === 0) isMore = page.length === PAGE_SIZE;
      listing.value = { kind: 'listed', more: isMore };
      const missing = page.filter(({ castId }) => !sketches.value.has(castId)).map(({ castId }) => castId);
      if (missing.length > 0) draw(await wand.own.fetch(missing));
    } catch (error) {
      if (load === loads) listing.value = { kind: 'failed', error };
    }
  }

  draw(waiting.value);
  const off = wand.on('waiting', (count) => {
    const had = waiting.value.length > 0;
    waiting.value = wand.own.waiting;
    draw(waiting.value);
    if (had && count === 0) void loadPage(null); // all pending casts were stored
  });
  onBeforeUnmount(off);

  return {
    entries: computed(() => {
      const here = new Set(waiting.value.map(({ castId }) => castId));
      return [
        ...waiting.value.map(waitingEntry).reverse(),
        ...stored.value.filter(({ castId }) => !here.has(castId)).map(storedEntry),
      ];
    }),
    sketches,
    listing,
    refresh: () => loadPage(null),
    older: () => loadPage(stored.value.at(-1)?.castId ?? null),
    dropped(castIds) {
      const gone = new Set(castIds);
      stored.value = stored.value.filter(({ castId }) => !gone.has(castId));
    },
  };
}

/** What was listed after the last cast of a page; nothing if that is not known. */
function olderThan(page: readonly ListedCast[], listed: readonly ListedCast[]): readonly ListedCast[] {
  const place = listed.findIndex(({ castId }) => castId === page.at(-1)?.castId);
  return place < 0 ? [] : listed.slice(place + 1);
}
