import type { Random } from '@wandcast/gesture';
import type { Signal } from '@wandcast/gesture';

/** How a cast goes: as meant, as another spell, broken off half way, or with a hand that does not move. */
export type Slip = 'none' | 'other' | 'half' | 'still';

/** @param clumsiness share of casts that go wrong */
export function slipOf(clumsiness: number, random: Random): Slip {
  if (random() >= clumsiness) return 'none';
  const kind = random();
  return kind < 0.5 ? 'other' : kind < 0.85 ? 'half' : 'still';
}

/** Gravity and a hand's tremor, m/s^2: what a phone reads that is held still. */
const TREMOR = 0.08;

/** A signal as such a cast leaves it; `other` was drawn as another spell to begin with. */
export function slipped(signal: Signal, slip: Slip, random: Random): Signal {
  switch (slip) {
    case 'none':
    case 'other':
      return signal;
    case 'half': {
      const kept = Math.max(4, Math.round(signal.t.length * (0.3 + 0.25 * random())));
      return mapped(signal, (values) => values.slice(0, kept), signal.t.slice(0, kept));
    }
    case 'still':
      return mapped(signal, (values) => values.map(() => TREMOR * (2 * random() - 1)), signal.t);
  }
}

function mapped(signal: Signal, change: (values: Float32Array) => Float32Array, t: Float32Array): Signal {
  const axes = (one: Signal['linear']) => one && { x: change(one.x), y: change(one.y), z: change(one.z) };
  const [linear, gravity, rotation] = [axes(signal.linear), axes(signal.gravity), axes(signal.rotation)];
  return { t, ...(linear && { linear }), ...(gravity && { gravity }), ...(rotation && { rotation }) };
}
