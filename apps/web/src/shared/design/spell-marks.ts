import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue';
import type { Spell } from '@wandcast/protocol';
import { patternsOf, type SpellPattern } from './spell-patterns';

type Patterns = ComputedRef<ReadonlyMap<string, SpellPattern>>;
const patternsKey: InjectionKey<Patterns> = Symbol('patterns');

/** Gives all descendant components the patterns of these spells. @param spells of the book, then removed ones */
export function provideSpellMarks(spells: () => readonly Spell[]): void {
  provide(
    patternsKey,
    computed(() => patternsOf(spells())),
  );
}

/** Looks up the pattern of a spell; solid if the spell is in no known book. */
export function useSpellPattern(): (spellId: string) => SpellPattern {
  const patterns = inject(patternsKey, undefined);
  return (spellId) => patterns?.value.get(spellId) ?? 'solid';
}

/** Whether two of the spells share a hue, so that only their patterns tell them apart. */
export function useSharedHues(): ComputedRef<boolean> {
  const patterns = inject(patternsKey, undefined);
  return computed(() => [...(patterns?.value.values() ?? [])].some((pattern) => pattern !== 'solid'));
}
