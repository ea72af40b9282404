import { computed, shallowRef, type ComputedRef } from 'vue';

/** An activity, or one of the own pages that can be opened from any activity. */
export type Activity = 'choose' | 'teach' | 'cast' | 'practice' | OwnPage;
type OwnPage = 'settings' | 'history' | 'data';

export interface RoomNavigation {
  readonly activity: ComputedRef<Activity>;
  /** Opens a page. If it is already in the back stack, returns to it. */
  readonly go: (next: Activity) => void;
  /** Goes back through the own pages to the activity, and from there to the start page. */
  readonly back: () => void;
}

/** Navigation with a back stack, so that own pages return to where they were opened from. */
export function useRoomNavigation(first: Activity): RoomNavigation {
  const stack = shallowRef<readonly Activity[]>([first]);
  return {
    activity: computed(() => stack.value.at(-1) ?? 'choose'),
    go(next) {
      const before = stack.value.indexOf(next);
      if (before >= 0) stack.value = stack.value.slice(0, before + 1);
      else stack.value = isOwn(next) ? [...stack.value, next] : [next];
    },
    back() {
      stack.value = stack.value.length > 1 ? stack.value.slice(0, -1) : ['choose'];
    },
  };
}

function isOwn(page: Activity): page is OwnPage {
  return page === 'settings' || page === 'history' || page === 'data';
}
