import { seeded } from '@wandcast/gesture';
import { MAX_NICKNAME, madeUpName, type Metal, type Profile, type Sigil } from '@wandcast/protocol';

const SIGILS: readonly Sigil[] = ['moon', 'star', 'key', 'feather', 'candle', 'moth', 'acorn', 'comet'];
const METALS: readonly Metal[] = ['silver', 'brass', 'copper', 'verdigris', 'iron'];

/** Names of simulated people in their order, as far as they were asked for; hardly any is there twice. */
const names: string[] = [];
const taken = new Set<string>();
const random = seeded(2018);

/** Name, sigil and metal of the nth simulated person; `name` where the person has one already. */
export function simulatedProfile(n: number, name?: string): Profile {
  const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;
  return { nickname: (name ?? nameOf(n)).slice(0, MAX_NICKNAME), sigil: pick(SIGILS, n * 3), metal: pick(METALS, n) };
}

function nameOf(n: number): string {
  while (names.length <= n) {
    const name = madeUpName(random, taken);
    names.push(name);
    taken.add(name);
  }
  return names[n] ?? '';
}
