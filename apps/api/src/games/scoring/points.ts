import { lengthMs, playedMs, type Points, type Round } from '@wandcast/protocol';
import type { PlayedCast } from './played-cast.js';

/** Most points of a round. */
export const MAX_ROUND_POINTS = 1_000;

/** Points for winning a duel. */
export const DUEL_BONUS = 200;

/** Most points for confidence, speed and streak, by kind of round. With the bonus, a duel has 1000 as well. */
const MAX_POINTS = {
  order: { confidence: 600, speed: 300, streak: 100 },
  duel: { confidence: 500, speed: 250, streak: 50 },
  fastest: { confidence: 0, speed: 1_000, streak: 0 },
  imitate: { confidence: 1_000, speed: 0, streak: 0 },
} as const satisfies Record<Exclude<Round['kind'], 'free'>, MaxPoints>;

type MaxPoints = Readonly<Record<'confidence' | 'speed' | 'streak', number>>;

/** Consecutive rounds with points for the full streak points. */
const FULL_STREAK = 4;

/** Fewest points for a hit, so that one at the end of a `fastest` round still scores. */
const MIN_POINTS = 1;

/** Smallest doubt, 1 - confidence, that counts: confidences have four decimals, so 1 means at least 0.99995. */
const MIN_DOUBT = 0.000_05;

/** Points of a hit. @param streak consecutive rounds with points before this one */
export function pointsFor(round: Round, cast: PlayedCast, streak: number): Points {
  const most = maxPoints(round, cast);
  const share = Math.max(0, Math.min(1, playedMs(round, cast.endedAt) / Math.max(1, lengthMs(round))));
  const parts = {
    confidence: Math.round(most.confidence * accuracy(cast.confidence)),
    speed: Math.round(most.speed * (1 - share)),
    streak: Math.round((most.streak * Math.min(FULL_STREAK, streak)) / FULL_STREAK),
  };
  return { castId: cast.castId, total: Math.max(MIN_POINTS, parts.confidence + parts.speed + parts.streak), ...parts };
}

/**
 * In a free round, all spells that the model knows yield the most points together. Rounded up, and the sum is limited
 * to MAX_ROUND_POINTS, so that any number of spells can reach it.
 */
function maxPoints({ kind }: Round, { spells }: PlayedCast): MaxPoints {
  if (kind !== 'free') return MAX_POINTS[kind];
  return { confidence: Math.ceil(MAX_ROUND_POINTS / Math.max(1, spells)), speed: 0, streak: 0 };
}

/**
 * The share of the accuracy points, 0..1, that a confidence of 0..1 yields: its log-odds, so that half as much doubt
 * always yields the same number of points. Good models are nearly always more than 95 % confident. Linear points would
 * make these casts equal; here 0.9 yields .61, 0.99 yields .73, 0.999 yields .85 and 1 yields all.
 */
export function accuracy(confidence: number): number {
  const limited = Math.max(MIN_DOUBT, Math.min(1 - MIN_DOUBT, confidence));
  return 0.5 + logOdds(limited) / (2 * logOdds(1 - MIN_DOUBT));
}

function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}
