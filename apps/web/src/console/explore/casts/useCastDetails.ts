import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { castsWords } from '../table/cast-row-text';

export interface Sheet {
  readonly isOpen: Readonly<ShallowRef<boolean>>;
  /** The cast that is looked at, or was last. */
  readonly place: Readonly<ShallowRef<number | undefined>>;
  /** "3 of 412 casts". */
  readonly position: ComputedRef<string>;
  open: (place: number) => void;
  close: () => void;
  /** Another cast in the sheet that is open; undefined leaves it as it is. */
  show: (place: number | undefined) => void;
  move: (step: 1 | -1) => void;
}

/** One cast looked at, and the way through the list as it was when it was opened: a label moves nothing away. */
export function useSheet(listed: ComputedRef<Uint32Array>): Sheet {
  const isOpen = shallowRef(false);
  const place = shallowRef<number>();
  const queue = shallowRef<Uint32Array>(new Uint32Array(0));
  const at = computed(() => (place.value === undefined ? -1 : queue.value.indexOf(place.value)));
  function show(next: number | undefined): void {
    if (next !== undefined) place.value = next;
  }
  return {
    isOpen,
    place,
    position: computed(() =>
      at.value < 0 ? '' : `${(at.value + 1).toLocaleString('en')} of ${castsWords(queue.value.length)}`,
    ),
    open: (next) => {
      [place.value, queue.value, isOpen.value] = [next, listed.value, true];
    },
    close: () => (isOpen.value = false),
    show,
    move: (step) => {
      show(queue.value[at.value + step]);
    },
  };
}
