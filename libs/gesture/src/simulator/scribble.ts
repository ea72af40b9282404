import { parseGlyph } from '../glyph/glyph.js';
import { uniform, type Random } from '../math/random.js';
import type { Signal } from '../signal/signal.js';
import { simulateCast, type CastOptions } from './simulate-casts.js';
import { simulatePerson } from './simulated-person.js';

/** Maximum number of segments by default. */
const SEGMENTS = 5;
/** Range of segment lengths, path units: only ratios matter, because glyphs are scaled to their box. */
const LENGTHS = [30, 100] as const;
/** Range of turns between segments, radians: less makes no corner, more retraces the segment. */
const TURNS = [0.6, 2.7] as const;
/** Range of the sideways offset of a curve's control point, as a share of its length. */
const PULLS = [0.3, 1.3] as const;

/** A random SVG path of one stroke of lines and curves. @param segments how many; by default one to five */
export function scribble(random: Random, segments = 1 + Math.floor(SEGMENTS * random())): string {
  const either = (): number => (random() < 0.5 ? -1 : 1);
  const curvy = random();
  let [x, y, way] = [0, 0, uniform(0, 2 * Math.PI, random)];
  let path = 'M0 0';
  for (let i = 0; i < segments; i++) {
    if (i > 0) way += either() * uniform(...TURNS, random);
    const length = uniform(...LENGTHS, random);
    const [toX, toY] = [x + length * Math.cos(way), y + length * Math.sin(way)];
    if (random() < curvy) {
      const pull = either() * uniform(...PULLS, random) * length;
      const [overX, overY] = [(x + toX) / 2 - pull * Math.sin(way), (y + toY) / 2 + pull * Math.cos(way)];
      path += `Q${overX.toFixed(1)} ${overY.toFixed(1)} ${toX.toFixed(1)} ${toY.toFixed(1)}`;
      way = Math.atan2(toY - overY, toX - overX);
    } else path += `L${toX.toFixed(1)} ${toY.toFixed(1)}`;
    [x, y] = [toX, toY];
  }
  return path;
}

/**
 * A cast of a random scribble by a simulated person: a negative that matches no spell. Options as for
 * {@link simulateCast}.
 */
export function simulateScribble(random: Random, options?: CastOptions): Signal {
  return simulateCast(parseGlyph(scribble(random)), simulatePerson(random), random, options);
}
