import type { CastId, ListedCast, SpellId } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { shallowRef } from 'vue';

export interface TaughtCounts {
  /** Number of casts of `spell` that this participant has taught, including pending ones. */
  count(spell: SpellId): number;
  total(): number;
  add(spell: SpellId, castId: CastId): void;
  remove(castId: string): void;
  /** Loads the stored casts. Call after each welcome. */
  refresh(): void;
}

type CastHead = Pick<ListedCast, 'castId' | 'intent' | 'spell'>;

/** Counts the casts that this participant has taught: stored, pending, and just recorded ones. */
export function useTaughtCounts(wand: Pick<Wand, 'own'>): TaughtCounts {
  const casts = shallowRef<ReadonlyMap<string, SpellId>>(new Map());

  function addCasts(taken: readonly CastHead[]): void {
    const all = new Map(casts.value);
    for (const { castId, intent, spell } of taken) if (intent === 'teach' && spell !== null) all.set(castId, spell);
    casts.value = all;
  }
  function refresh(): void {
    addCasts(wand.own.waiting);
    wand.own.list().then(
      addCasts,
      () => undefined, // keep the known counts; the next welcome tries again
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
