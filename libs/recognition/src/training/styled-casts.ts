import {
  GlyphFamilies,
  parseGlyph,
  seeded,
  simulateRoom,
  type Random,
  type Stroke,
  type StyleKind,
} from '@wandcast/gesture';
import type { DrawingStyle, WeaklyLabeledCast } from '../recognizer/recognizer.js';

/** Simulated casts of a glyph in each style. */
const CASTS = 30;
/** A style is left out if fewer of its drawings than this share belong to the spell alone. */
const MIN_ALONE = 0.5;

/** Simulated casts of a second glyph, as many as of the first. */
const CASTS_OF_SECOND = 100;
/** Simulated casts of a second glyph that each recorded one replaces. */
const REPLACED = 2;

const kinds = { backwards: 'direction', elsewhere: 'start' } as const;

interface StyledRoom {
  /** Second glyphs: SVG path by spell, and how many casts of each are recorded. */
  readonly seconds: Readonly<Record<string, string>>;
  readonly recordedSeconds: (spell: string) => number;
  readonly people: number;
  /** Whether the phone of the nth cast reports gravity. */
  readonly gravity: (cast: number) => boolean;
  /** Share of the usual number of casts of a spell, 0..1. */
  readonly share: (spell: string) => number;
  /** Whether a spell may be drawn in a style. */
  readonly allows: (spell: string, style: DrawingStyle) => boolean;
}

/**
 * Simulated casts by people who draw the glyphs against their direction, closed ones from another point, or the second
 * glyphs. A styled drawing that resembles another spell's glyph is left out: it stays that spell.
 * @param glyphs SVG path by spell
 */
export function simulateStyledCasts(
  glyphs: Readonly<Record<string, string>>,
  { seconds, recordedSeconds, people, gravity, share, allows }: StyledRoom,
  weight: number,
  seed: number,
): WeaklyLabeledCast[] {
  const random = seeded(seed);
  const families = new GlyphFamilies(glyphs, undefined, seconds);
  const drawn = (spell: string, style: DrawingStyle): Stroke[] => {
    if (style === 'second') {
      const second = seconds[spell];
      return second === undefined
        ? []
        : new Array<Stroke>(Math.max(0, CASTS_OF_SECOND - REPLACED * recordedSeconds(spell))).fill(parseGlyph(second));
    }
    const wanted = allows(spell, style) ? Math.round(CASTS * share(spell)) : 0;
    return drawingsOf(families, spell, kinds[style], wanted, random);
  };
  return (['backwards', 'elsewhere', 'second'] as const).flatMap((style) => {
    const drawings = new Map(Object.keys(glyphs).map((spell) => [spell, drawn(spell, style)]));
    if ([...drawings.values()].every(({ length }) => length === 0)) return [];
    const room = simulateRoom(
      glyphs,
      {
        people,
        castsPerSpell: (spell) => drawings.get(spell)?.length ?? 0,
        gravity,
        drawingOf: (spell, cast) => drawings.get(spell)?.[cast],
      },
      random,
    );
    return room.map((cast): WeaklyLabeledCast => ({ ...cast, weight, origin: 'simulated', style }));
  });
}

function drawingsOf(families: GlyphFamilies, spell: string, kind: StyleKind, wanted: number, random: Random): Stroke[] {
  const drawn = Array.from({ length: wanted }, () => families.draw(spell, kind, random) ?? []).flat();
  return drawn.length < MIN_ALONE * wanted ? [] : drawn;
}
