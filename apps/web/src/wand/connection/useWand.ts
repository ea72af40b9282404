import type { Profile, Welcome } from '@wandcast/protocol';
import { Wand, type PendingCast, type WandState } from '@wandcast/wand';
import { computed, onBeforeUnmount, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { announce } from '../feedback/announce';
import { pageStorage } from '../../shared/storage/local-storage';
import { requestPersistentStorage } from '../../shared/storage/persistent-storage';
import { pendingCastStore, participantScope } from './pending-cast-store';
import { latestProfile } from './latest-profile';
import type { Membership } from './membership';
import { browserTabs } from './tab-coordination';
import { usePageResume } from './usePageResume';
import { usePageLeave } from './usePageLeave';
import { useLocalizedWelcome } from './useLocalizedWelcome';
import { texts } from '../texts/room-texts';

export interface WandView {
  readonly wand: Wand;
  readonly state: Readonly<ShallowRef<WandState>>;
  /** The latest state of the room, its spells in the page's language; undefined before the first welcome. */
  readonly welcome: ComputedRef<Welcome | undefined>;
  readonly lost: ComputedRef<boolean>;
  /** Whether a connection attempt failed before joining. Retries continue automatically. */
  readonly unanswered: Readonly<ShallowRef<boolean>>;
  /** Retries at once. */
  readonly retry: () => void;
  /** Number of finished casts that the server has not acknowledged, without spotted movements: those may be no casts. */
  readonly pendingCount: Readonly<ShallowRef<number>>;
  /** Those casts, oldest first. */
  readonly pendingCasts: Readonly<ShallowRef<readonly PendingCast[]>>;
  /** Number of pending casts that exist only in memory, because the browser could not store them. */
  readonly unsavedCount: Readonly<ShallowRef<number>>;
  /** Time of the next attempt to connect or send, ms as performance.now(); null if none is scheduled. */
  readonly tryAt: Readonly<ShallowRef<number | null>>;
}

/** Joins the event `code` while the component is mounted, and exposes the wand's state as refs. */
export function useWand(code: string, membership: () => Membership): WandView {
  const { key } = membership();
  const profile = (): Profile => latestProfile(pageStorage(), code, membership());
  const scope = participantScope(code, key);
  const tabs = browserTabs(scope);
  const wand = new Wand({ url: location.origin, code, key, profile, store: pendingCastStore(scope), tabs });
  const state = shallowRef(wand.state);
  const pendingCount = shallowRef(wand.waiting);
  const pendingCasts = shallowRef<readonly PendingCast[]>([]);
  const unsavedCount = shallowRef(0);
  const tryAt = shallowRef<number | null>(null);
  const welcome = useLocalizedWelcome(state);
  const lost = computed(() => state.value.kind === 'lost');
  const unanswered = shallowRef(false);

  wand.on('state', (next) => {
    if (next.kind === 'lost' && state.value.kind !== 'lost')
      announce(unsavedCount.value > 0 ? texts().phoneNotices.unsaved : texts().room.lostSafe);
    if (next.kind === 'joined' && state.value.kind === 'lost') announce(texts().room.back);
    if (next.kind === 'over' && state.value.kind !== 'over') announce(texts().room.over);
    if (next.kind !== 'connecting') unanswered.value = false;
    state.value = next;
  });
  wand.on('waiting', (count) => {
    pendingCasts.value = wand.own.waiting.filter(({ spotted }) => !spotted);
    pendingCount.value = pendingCasts.value.length;
    unsavedCount.value = wand.unsavedCount;
    if (count > 0) void requestPersistentStorage();
  });
  wand.on('nextAttempt', (inMs) => {
    tryAt.value = inMs === null ? null : performance.now() + inMs;
    if (inMs !== null) unanswered.value = state.value.kind === 'connecting';
  });

  function retry(): void {
    unanswered.value = false;
    wand.retryNow();
  }
  usePageResume(() => void wand.check());
  usePageLeave(
    () => unsavedCount.value > 0,
    () => {
      tabs.closing();
    },
  );
  wand.join();
  onBeforeUnmount(() => {
    wand.leave();
    tabs.stop();
  });
  return { wand, state, welcome, lost, unanswered, retry, pendingCount, pendingCasts, unsavedCount, tryAt };
}
