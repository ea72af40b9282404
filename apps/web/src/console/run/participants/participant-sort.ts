import { ascending, descending } from 'd3-array';
import type { ConsoleParticipant } from '@wandcast/protocol';
import { compareNames } from '../../texts/compare-names';

/** Sort order; `came` is the order of arrival. */
export type ParticipantOrder = 'came' | 'name' | 'casts' | 'understood' | 'roundTrip' | 'points';

/** Sorts names alphabetically; otherwise most casts or points, lowest recognition or slowest phones first. */
export function sortParticipants(
  participants: readonly ConsoleParticipant[],
  by: ParticipantOrder,
): readonly ConsoleParticipant[] {
  switch (by) {
    case 'came':
      return participants;
    case 'name':
      return participants.toSorted((a, b) => compareNames(a.nickname, b.nickname));
    case 'casts':
      return participants.toSorted((a, b) => descending(a.taught + a.casts, b.taught + b.casts));
    case 'understood':
      return participants.toSorted((a, b) => ascending(a.recognizedShare ?? 2, b.recognizedShare ?? 2));
    case 'roundTrip':
      return participants.toSorted((a, b) => descending(a.roundTripMs ?? -1, b.roundTripMs ?? -1));
    case 'points':
      return participants.toSorted((a, b) => descending(a.points, b.points));
  }
}
