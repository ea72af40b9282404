import type { Hand } from '@wandcast/protocol';
import { readonly, shallowRef } from 'vue';
import { pageStorage, type KeyValueStorage } from '../storage/local-storage';

const STORAGE_KEY = 'wandcast:hand';

const hand = shallowRef(storedHand(pageStorage()));

/** The hand that holds the wand, as chosen by the user; right by default. The ring is placed on this side of the page. */
export const ownHand = readonly(hand);

/** Changes the hand, and stores the choice on this phone if the browser allows it. */
export function chooseHand(next: Hand): void {
  hand.value = next;
  pageStorage().setItem(STORAGE_KEY, next);
}

/** The stored choice; right if there is none. */
export function storedHand(storage: KeyValueStorage): Hand {
  return storage.getItem(STORAGE_KEY) === 'left' ? 'left' : 'right';
}
