import { parseGlyph } from '../glyph/glyph.js';
import { reversedStroke } from '../glyph/stroke-order.js';
import { pitchAlign } from '../preprocessing/pitch-alignment.js';
import { channels, prepare } from '../preprocessing/preprocess.js';
import { seeded } from '../math/random.js';
import { simulateCast } from '../simulator/simulate-casts.js';
import { simulatePerson, type Persona } from '../simulator/simulated-person.js';
import { nearestSquaredDistance } from './nearest-cast.js';

/**
 * Simulated people per glyph. With 24, the confusion rate of two starter glyphs is at most 13 %, and that of a copy is
 * 50 %. Fewer are noisier; more slow down the drawing pad (a glyph takes 5 ms).
 */
const PEOPLE = 24;
/** The same people for every glyph. */
const PEOPLE_SEED = 7;

/** Casts of one glyph, one per simulated person, in recognizer channels (9 x STEPS each). */
export type GlyphCasts = readonly Float32Array[];

/**
 * Simulates casts of a glyph, always by the same people with the same random numbers: equal glyphs give equal casts.
 * @param d SVG path
 * @param options.backwards draw it from its end to its start
 * @throws GlyphError
 */
export function simulateGlyph(d: string, { backwards = false }: { backwards?: boolean } = {}): GlyphCasts {
  const stroke = backwards ? reversedStroke(parseGlyph(d)) : parseGlyph(d);
  return simulatedPeople().map((person, i) => {
    const signal = simulateCast(stroke, person, seeded(PEOPLE_SEED + 1 + i));
    return channels(pitchAlign(prepare(signal)));
  });
}

/**
 * How often casts of `own` are confused with `other` by a classifier trained on other people: the share of casts whose
 * nearest neighbor among those of everybody else belongs to the other glyph (1-NN, leave one person out). Ties count
 * half, so a copy gives 0.5.
 * @returns 0..1; 0 without casts
 */
export function confusionRate(own: GlyphCasts, other: GlyphCasts): number {
  let confused = 0;
  own.forEach((cast, person) => {
    const here = nearestSquaredDistance(cast, own, person);
    const there = nearestSquaredDistance(cast, other, person);
    confused += there < here ? 1 : there === here ? 0.5 : 0;
  });
  return own.length === 0 ? 0 : confused / own.length;
}

function simulatedPeople(): Persona[] {
  const random = seeded(PEOPLE_SEED);
  return Array.from({ length: PEOPLE }, () => simulatePerson(random));
}
