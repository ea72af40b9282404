import { computed, shallowRef, type ComputedRef } from 'vue';

/** What one does in the room, and the pages of one's own that can be opened from any of it. */
export type Activity = 'choose' | 'teach' | 'cast' | 'practice' | OwnPage;
type OwnPage = 'settings' | 'history' | 'data';

export interface Trail {
  readonly activity: ComputedRef<Activity>;
  /** Opens a page; where the way already led over it, one is back there. */
  readonly go: (next: Activity) => void;
  /** The way back: over the pages of one's own to what one did, and from that to where one chooses. */
  readonly back: () => void;
}

/** The way through the room's pages, so that each leads back to where it was opened from. */
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
