import { shallowRef } from 'vue';

/** A place of a ranking that the picture reveals. */
export interface Reveal {
  /** From 1. */
  readonly place: number;
}

/** The newest reveal, a new object each time, so that sounds can follow the picture. */
export const latestReveal = shallowRef<Reveal>();
