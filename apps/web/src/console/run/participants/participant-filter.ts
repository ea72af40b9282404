import type { ConsoleParticipant } from '@wandcast/protocol';

export const participantFilters = ['all', 'here', 'silent', 'flagged', 'out'] as const;

export type ParticipantFilter = (typeof participantFilters)[number];

/** A connected participant who has not cast for this long may need help, ms. */
export const SILENT_MS = 120_000;

/** @param now ms since 1970 by the server's clock */
export function isSilent(
  { connected, lastAt }: Pick<ConsoleParticipant, 'connected' | 'lastAt'>,
  now: number,
): boolean {
  return connected && (lastAt === null || now - lastAt > SILENT_MS);
}

export function matchesFilter(participant: ConsoleParticipant, filter: ParticipantFilter, now: number): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'here':
      return participant.connected;
    case 'silent':
      return isSilent(participant, now);
    case 'flagged':
      return participant.flagged;
    case 'out':
      return participant.removed !== 'no';
  }
}

export function filterCounts(
  participants: readonly ConsoleParticipant[],
  now: number,
): Record<ParticipantFilter, number> {
  const counts: Record<ParticipantFilter, number> = { all: 0, here: 0, silent: 0, flagged: 0, out: 0 };
  for (const participant of participants)
    for (const filter of participantFilters) if (matchesFilter(participant, filter, now)) counts[filter]++;
  return counts;
}

/** Removes case and accents, for comparison. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** Participants of a filter whose shown or entered name contains the text. */
export function findParticipants(
  participants: readonly ConsoleParticipant[],
  filter: ParticipantFilter,
  search: string,
  now: number,
): readonly ConsoleParticipant[] {
  const sought = plain(search);
  return participants.filter(
    (participant) =>
      matchesFilter(participant, filter, now) &&
      (sought === '' ||
        plain(participant.nickname).includes(sought) ||
        plain(participant.enteredName ?? '').includes(sought)),
  );
}
