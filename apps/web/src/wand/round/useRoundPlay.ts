import type { Welcome } from '@wandcast/protocol';
import { computed, onBeforeUnmount, shallowRef, watch, type ComputedRef } from 'vue';
import { announce } from '../feedback/announce';
import { capitalized } from '../../shared/format/capitalize';
import type { Casting } from '../recording/useCasting';
import type { WandView } from '../connection/useWand';
import { texts } from '../texts/room-texts';
import { ownPoints, type OwnPoints } from './score/own-points';
import type { RoundMemory } from './round-memory';
import { isActive, isPlayer, type RoundView } from './round-view';
import { challengeOf, type Challenge } from './round-challenge';
import { spokenPoints } from './score/standing-text';
import { useRoundCues } from './useRoundCues';

/** How long the result of a cast stays before the round's result replaces it, ms. */
const RESULT_MS = 2_500;

export interface RoundPlay {
  /** The round, while the page shows it. */
  readonly shown: ComputedRef<RoundView | undefined>;
  readonly challenge: ComputedRef<Challenge | undefined>;
  readonly player: ComputedRef<boolean>;
  /** `wait`: before the start, or paused. `watch`: a duel of others. */
  readonly face: ComputedRef<'ring' | 'wait' | 'watch'>;
  /** Whether the result of the round is shown. */
  readonly over: ComputedRef<boolean>;
  /** Whether that result can still change, so that no figure is shown yet. */
  readonly counting: ComputedRef<boolean>;
  /** The participant's points in the round so far. */
  readonly points: ComputedRef<OwnPoints | null>;
  /** Dismisses the result of the round. */
  leave(): void;
}

/** A round on the cast page. Replaces the ring while casts do not count, but never during a cast. */
export function useRoundPlay(
  room: WandView,
  casting: Casting,
  welcome: () => Welcome,
  view: () => RoundView | undefined,
  { lastActive, dismissed }: RoundMemory,
): RoundPlay {
  const { phase } = casting;
  const points = computed(() => {
    view(); // recompute every second, because the clock may be adjusted
    const { round, standing } = welcome();
    return round === null ? null : ownPoints(round, standing, room.wand.serverNow() - Date.now());
  });
  const hasRecentResult = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const shown = computed(() => {
    const now = view();
    if (now === undefined || isActive(now)) return now;
    const mine =
      now.round.id === lastActive.value ||
      (points.value !== null && (now.stage === 'over' || now.stage === 'counting'));
    return mine && now.round.id !== dismissed.value ? now : undefined;
  });
  const challenge = computed(
    () => shown.value && challengeOf(shown.value.round, welcome().spells, welcome().participant.id),
  );
  const player = computed(() => shown.value === undefined || isPlayer(shown.value.round, welcome().participant.id));
  const face = computed(() => {
    if (phase.value.kind === 'recording' || !isActive(shown.value)) return 'ring';
    if (!player.value) return 'watch';
    return shown.value.stage === 'running' ? 'ring' : 'wait';
  });
  const over = computed(() => {
    if (shown.value === undefined || isActive(shown.value) || hasRecentResult.value) return false;
    return phase.value.kind !== 'recording' && (phase.value.kind !== 'asking' || room.lost.value);
  });
  const counting = computed(() => {
    const stage = shown.value?.stage;
    return stage === 'counting' || (stage === 'over' && !welcome().standing.isSettled);
  });

  watch(
    view,
    (now, last) => {
      const begins = now?.stage === 'ready' || (now?.stage === 'running' && last?.stage === 'ready');
      if (begins && now.stage !== last?.stage && phase.value.kind !== 'recording') casting.again();
    },
    { immediate: true },
  );
  watch(phase, ({ kind }, last) => {
    if (kind === 'recording' && shown.value !== undefined && !isActive(shown.value) && last.kind !== 'recording')
      leave();
    if (kind !== 'answered') return;
    hasRecentResult.value = true;
    clearTimeout(timer);
    timer = setTimeout(() => (hasRecentResult.value = false), RESULT_MS);
  });
  watch([over, counting], ([isOver, isCounting], [wasOver]) => {
    if (!isOver || shown.value === undefined) return;
    const { round, stage } = shown.value;
    const { spokenOver, spokenUndone, counting: still } = texts().roundPlay;
    const earned = points.value && capitalized(spokenPoints(points.value.gained, welcome().standing));
    const result = isCounting ? still : earned === null ? '' : `${earned}.`;
    const closed = stage === 'undone' ? spokenUndone(round.number) : spokenOver(round.number);
    const sentences = [...(wasOver ? [] : [closed]), ...(stage === 'undone' ? [] : [result])].filter(
      (text) => text !== '',
    );
    if (sentences.length > 0) announce(sentences.join(' '));
  });
  useRoundCues(
    view,
    () => welcome().spells,
    () => welcome().participant.id,
  );
  onBeforeUnmount(() => {
    clearTimeout(timer);
  });

  function leave(): void {
    dismissed.value = shown.value?.round.id;
    if (phase.value.kind === 'answered') casting.again();
  }
  return { shown, challenge, player, face, over, counting, points, leave };
}
