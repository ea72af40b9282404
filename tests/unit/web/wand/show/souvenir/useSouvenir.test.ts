import type { Souvenir, StageView, Welcome } from '@wandcast/protocol';
import type { Wand, WandState } from '@wandcast/wand';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { computed, nextTick, shallowRef } from 'vue';
import { useSouvenir } from '../../../../../../apps/web/src/wand/show/souvenir/useSouvenir';
import { memoryStorage } from '../../memory-storage';
import { mounted } from '../../../mounted';

beforeEach(() => {
  vi.stubGlobal('localStorage', memoryStorage());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A page on which the stage shows `view`. */
function page(view: StageView, fetched: () => Promise<Souvenir>) {
  const state = shallowRef<WandState>(joined(view));
  const welcome = computed(() => ('welcome' in state.value ? state.value.welcome : undefined));
  const wand = { show: { souvenir: fetched } } as unknown as Wand;
  const { result, unmount } = mounted(() => useSouvenir({ wand, state, welcome }, 'MOTH42'));
  const show = async (next: StageView): Promise<void> => {
    state.value = joined(next);
    await nextTick();
  };
  return { ...result, show, unmount };
}
const joined = (view: StageView): WandState => ({
  kind: 'joined',
  welcome: { event: { view, title: 'A talk' }, participant: {}, spells: [] } as unknown as Welcome,
});
const nothing = (): Promise<Souvenir> => Promise.reject(new Error('not thanks'));

test('a souvenir can be opened from the first thanks on, also after them and after a reload', async () => {
  const fetched = Promise.resolve({ casts: 3 } as Souvenir);
  const first = page('live', () => fetched);
  expect(first.isAvailable.value).toBe(false);
  await first.show('thanks');
  expect(first.isAvailable.value).toBe(true);
  await fetched;
  await nextTick();
  await first.show('live');
  expect(first.isAvailable.value).toBe(true);
  first.unmount();

  const reloaded = page('live', nothing);
  expect(reloaded.isAvailable.value).toBe(true);
  reloaded.unmount();
});

test('a souvenir that was never fetched can be opened only during the thanks', async () => {
  const { isAvailable, error, show, unmount } = page('thanks', nothing);
  await vi.waitFor(() => {
    expect(error.value).toBeDefined();
  });
  expect(isAvailable.value).toBe(true);
  await show('live');
  expect(isAvailable.value).toBe(false);
  unmount();
});
