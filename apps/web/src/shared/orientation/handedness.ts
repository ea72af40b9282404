import type { Hand } from '@wandcast/protocol';
import { readonly, shallowRef } from 'vue';
import { pageStorage, type KeyValueStorage } from '../storage/local-storage';

const NAME = 'wandcast:hand';

const hand = shallowRef(chosen(pageStorage()));

/** The hand that holds the wand, as its person says: right until they say otherwise. The ring stands on its side. */
export const ownHand = readonly(hand);

/** Takes the wand in the other hand, for as long as this phone remembers. */
export function holdIn(next: Hand): void {
  hand.value = next;
  try {
    pageStorage().setItem(NAME, next);
  } catch {
    // a full or forbidden storage: it holds until the page closes
  }
}

/** The hand that was chosen on this phone before. */
export function chosen(storage: KeyValueStorage): Hand {
  try {
    return storage.getItem(NAME) === 'left' ? 'left' : 'right';
  } catch {
    return 'right';
  }
}
