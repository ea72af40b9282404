import { shallowRef, type ShallowRef } from 'vue';

/** Rounds that the page remembers across navigation. */
export interface RoundMemory {
  /** Id of the latest round that was active while this page was open. Only its result is shown. */
  readonly lastActive: ShallowRef<string | undefined>;
  /** Id of the round whose result was dismissed. */
  readonly dismissed: ShallowRef<string | undefined>;
}

export function newRoundMemory(): RoundMemory {
  return { lastActive: shallowRef(), dismissed: shallowRef() };
}

/** Remembers that a round is active. One that was undone, dismissed and reopened has a result again. */
export function rememberActive({ lastActive, dismissed }: RoundMemory, id: string): void {
  lastActive.value = id;
  if (dismissed.value === id) dismissed.value = undefined;
}
