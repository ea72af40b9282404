import { computed, shallowRef, type ComputedRef } from 'vue';
import type { PageHistory } from './usePageHistory';

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

/**
 * Navigation with a back stack, so that own pages return to where they were opened from.
 * @param history of the browser, whose back button closes pages, too, down to the first one
 * @param hasFinger whether somebody draws with a finger: the cast page is then below all others
 */
export function useRoomNavigation(
  first: RoomPageName,
  history?: PageHistory,
  hasFinger = (): boolean => false,
): RoomNavigation {
  const home = (): RoomPageName => (hasFinger() ? 'cast' : 'start');
  const stack = shallowRef<readonly RoomPageName[]>([first]);
  const show = (pages: readonly RoomPageName[]): void => {
    stack.value = pages;
    history?.follow(pages.length - 1);
  };
  history?.onBack((depth) => {
    if (depth < stack.value.length - 1) stack.value = stack.value.slice(0, depth + 1);
  });
  history?.follow(0); // leaves the entries of pages that were open before a reload
  return {
    page: computed(() => stack.value.at(-1) ?? 'start'),
    go(next) {
      const before = stack.value.indexOf(next);
      if (before >= 0) show(stack.value.slice(0, before + 1));
      else if (isOwn(next)) show([...stack.value, next]);
      else show(['start', home()].includes(next) ? [next] : [home(), next]);
    },
    back() {
      show(stack.value.length > 1 ? stack.value.slice(0, -1) : ['start']);
    },
  };
}

function isOwn(page: RoomPageName): page is OwnPage {
  return page === 'settings' || page === 'history' || page === 'data' || page === 'souvenir';
}
