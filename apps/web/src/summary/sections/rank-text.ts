import type { Grove, SummaryPlace } from '@wandcast/protocol';

/** "1st", "2nd", "3rd", "11th". */
export function rankWords(rank: number): string {
  const isTeen = rank % 100 >= 11 && rank % 100 <= 13;
  const ending = isTeen ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[rank % 10] ?? 'th');
  return `${rank}${ending}`;
}

/** Whose it is without a name: "The brass moth". */
export function bearerWords({ metal, sigil }: Pick<SummaryPlace, 'metal' | 'sigil'>): string {
  return `The ${metal} ${sigil}`;
}

export function groveWords(grove: Grove): string {
  return grove.charAt(0).toUpperCase() + grove.slice(1);
}
