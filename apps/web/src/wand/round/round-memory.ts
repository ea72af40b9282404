import { shallowRef, type ShallowRef } from 'vue';

/** What a phone remembers of rounds while its pages change. */
export interface RoundMemory {
  /** The newest round that was on while this phone was here: who came later has no result of it. */
  readonly witnessed: ShallowRef<string | undefined>;
  /** The round whose result was put away. */
  readonly left: ShallowRef<string | undefined>;
}

export function newRoundMemory(): RoundMemory {
  return { witnessed: shallowRef(), left: shallowRef() };
}
