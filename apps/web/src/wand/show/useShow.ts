import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { WandView } from '../connection/useWand';
import { announce } from '../feedback/announce';
import { GO_VIBRATION } from '../feedback/cues';
import { vibrate } from '../feedback/vibration';
import { isDismissed, storeDismissal } from '../notices/dismissed-notices';
import type { RoomNavigation, RoomPageName } from './useRoomNavigation';
import { rememberActive, type RoundMemory } from '../round/round-memory';
import { isActive, type RoundView } from '../round/round-view';
import { pageStorage } from '../../shared/storage/local-storage';
import { phoneView } from './phone-view';
import { momentText } from './moment-text';
import { showMoment, type ShowMoment } from './show-moment';
import { useCastActivity } from './useCastActivity';

export interface Show {
  /** The moment whose page is shown. */
  readonly moment: ComputedRef<ShowMoment | undefined>;
  /** The moment that the participant is invited to on another page. */
  readonly invitation: ComputedRef<ShowMoment | undefined>;
  /** Opens the moment that the participant is invited to. */
  join(): void;
  /** Leaves the moment for another page. */
  leave(page: RoomPageName): void;
}

/** Lets the phone follow the rounds and the moments of the show: see `phoneView`. A dismissal is stored on this phone, so that it survives a reload. */
export function useShow(
  room: WandView,
  code: string,
  { page, go }: Pick<RoomNavigation, 'page' | 'go'>,
  round: Readonly<ShallowRef<RoundView | undefined>>,
  roundMemory: RoundMemory,
  canTeach: () => boolean,
): Show {
  const isBusy = useCastActivity(room);
  const dismissed = shallowRef<string>();
  const open = shallowRef<string>();
  const current = computed(() => {
    const welcome = room.welcome.value;
    return welcome && showMoment(welcome.event, welcome.round);
  });
  const view = computed(() => {
    const welcome = room.welcome.value;
    const moment = current.value;
    if (welcome === undefined || moment === undefined) return undefined;
    return phoneView({
      event: welcome.event,
      round: welcome.round,
      isRoundActive: isActive(round.value),
      page: page.value,
      isBusy: isBusy.value,
      canTeach: canTeach(),
      dismissed: isDismissed(pageStorage(), 'moment', code, moment.key) ? moment.key : dismissed.value,
      open: open.value,
    });
  });
  const moment = computed(() => (view.value?.kind === 'moment' ? view.value.moment : undefined));
  const invitation = computed(() => (view.value?.kind === 'invitation' ? view.value.moment : undefined));
  const shown = computed(() => moment.value ?? invitation.value);

  watch(
    () => current.value?.key,
    (_now, last) => {
      if (last === undefined) return; // before the first welcome, a stored dismissal still holds
      dismissed.value = undefined;
      storeDismissal(pageStorage(), 'moment', code, null);
    },
    { flush: 'sync' },
  );
  watch(
    () => shown.value?.key,
    (key) => {
      open.value = key;
    },
    { immediate: true },
  );
  watch(
    () => shown.value?.key,
    () => {
      const welcome = room.welcome.value;
      if (shown.value === undefined || welcome === undefined) return;
      roundMemory.dismissed.value = welcome.round?.id; // the show has moved on: its result is history
      announce(momentText(shown.value, welcome));
      vibrate(GO_VIBRATION);
    },
  );
  watch(
    () => (isActive(round.value) ? round.value.round.id : undefined),
    (id) => {
      if (id === undefined) return;
      rememberActive(roundMemory, id);
      if (page.value === 'start') go('cast'); // once per round, so that the participant can go back
    },
  );
  watch(
    () => room.welcome.value?.freeCasting,
    (listens) => {
      if (listens === true && page.value === 'start') go('cast'); // the wand listens there
    },
  );
  /** Someone who teaches already has joined in, also if the room moves on to another spell. */
  watch(
    () => (current.value?.kind === 'teach' && page.value === 'teach' ? current.value.key : undefined),
    (joined) => {
      if (joined !== undefined) dismiss();
    },
  );

  function dismiss(): void {
    const key = current.value?.key;
    if (key === undefined) return;
    dismissed.value = key;
    storeDismissal(pageStorage(), 'moment', code, key);
    if (!isActive(round.value)) roundMemory.dismissed.value = room.welcome.value?.round?.id; // its result is history by now
  }
  return {
    moment,
    invitation,
    join() {
      if (invitation.value?.kind === 'teach') go('teach');
      else go('cast'); // which the moment takes over
    },
    leave(next) {
      dismiss();
      go(next);
    },
  };
}
