import { ascending, descending } from 'd3-array';
import type { ConsoleParticipant } from '@wandcast/protocol';

/** What a list of people goes by; `came`: the order in which they came. */
export type PeopleOrder = 'came' | 'name' | 'casts' | 'understood' | 'roundTrip' | 'points';

/** What one looks for comes first: names from A, the most casts and points, the least understood, the slowest phones. */
export function orderedPeople(people: readonly ConsoleParticipant[], by: PeopleOrder): readonly ConsoleParticipant[] {
  switch (by) {
    case 'came':
      return people;
    case 'name':
      return people.toSorted((a, b) => a.nickname.localeCompare(b.nickname, 'en'));
    case 'casts':
      return people.toSorted((a, b) => descending(a.casts, b.casts));
    case 'understood':
      return people.toSorted((a, b) => ascending(a.understood ?? 2, b.understood ?? 2));
    case 'roundTrip':
      return people.toSorted((a, b) => descending(a.roundTripMs ?? -1, b.roundTripMs ?? -1));
    case 'points':
      return people.toSorted((a, b) => descending(a.points, b.points));
  }
}
