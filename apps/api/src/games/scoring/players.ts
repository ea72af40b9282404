import type { Participant, ParticipantId } from '@wandcast/protocol';
import { closesAt, type RoundResult } from './scoring.js';

/** A stored participant. */
export interface Player {
  readonly participant: Participant;
  /** Neither hidden, removed nor imported. */
  readonly isShown: boolean;
  /** ms since 1970 */
  readonly joinedAt: number;
}

/** Participants by their ids, such as a map of them. */
export type Players = Pick<ReadonlyMap<ParticipantId, Participant>, 'size' | 'has' | 'get'> & {
  values(): Iterable<Participant>;
};

/**
 * When those who count joined at the latest: while the newest round accepted casts, ms since 1970. Later ones have no
 * points in it, and counting them in their grove would change the final ranks of the groves.
 */
export function joinsUntil(results: readonly RoundResult[]): number {
  const newest = results.at(-1);
  return newest === undefined ? Infinity : closesAt(newest.round);
}

/** The shown participants who count in these results. */
export function playersIn(
  results: readonly RoundResult[],
  everyone: Iterable<Player>,
): ReadonlyMap<ParticipantId, Participant> {
  const until = joinsUntil(results);
  const players = new Map<ParticipantId, Participant>();
  for (const { participant, isShown, joinedAt } of everyone)
    if (isShown && joinedAt <= until) players.set(participant.id, participant);
  return players;
}
