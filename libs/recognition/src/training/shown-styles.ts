import { drawingOrderOf } from '@wandcast/gesture';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import type { DrawingStyle } from '../recognizer/recognizer.js';

/** With fewer recorded casts of a spell, people may still draw it in any style. */
const ENOUGH_CASTS = 5;
/** Least share of the recorded casts of a spell for a style to be one of the room's: 1 % are misjudged. */
const MIN_SHARE = 0.1;

/** How the recorded casts draw their glyphs. */
export interface ShownStyles {
  /** The casts that draw their glyph in another style. */
  readonly styleOf: ReadonlyMap<LabeledCast, DrawingStyle>;
  /** Whether the room draws the spell in this style, as far as one can tell. */
  readonly allows: (spell: string, style: DrawingStyle) => boolean;
}

/** @param glyphs SVG path by spell  @param seconds second glyphs, in the same way */
export function shownStyles(
  glyphs: Readonly<Record<string, string>>,
  casts: readonly LabeledCast[],
  seconds: Readonly<Record<string, string>> = {},
): ShownStyles {
  const styleOf = new Map<LabeledCast, DrawingStyle>();
  const counts = new Map<string, number>();
  for (const [spell, glyph] of Object.entries(glyphs)) {
    const own = casts.filter(({ label }) => label === spell);
    counts.set(spell, own.length);
    if (own.length === 0) continue;
    const orderOf = drawingOrderOf(glyph, seconds[spell]);
    for (const cast of own) {
      const order = orderOf(cast.signal);
      if (order !== 'forwards') styleOf.set(cast, order);
    }
  }
  return {
    styleOf,
    allows: (spell, style) => {
      const all = counts.get(spell) ?? 0;
      if (all < ENOUGH_CASTS) return true;
      const shown = [...styleOf].filter(([cast, own]) => cast.label === spell && own === style).length;
      return shown >= MIN_SHARE * all;
    },
  };
}
