import type { Grove, ConsoleParticipant, Removal } from '@wandcast/protocol';

export const groveNames: Readonly<Record<Grove, string>> = { ash: 'Ash', birch: 'Birch', rowan: 'Rowan', yew: 'Yew' };

/** A round trip from which a hand feels the delay, ms. */
export const SLOW_MS = 500;

const removals: Readonly<Record<Removal, string>> = { no: '', sent: 'sent out', banned: 'banned' };

/** What is unusual about someone, in a few words; empty where nothing is. */
export function standWords({ here, hidden, removed }: Pick<ConsoleParticipant, 'here' | 'hidden' | 'removed'>): string {
  const words = [removals[removed], hidden ? 'hidden' : '', here || removed !== 'no' ? '' : 'away'];
  return words.filter((one) => one !== '').join(', ');
}

export function roundTripWords(ms: number | null): string {
  if (ms === null) return '–';
  return ms >= SLOW_MS ? `slow, ${Math.round(ms)} ms` : `${Math.round(ms)} ms`;
}

/** What someone signed where everyone sees another name; empty where they see that. */
export function signedWords({ signed, flagged }: Pick<ConsoleParticipant, 'signed' | 'flagged'>): string {
  if (signed === null) return '';
  return `${flagged ? 'flagged' : 'signed'} “${signed}”`;
}
