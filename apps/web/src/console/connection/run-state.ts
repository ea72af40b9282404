import type { EventInfo, Person, Rehearsal, Round, Show } from '@wandcast/protocol';
import type { DeskState } from './console-state';

export function withEvent(state: DeskState, event: EventInfo): DeskState {
  return { ...state, event };
}

export function withShow(state: DeskState, show: Show): DeskState {
  return { ...state, show };
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
export function withPerson(people: readonly Person[], person: Person): readonly Person[] {
  return people.map((one) => (one.id === person.id ? person : one));
}
