import { seeded } from '@wandcast/gesture';
import { MAX_NICKNAME, generateEnglishNickname, type Metal, type Profile, type Sigil } from '@wandcast/protocol';

const SIGILS: readonly Sigil[] = ['moon', 'star', 'key', 'feather', 'candle', 'moth', 'acorn', 'comet'];
const METALS: readonly Metal[] = ['silver', 'brass', 'copper', 'verdigris', 'iron'];

/** Names generated so far, by number. The seed makes them the same in every run. */
const names: string[] = [];
const taken = new Set<string>();
const random = seeded(2018);

/** Profile of the nth simulated person. @param name overrides the generated nickname */
export function simulatedProfile(n: number, name?: string): Profile {
  const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;
  return { nickname: (name ?? nthName(n)).slice(0, MAX_NICKNAME), sigil: pick(SIGILS, n * 3), metal: pick(METALS, n) };
}

function nthName(n: number): string {
  while (names.length <= n) {
    const name = generateEnglishNickname(random, taken);
    names.push(name);
    taken.add(name);
  }
  return names[n] ?? '';
}
