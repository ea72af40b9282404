import type { Spell, SpellId, Welcome } from '@wandcast/protocol';
import type { WandState } from '@wandcast/wand';
import { expect, test } from 'vitest';
import { effectScope, shallowRef, watch } from 'vue';
import { useLocalizedWelcome } from '../../../../../apps/web/src/wand/connection/useLocalizedWelcome';

const tide: Spell = { id: 'tide' as SpellId, name: 'Tide', hue: 'tide', glyph: null, hint: '' };
const joined = (welcome: Partial<Welcome>): WandState => ({ kind: 'joined', welcome: welcome as Welcome });

test('an update of the room keeps the spell objects, so that watchers of a spell are not called', () => {
  const sent: Partial<Welcome> = { spells: [tide], teachingNeeds: [] };
  const state = shallowRef(joined(sent));
  const changes: (readonly Spell[] | undefined)[] = [];
  const scope = effectScope();
  const welcome = scope.run(() => {
    const localized = useLocalizedWelcome(state);
    watch(
      () => localized.value?.spells,
      (spells) => changes.push(spells),
      { flush: 'sync' },
    );
    return localized;
  });
  const before = welcome?.value?.spells;
  const needs: Welcome['teachingNeeds'] = [{ spell: tide.id, casts: 1, people: 1, needs: null }];
  state.value = joined({ ...sent, teachingNeeds: needs });
  expect(welcome?.value?.teachingNeeds).toBe(needs);
  expect(welcome?.value?.spells).toBe(before);
  expect(changes).toEqual([]);

  state.value = joined({ ...sent, spells: [{ ...tide, name: 'Wave' }] });
  expect(changes.map((spells) => spells?.map(({ name }) => name))).toEqual([['Wave']]);
  scope.stop();
});

test('there are no spells before the first welcome', () => {
  const welcome = useLocalizedWelcome(shallowRef<WandState>({ kind: 'connecting' }));
  expect(welcome.value).toBeUndefined();
});
