import type { CastId, ListedCast, SpellId } from '@wandcast/protocol';
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

type Taken = Pick<ListedCast, 'castId' | 'intent' | 'spell'>;

/** What this person has taught: the casts the room has, those that wait to be sent, and this page's own takes. */
export function useTaughtCounts(wand: Pick<Wand, 'own'>): Taught {
  const casts = shallowRef<ReadonlyMap<string, SpellId>>(new Map());

  function take(taken: readonly Taken[]): void {
    const all = new Map(casts.value);
    for (const { castId, intent, spell } of taken) if (intent === 'teach' && spell !== null) all.set(castId, spell);
    casts.value = all;
  }
  function refresh(): void {
    take(wand.own.waiting);
    wand.own.list().then(
      take,
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
