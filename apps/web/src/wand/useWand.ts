import type { Welcome } from '@wandcast/protocol';
import { Wand, type WandState } from '@wandcast/wand';
import { computed, onBeforeUnmount, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { announce } from './announce';
import { keptCasts } from './kept-casts';
import type { Membership } from './memory';

export interface WandView {
  readonly wand: Wand;
  readonly state: Readonly<ShallowRef<WandState>>;
  /** The room as last heard of; undefined before the first welcome. */
  readonly welcome: ComputedRef<Welcome | undefined>;
  readonly lost: ComputedRef<boolean>;
  /** Finished casts the server has not acknowledged. */
  readonly waiting: Readonly<ShallowRef<number>>;
}

/** Joins the room `code` for as long as the component lives, and shows the wand's state to Vue. */
export function useWand(code: string, { key, profile }: Membership): WandView {
  const wand = new Wand({ url: location.origin, code, key, profile, store: keptCasts(code, key) });
  const state = shallowRef(wand.state);
  const waiting = shallowRef(wand.waiting);
  const welcome = computed(() => ('welcome' in state.value ? state.value.welcome : undefined));
  const lost = computed(() => state.value.kind === 'lost');

  wand.on('state', (next) => {
    if (next.kind === 'lost' && state.value.kind !== 'lost') announce('Lost the room. Your casts are safe.');
    if (next.kind === 'joined' && state.value.kind === 'lost') announce('Back in the room.');
    if (next.kind === 'over' && state.value.kind !== 'over') announce('This evening is over.');
    state.value = next;
  });
  wand.on('waiting', (count) => (waiting.value = count));

  /** A phone that slept may hold a connection that died meanwhile. */
  function comeBack(): void {
    if (document.visibilityState === 'visible') void wand.check();
  }
  document.addEventListener('visibilitychange', comeBack);
  window.addEventListener('pageshow', comeBack);
  wand.join();
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', comeBack);
    window.removeEventListener('pageshow', comeBack);
    wand.leave();
  });
  return { wand, state, welcome, lost, waiting };
}
