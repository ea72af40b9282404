import { computed, shallowRef, type ComputedRef } from 'vue';

/** An activity, or one of the own pages that can be opened from any activity. */
export type Activity = 'choose' | 'teach' | 'cast' | 'practice' | OwnPage;
type OwnPage = 'settings' | 'history' | 'data';

export interface Trail {
  readonly activity: ComputedRef<Activity>;
  /** Opens a page. If it is already in the back stack, returns to it. */
  readonly go: (next: Activity) => void;
  /** Goes back through the own pages to the activity, and from there to the start page. */
  readonly back: () => void;
}

/** Navigation with a back stack, so that own pages return to where they were opened from. */
export function useRoomNavigation(first: Activity): Trail {
  const trail = shallowRef<readonly Activity[]>([first]);
  return {
    activity: computed(() => trail.value.at(-1) ?? 'choose'),
    go(next) {
      const before = trail.value.indexOf(next);
      if (before >= 0) trail.value = trail.value.slice(0, before + 1);
      else trail.value = isOwn(next) ? [...trail.value, next] : [next];
    },
    back() {
      trail.value = trail.value.length > 1 ? trail.value.slice(0, -1) : ['choose'];
    },
  };
}

function isOwn(page: Activity): page is OwnPage {
  return page === 'settings' || page === 'history' || page === 'data';
}
