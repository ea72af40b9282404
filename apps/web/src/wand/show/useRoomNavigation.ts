import { computed, shallowRef, type ComputedRef } from 'vue';

/** A page of the room. The participant's own pages can be opened from any other. */
export type RoomPageName = 'start' | 'teach' | 'cast' | 'practice' | OwnPage;
type OwnPage = 'settings' | 'history' | 'data' | 'souvenir';

export interface RoomNavigation {
  readonly page: ComputedRef<RoomPageName>;
  /** Opens a page. If it is already in the back stack, returns to it. */
  readonly go: (next: RoomPageName) => void;
  /** Goes back through the own pages to the page below them, and from there to the start page. */
  readonly back: () => void;
}

/** Navigation with a back stack, so that own pages return to where they were opened from. */
export function useRoomNavigation(first: RoomPageName): RoomNavigation {
  const stack = shallowRef<readonly RoomPageName[]>([first]);
  return {
    page: computed(() => stack.value.at(-1) ?? 'start'),
    go(next) {
      const before = stack.value.indexOf(next);
      if (before >= 0) stack.value = stack.value.slice(0, before + 1);
      else stack.value = isOwn(next) ? [...stack.value, next] : [next];
    },
    back() {
      stack.value = stack.value.length > 1 ? stack.value.slice(0, -1) : ['start'];
    },
  };
}

function isOwn(page: RoomPageName): page is OwnPage {
  return page === 'settings' || page === 'history' || page === 'data' || page === 'souvenir';
}
