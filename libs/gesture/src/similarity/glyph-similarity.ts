import { parseGlyph, type Stroke } from '../glyph/glyph.js';
import { pitchAlign } from '../preprocessing/pitch-alignment.js';
import { channels, prepare } from '../preprocessing/preprocess.js';
import { seeded } from '../math/random.js';
import { simulateCast } from '../simulator/simulate-casts.js';
import { simulatePerson, type Persona } from '../simulator/simulated-person.js';

/**
 * People in the room that draws glyphs on trial: of 24, one starter glyph is taken for another at most 13 times in a
 * hundred, a copy 50 times. Fewer waver more; more cost the drawing pad its liveliness (a trial takes 5 ms).
 */
const PEOPLE = 24;
/** The same people, with the same moods, for every glyph. */
const ROOM_SEED = 7;

/** How a simulated room casts one glyph: one cast a person, as a recognizer reads it (9 x STEPS each). */
export type Trial = readonly Float32Array[];

/**
 * The room casts a glyph. It is always the same room in the same mood, so that two trials of one glyph are equal.
 * @param d SVG path  @param options.backwards from its end to its start  @throws GlyphError
 */
export function trialOf(d: string, { backwards = false }: { backwards?: boolean } = {}): Trial {
  const stroke = backwards ? reversed(parseGlyph(d)) : parseGlyph(d);
  return room().map((person, i) => {
    const signal = simulateCast(stroke, person, seeded(ROOM_SEED + 1 + i));
    return channels(pitchAlign(prepare(signal)));
  });
}

/**
 * How often a cast of `own` would be taken for one of `other` by someone who knows both from other people alone: the
 * share of its casts whose nearest neighbor among those of everybody else is the other glyph's (1-NN, person left
 * out). Ties count half, so that a copy comes to a half.
 * @returns 0..1; 0 of an empty trial
 */
export function takenFor(own: Trial, other: Trial): number {
  let taken = 0;
  own.forEach((cast, person) => {
    const [here, there] = [nearest(cast, own, person), nearest(cast, other, person)];
    taken += there < here ? 1 : there === here ? 0.5 : 0;
  });
  return own.length === 0 ? 0 : taken / own.length;
}

function nearest(cast: Float32Array, trial: Trial, except: number): number {
  let least = Infinity;
  trial.forEach((candidate, person) => {
    if (person !== except) least = Math.min(least, squaredDistance(cast, candidate, least));
  });
  return least;
}

/** Gives up past `limit`: most candidates are far. */
function squaredDistance(a: Float32Array, b: Float32Array, limit: number): number {
  let sum = 0;
  for (let i = 0; i < a.length && sum < limit; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return sum;
}

function room(): Persona[] {
  const random = seeded(ROOM_SEED);
  return Array.from({ length: PEOPLE }, () => simulatePerson(random));
}

function reversed({ x, y, knots, corners }: Stroke): Stroke {
  const back = (shares: readonly number[]): number[] => shares.map((share) => 1 - share).reverse();
  return { x: x.toReversed(), y: y.toReversed(), knots: Float64Array.from(back([...knots])), corners: back(corners) };
}
