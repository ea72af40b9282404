import type { CastId, QueuedCast } from '@wandcast/protocol';
import { computed, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { ConsoleClient } from '../connection/useConsoleClient';
import type { Undo } from '../ui/useUndo';

interface QueuePosition {
  /** Casts that need no label anymore. */
  readonly done: ComputedRef<ReadonlySet<CastId>>;
  /** Marks a cast as done and goes to the next one. */
  passOn: (castId: CastId) => void;
  goTo: (castId: CastId) => void;
  move: (step: 1 | -1) => void;
  restart: () => void;
}

/** Whether a cast was labeled after it was queued. For a second look or a review, only labels given here count. */
function isDone({ picture, slice }: QueuedCast, here: ReadonlySet<CastId>, client: ConsoleClient): boolean {
  if (here.has(picture.castId)) return true;
  const isLabeledBefore = slice === 'second' || slice === 'disagreement' || slice === 'mine';
  return !isLabeledBefore && client.labels.value.get(picture.castId) != null;
}

/** How many of these casts still need a label. */
export function countLeft(items: readonly QueuedCast[], here: ReadonlySet<CastId>, client: ConsoleClient): number {
  return items.filter((one) => !isDone(one, here, client)).length;
}

/**
 * The place in the label queue: moves on after each label, and back after undo.
 * @param current index of the shown cast; the number of casts while more are loading
 */
export function useQueuePosition(
  items: ComputedRef<readonly QueuedCast[]>,
  current: ShallowRef<number>,
  here: ShallowRef<ReadonlySet<CastId>>,
  client: ConsoleClient,
  undo: Undo,
): QueuePosition {
  const done = computed(
    () => new Set(items.value.filter((one) => isDone(one, here.value, client)).map(({ picture }) => picture.castId)),
  );
  const placeOf = (castId: CastId): number => items.value.findIndex(({ picture }) => picture.castId === castId);

  /** Goes to the next cast without a label, or else to the first one; to none while more are loading. */
  function moveOn(): void {
    const places = items.value.flatMap(({ picture }, place) => (done.value.has(picture.castId) ? [] : [place]));
    current.value = places.find((place) => place > current.value) ?? places[0] ?? items.value.length;
  }
  function goTo(castId: CastId): void {
    const place = placeOf(castId);
    if (place >= 0) current.value = place;
  }

  watch(items, (next, before) => {
    const shown = before[current.value];
    const place = shown === undefined ? -1 : next.findIndex(({ picture }) => picture.castId === shown.picture.castId);
    if (place >= 0) current.value = place; // casts before it may have been removed
  });
  watch([items, done], () => {
    if (items.value[current.value] === undefined) moveOn();
  });
  // Undone labels, and labels that the server refused, are to be given again.
  watch(undo.stack, (stack, before) => {
    const kept = new Set(stack);
    const gone = before
      .filter((action) => !kept.has(action))
      .flatMap(({ castIds }) => castIds ?? [])
      .filter((castId) => !undo.settled.value.has(castId));
    if (gone.some((castId) => here.value.has(castId)))
      here.value = new Set([...here.value].filter((castId) => !gone.includes(castId)));
  });

  return {
    ...{ done, goTo },
    passOn: (castId) => {
      here.value = new Set([...here.value, castId]);
      moveOn();
    },
    move: (step) => {
      current.value = Math.max(0, Math.min(items.value.length - 1, current.value + step));
    },
    restart: () => {
      [here.value, current.value] = [new Set(), 0];
    },
  };
}
