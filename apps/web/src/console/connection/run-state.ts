import type { EventInfo, Rehearsal, Round, RunOfShow } from '@wandcast/protocol';
import type { ClientState } from './client-state';

export function withEvent(state: ClientState, event: EventInfo): ClientState {
  return { ...state, event };
}

export function withRunOfShow(state: ClientState, runOfShow: RunOfShow): ClientState {
  return { ...state, runOfShow };
}

/** Updates a round, or adds a new one. */
export function withRound(state: ClientState, round: Round): ClientState {
  const known = state.rounds.some(({ id }) => id === round.id);
  const rounds = known
    ? state.rounds.map((one) => (one.id === round.id ? round : one))
    : [...state.rounds, round].sort((a, b) => a.number - b.number);
  return { ...state, rounds };
}

export function withRehearsal(state: ClientState, rehearsal: Rehearsal | null): ClientState {
  return { ...state, rehearsal };
}
