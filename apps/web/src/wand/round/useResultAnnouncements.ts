import type { CastId, OwnStanding } from '@wandcast/protocol';
import { onBeforeUnmount, watch } from 'vue';
import { announce } from '../feedback/announce';
import type { CastOutcome } from '../feedback/cast-outcome';
import { spokenOutcome } from '../feedback/cast-outcome-text';
import { texts } from '../texts/room-texts';
import type { OwnPoints } from './score/own-points';
import { spokenPoints } from './score/standing-text';

/**
 * How long a result waits for its points before it is announced without them, ms. The server updates standings twice
 * per second.
 */
const POINTS_TIMEOUT_MS = 2_000;

/** A result with its points, for screen readers: "Tide, 93 percent, plus 30, seventh". */
export function spokenResult(outcome: CastOutcome, points: number, standing: Pick<OwnStanding, 'rank'>): string {
  if (outcome.kind !== 'recognized') return `${spokenOutcome(outcome)} ${spokenPoints(points, standing)}`;
  const { spell, probability } = outcome;
  const sure = probability === undefined ? [] : [texts().numbers.spokenChance(probability)];
  return [spell.name, ...sure, spokenPoints(points, standing)].join(', ');
}

/**
 * Announces results, during a round together with their points.
 * @returns a function to call with each result
 */
export function useResultAnnouncements(
  points: () => OwnPoints | null,
  standing: () => OwnStanding,
  mayEarn: () => boolean,
): (castId: CastId, outcome: CastOutcome) => void {
  let waiting: { readonly castId: CastId; readonly outcome: CastOutcome } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function speak(text: string): void {
    clearTimeout(timer);
    waiting = undefined;
    announce(text);
  }
  function look(): void {
    const earned = points();
    if (waiting !== undefined && earned?.cast.castId === waiting.castId)
      speak(spokenResult(waiting.outcome, earned.cast.total, standing()));
  }
  watch(points, look);
  onBeforeUnmount(() => {
    clearTimeout(timer);
  });

  return (castId, outcome) => {
    if (outcome.kind !== 'recognized' || !mayEarn()) {
      speak(spokenOutcome(outcome));
      return;
    }
    clearTimeout(timer);
    waiting = { castId, outcome };
    timer = setTimeout(() => {
      speak(spokenOutcome(outcome));
    }, POINTS_TIMEOUT_MS);
    look();
  };
}
