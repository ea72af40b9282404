import type { CastId, SpellId } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { shallowRef } from 'vue';

export interface Taught {
  /** Casts of `spell` this person has given, those still on their way included. */
  count(spell: SpellId): number;
  total(): number;
  add(spell: SpellId, castId: CastId): void;
  remove(castId: string): void;
  /** Asks the server for what it has stored, after each welcome. */
  refresh(): void;
}

/** What this person has taught, from the server's book and this page's own takes. */
export function useTaught(wand: Wand): Taught {
  const casts = shallowRef<ReadonlyMap<string, SpellId>>(new Map());

  function refresh(): void {
    wand.own.list().then(
      (listed) => {
        const all = new Map(casts.value);
        for (const { castId, intent, spell } of listed)
          if (intent === 'teach' && spell !== null) all.set(castId, spell);
        casts.value = all;
      },
      () => undefined, // the dots stay at what this page knows; the next welcome asks again
    );
  }

  return {
    count: (spell) => [...casts.value.values()].filter((one) => one === spell).length,
    total: () => casts.value.size,
    add(spell, castId) {
      casts.value = new Map(casts.value).set(castId, spell);
    },
    remove(castId) {
      casts.value = new Map([...casts.value].filter(([id]) => id !== castId));
    },
    refresh,
  };
}
