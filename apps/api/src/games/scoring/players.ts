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

/**
 * The shown participants who joined while the newest round accepted casts. Later ones have no points in it, and counting
 * them in their grove would change the final ranks of the groves.
 */
export function playersIn(
  results: readonly RoundResult[],
  everyone: readonly Player[],
): ReadonlyMap<ParticipantId, Participant> {
  const newest = results.at(-1);
  const until = newest === undefined ? Infinity : closesAt(newest.round);
  const players = new Map<ParticipantId, Participant>();
  for (const { participant, isShown, joinedAt } of everyone)
    if (isShown && joinedAt <= until) players.set(participant.id, participant);
  return players;
}
