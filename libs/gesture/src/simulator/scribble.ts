import { parseGlyph } from '../glyph/glyph.js';
import { uniform, type Random } from '../math/random.js';
import type { Signal } from '../signal/signal.js';
import { simulateCast } from './simulate-casts.js';
import { simulatePerson } from './simulated-person.js';

/** Most lines and curves of one scribble. */
const SEGMENTS = 5;
/** Shortest and longest segment, in units of the path: what counts is how they compare, a glyph is scaled to its box. */
const LENGTHS = [30, 100] as const;
/** How far each segment leaves the way the last one went, radians: less is no corner, more goes back over itself. */
const TURNS = [0.6, 2.7] as const;
/** How far a curve is pulled aside, as a share of its length. */
const PULLS = [0.3, 1.3] as const;

/** A drawing of one stroke that nobody has in mind, as an SVG path: up to five lines and curves, at random. */
export function scribble(random: Random): string {
  const either = (): number => (random() < 0.5 ? -1 : 1);
  const segments = 1 + Math.floor(SEGMENTS * random());
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
 * Casts of scribbles, each by another simulated person: what hands do that know none of the spells. Signals as
 * {@link simulateCast} gives them, with both sensors.
 */
export function simulateScribbles(count: number, random: Random): Signal[] {
  return Array.from({ length: count }, () =>
    simulateCast(parseGlyph(scribble(random)), simulatePerson(random), random),
  );
}
