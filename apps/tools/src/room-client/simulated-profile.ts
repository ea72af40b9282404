import { seeded } from '@wandcast/gesture';
import { MAX_NICKNAME, generateEnglishNickname, type Profile } from '@wandcast/protocol';
import { metals, sigils } from '@wandcast/protocol/schemas';

/** Names generated so far, by number. The seed makes them the same in every run. */
const names: string[] = [];
const taken = new Set<string>();
const random = seeded(2018);

/** Profile of the nth simulated person. @param name overrides the generated nickname */
export function simulatedProfile(n: number, name?: string): Profile {
  const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;
  return { nickname: (name ?? nthName(n)).slice(0, MAX_NICKNAME), sigil: pick(sigils, n * 3), metal: pick(metals, n) };
}

function nthName(n: number): string {
  while (names.length <= n) {
    const name = generateEnglishNickname(random, taken);
    names.push(name);
    taken.add(name);
  }
  return names[n] ?? '';
}
