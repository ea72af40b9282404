import type { Metal, Profile, Sigil } from '@wandcast/protocol';

const SIGILS: readonly Sigil[] = ['moon', 'star', 'key', 'feather', 'candle', 'moth', 'acorn', 'comet'];
const METALS: readonly Metal[] = ['silver', 'brass', 'copper', 'verdigris', 'iron'];
const FIRST = ['Quiet', 'Brisk', 'Amber', 'Velvet', 'Mossy', 'Tiny', 'Salt', 'Dusk', 'Plum', 'Ink', 'Late', 'Copper'];
const SECOND = ['Otter', 'Wren', 'Newt', 'Lantern', 'Crow', 'Pike', 'Hare', 'Fox', 'Badger', 'Comet', 'Finch', 'Storm'];

/** Name, sigil and metal of the nth simulated person; `name` where the person has one already. */
export function simulatedProfile(n: number, name?: string): Profile {
  const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;
  const made = `${pick(FIRST, n * 7)} ${pick(SECOND, n * 5 + Math.floor(n / FIRST.length))}`;
  return { nickname: (name ?? made).slice(0, 24), sigil: pick(SIGILS, n * 3), metal: pick(METALS, n) };
}
