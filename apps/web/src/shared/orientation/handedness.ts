import type { Hand } from '@wandcast/protocol';
import { readonly, shallowRef } from 'vue';
import { pageStorage, type KeyValueStorage } from '../storage/local-storage';

const NAME = 'wandcast:hand';

const hand = shallowRef(storedHand(pageStorage()));

/** The hand that holds the wand, as chosen by the user; right by default. The ring is placed on this side of the page. */
export const ownHand = readonly(hand);

/** Changes the hand, and stores the choice on this phone. */
export function chooseHand(next: Hand): void {
  hand.value = next;
  try {
    pageStorage().setItem(NAME, next);
  } catch {
    // storage is full or forbidden: the choice lasts until the page closes
  }
}

/** The stored choice; right if there is none. */
export function storedHand(storage: KeyValueStorage): Hand {
  try {
    return storage.getItem(NAME) === 'left' ? 'left' : 'right';
  } catch {
    return 'right';
  }
}
