import { uniform, type Random } from '../math/random.js';
import type { Signal } from '../signal/signal.js';
import { EVERYDAY, everydayKinds, simulateEveryday, type EverydayKind } from './everyday-movement.js';
import { joinSignals, simulateRest } from './joined-signals.js';

/** What people do with a wand in their hand while they cast nothing: every kind, walks more often. */
export const EVERYDAY_MIX: readonly EverydayKind[] = [...everydayKinds, 'walk', 'walk', 'walk'];

/** Rest between two movements, ms. */
const REST_MS = [1_000, 7_000] as const;

/**
 * About a minute of a wand that listens while nobody casts: some ten everyday movements between rests.
 * @param like a cast: the stream has its channels
 */
export function simulateIdle(like: Signal, random: Random): Signal {
  const rateHz = uniform(...EVERYDAY.rateHz, random);
  const parts: Signal[] = [simulateRest(1_000, rateHz, random)];
  for (let ms = 1_000; ms < 60_000;) {
    const kind = EVERYDAY_MIX[Math.floor(random() * EVERYDAY_MIX.length)] ?? 'walk';
    const movement = simulateEveryday(kind, EVERYDAY, random);
    const restMs = uniform(...REST_MS, random);
    parts.push(movement, simulateRest(restMs, rateHz, random));
    ms += (movement.t.at(-1) ?? 0) + restMs;
  }
  return joinSignals(parts, like);
}
