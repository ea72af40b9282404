import type { ConsoleParticipant } from '@wandcast/protocol';

export const peopleFilters = [
  { filter: 'all', name: 'All' },
  { filter: 'here', name: 'Here' },
  { filter: 'silent', name: 'Silent', hint: 'Here, and no cast for two minutes' },
  { filter: 'flagged', name: 'Flagged', hint: 'The name filter replaced what they signed' },
  { filter: 'out', name: 'Out', hint: 'Sent out or banned' },
] as const satisfies readonly { filter: string; name: string; hint?: string }[];

export type PeopleFilter = (typeof peopleFilters)[number]['filter'];

/** Whoever is here and has cast nothing for so long may need help, ms: two slow rounds and the talk between. */
export const SILENT_MS = 120_000;

/** @param now ms since 1970 by the server's clock */
export function isSilent({ here, lastAt }: Pick<ConsoleParticipant, 'here' | 'lastAt'>, now: number): boolean {
  return here && (lastAt === null || now - lastAt > SILENT_MS);
}

export function fits(person: ConsoleParticipant, filter: PeopleFilter, now: number): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'here':
      return person.here;
    case 'silent':
      return isSilent(person, now);
    case 'flagged':
      return person.flagged;
    case 'out':
      return person.removed !== 'no';
  }
}

export function filterCounts(people: readonly ConsoleParticipant[], now: number): Record<PeopleFilter, number> {
  const counts: Record<PeopleFilter, number> = { all: 0, here: 0, silent: 0, flagged: 0, out: 0 };
  for (const person of people) for (const { filter } of peopleFilters) if (fits(person, filter, now)) counts[filter]++;
  return counts;
}

/** Letters as one types them: no case, no accents. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** Those of a filter whose name, shown or signed, has the words in it. */
export function foundPeople(
  people: readonly ConsoleParticipant[],
  filter: PeopleFilter,
  words: string,
  now: number,
): readonly ConsoleParticipant[] {
  const sought = plain(words);
  return people.filter(
    (person) =>
      fits(person, filter, now) &&
      (sought === '' || plain(person.nickname).includes(sought) || plain(person.signed ?? '').includes(sought)),
  );
}
