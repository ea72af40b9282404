import { GlyphFamilies, seeded, simulateRoom, type Random, type Stroke, type StyleKind } from '@wandcast/gesture';
import type { DrawingStyle, WeaklyLabeledCast } from '../recognizer/recognizer.js';

/** Simulated casts of a glyph in each style. */
const CASTS = 30;
/** A style is left out if fewer of its drawings than this share belong to the spell alone. */
const MIN_ALONE = 0.5;

const kinds: Readonly<Record<DrawingStyle, StyleKind>> = { backwards: 'direction', elsewhere: 'start' };

interface StyledRoom {
  readonly people: number;
  /** Whether the phone of the nth cast reports gravity. */
  readonly gravity: (cast: number) => boolean;
  /** Share of the usual number of casts of a spell, 0..1. */
  readonly share: (spell: string) => number;
  /** Whether a spell may be drawn in a style. */
  readonly allows: (spell: string, style: DrawingStyle) => boolean;
}

/**
 * Simulated casts by people who draw the glyphs against their direction, or closed ones from another point. A drawing
 * that resembles another spell's glyph is left out: it stays that spell.
 * @param glyphs SVG path by spell
 */
export function simulateStyledCasts(
  glyphs: Readonly<Record<string, string>>,
  { people, gravity, share, allows }: StyledRoom,
  weight: number,
  seed: number,
): WeaklyLabeledCast[] {
  const random = seeded(seed);
  const families = new GlyphFamilies(glyphs);
  return (['backwards', 'elsewhere'] as const).flatMap((style) => {
    const drawings = new Map(
      Object.keys(glyphs).map((spell) => {
        const wanted = allows(spell, style) ? Math.round(CASTS * share(spell)) : 0;
        return [spell, drawingsOf(families, spell, kinds[style], wanted, random)];
      }),
    );
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
