import type { Welcome } from '@wandcast/protocol';
import type { WandState } from '@wandcast/wand';
import { computed, type ComputedRef, type ShallowRef } from 'vue';
import { localizeSpell } from '../../locales/localize-spell';
import { texts } from '../texts/room-texts';

/**
 * The welcome with its spells in the page's language; undefined before the first. The spells stay the same objects
 * until the book or the language changes. Otherwise every update of the room would trigger watchers of a spell.
 */
export function useLocalizedWelcome(state: Readonly<ShallowRef<WandState>>): ComputedRef<Welcome | undefined> {
  const sent = computed(() => ('welcome' in state.value ? state.value.welcome.spells : undefined));
  const spells = computed(() => sent.value?.map((spell) => localizeSpell(spell, texts().spells)) ?? []);
  return computed(() => ('welcome' in state.value ? { ...state.value.welcome, spells: spells.value } : undefined));
}
