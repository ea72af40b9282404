import type { Random, Signal } from '@wandcast/gesture';

/** What goes wrong in a cast: nothing, another spell is drawn, it stops halfway, or the hand does not move. */
export type Mistake = 'none' | 'wrong-spell' | 'cut-short' | 'no-motion';

/** @param rate share of casts that go wrong */
export function randomMistake(rate: number, random: Random): Mistake {
  if (random() >= rate) return 'none';
  const kind = random();
  return kind < 0.5 ? 'wrong-spell' : kind < 0.85 ? 'cut-short' : 'no-motion';
}

/** Hand tremor that a motionless phone still reads, m/s^2. */
const TREMOR = 0.08;

/** Applies a mistake to a signal. A wrong spell needs no change here: its signal is simulated from the other glyph. */
export function applyMistake(signal: Signal, mistake: Mistake, random: Random): Signal {
  switch (mistake) {
    case 'none':
    case 'wrong-spell':
      return signal;
    case 'cut-short': {
      const kept = Math.max(4, Math.round(signal.t.length * (0.3 + 0.25 * random())));
      return mapAxes(signal, (values) => values.slice(0, kept), signal.t.slice(0, kept));
    }
    case 'no-motion':
      return mapAxes(signal, (values) => values.map(() => TREMOR * (2 * random() - 1)), signal.t);
  }
}

function mapAxes(signal: Signal, change: (values: Float32Array) => Float32Array, t: Float32Array): Signal {
  const axes = (one: Signal['linear']) => one && { x: change(one.x), y: change(one.y), z: change(one.z) };
  const [linear, gravity, rotation] = [axes(signal.linear), axes(signal.gravity), axes(signal.rotation)];
  return { t, ...(linear && { linear }), ...(gravity && { gravity }), ...(rotation && { rotation }) };
}
