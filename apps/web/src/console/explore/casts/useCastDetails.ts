import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { Overview } from '../table/useOverview';
import { texts } from '../../texts/console-texts';
export interface OpenCast {
  readonly isOpen: Readonly<ShallowRef<boolean>>;
  /** The cast that is open, or was last. */
  readonly place: Readonly<ShallowRef<number | undefined>>;
  /** Position in the list: "3 of 412 casts". */
  readonly position: ComputedRef<string>;
  open: (place: number) => void;
  close: () => void;
  /** Shows another cast in the open dialog; does nothing if undefined. */
  show: (place: number | undefined) => void;
  move: (step: 1 | -1) => void;
}

/** The open cast, and navigation through the list as it was when opened, because labeling changes the list. */
export function useCastDetails(
  overview: Readonly<ShallowRef<Overview | undefined>>,
  listed: ComputedRef<Uint32Array>,
): OpenCast {
  const isOpen = shallowRef(false);
  const place = shallowRef<number>();
  const snapshot = shallowRef<Uint32Array>(new Uint32Array(0));
  const at = computed(() => (place.value === undefined ? -1 : snapshot.value.indexOf(place.value)));
  function show(next: number | undefined): void {
    if (next !== undefined) place.value = next;
  }
  watch(
    () => overview.value?.table,
    (next, before) => {
      if (next === undefined || before === undefined || place.value === undefined) return;
      snapshot.value = Uint32Array.from(before.placesIn(next, snapshot.value));
      [place.value] = before.placesIn(next, [place.value]);
      if (place.value === undefined) isOpen.value = false; // the cast was deleted, or replaced by parts
    },
  );
  return {
    isOpen,
    place,
    position: computed(() => (at.value < 0 ? '' : texts().explore.facts.position(at.value + 1, snapshot.value.length))),
    open: (next) => {
      [place.value, snapshot.value, isOpen.value] = [next, listed.value, true];
    },
    close: () => (isOpen.value = false),
    show,
    move: (step) => {
      show(snapshot.value[at.value + step]);
    },
  };
}
