import type { EventInfo, ConsoleParticipant, Rehearsal, Round, RunOfShow } from '@wandcast/protocol';
import type { DeskState } from './console-state';

export function withEvent(state: DeskState, event: EventInfo): DeskState {
  return { ...state, event };
}

export function withRunOfShow(state: DeskState, runOfShow: RunOfShow): DeskState {
  return { ...state, runOfShow };
}

/** A round is as it is now; a new one is the newest. */
export function withRound(state: DeskState, round: Round): DeskState {
  const known = state.rounds.some(({ id }) => id === round.id);
  const rounds = known
    ? state.rounds.map((one) => (one.id === round.id ? round : one))
    : [...state.rounds, round].sort((a, b) => a.number - b.number);
  return { ...state, rounds };
}

export function withRehearsal(state: DeskState, rehearsal: Rehearsal | null): DeskState {
  return { ...state, rehearsal };
}

/** A list of people with one of them as they are now. */
export function withParticipant(
  people: readonly ConsoleParticipant[],
  person: ConsoleParticipant,
): readonly ConsoleParticipant[] {
  return people.map((one) => (one.id === person.id ? person : one));
}
