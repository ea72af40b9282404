import { parseGlyph, type Stroke } from '../glyph/glyph.js';
import type { Random } from '../math/random.js';
import type { Signal } from '../signal/signal.js';
import { handMovement } from './hand-movement.js';
import { simulatePerson, type Persona } from './simulated-person.js';
import { readingsOf } from './simulated-phone.js';
import { drawnShape } from './drawn-line.js';

export { simulatePerson, type Persona } from './simulated-person.js';

/**
 * One cast of a glyph by one simulated person, as a phone at about 94 Hz would record it: good enough that a
 * recognizer trained on nothing else names nine of ten casts of people it never met.
 * @param options.gravity also give the acceleration including gravity
 */
export function simulateCast(
  glyph: Stroke,
  person: Persona,
  random: Random,
  { gravity = false }: { gravity?: boolean } = {},
): Signal {
  const movement = handMovement(drawnShape(glyph, person, random), glyph.corners, person, random);
  const readings = readingsOf(movement, person, random, gravity);
  return { t: readings.linear.x.map((_, i) => i * movement.interval * 1000), ...readings };
}

export interface SimulatedCast {
  /** The simulated person, so that evaluation by held-out people works as with real ones. */
  readonly user: string;
  readonly label: string;
  readonly signal: Signal;
}

/**
 * A room of simulated people casting every glyph. More people teach more than more casts: 100 people beat 20 at the
 * same number of casts.
 * @param glyphs SVG path by label  @param options.castsPerSpell shared out among the people in turn
 * @throws GlyphError
 */
export function simulateRoom(
  glyphs: Readonly<Record<string, string>>,
  { people, castsPerSpell }: { people: number; castsPerSpell: number | ((label: string) => number) },
  random: Random,
): SimulatedCast[] {
  const room = Array.from({ length: people }, (_, i) => ({
    user: `simulated-${i + 1}`,
    person: simulatePerson(random),
  }));
  let turn = 0;
  return Object.entries(glyphs).flatMap(([label, d]) => {
    const glyph = parseGlyph(d);
    const casts = typeof castsPerSpell === 'number' ? castsPerSpell : castsPerSpell(label);
    return Array.from({ length: casts }, () => {
      const next = room[turn++ % people];
      if (next === undefined) throw new RangeError(`a room of ${people} people casts nothing`);
      return { user: next.user, label, signal: simulateCast(glyph, next.person, random) };
    });
  });
}
