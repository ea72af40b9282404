import { starterSpellbook } from '@wandcast/gesture';

/** Glyphs to recognize, by book: SVG paths by spell. */
export const glyphBooks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  starter: Object.fromEntries(starterSpellbook.flatMap(({ id, glyph }) => (glyph === null ? [] : [[id, glyph]]))),
  letters: {
    B: 'M25 90 L25 10 C70 10 70 48 25 48 C80 48 80 90 25 90',
    C: 'M80 22 C50 0 15 20 15 50 C15 80 50 100 80 78',
    G: 'M80 22 C50 0 15 20 15 50 C15 90 80 100 80 58 L55 58',
    L: 'M30 10 L30 90 L75 90',
    M: 'M15 90 L15 10 L50 60 L85 10 L85 90',
    R: 'M25 90 L25 10 C75 10 75 50 25 50 L78 90',
    S: 'M78 20 C60 0 22 8 25 32 C28 55 75 45 75 70 C75 95 35 98 20 78',
    W: 'M10 10 L30 90 L50 35 L70 90 L90 10',
    X: 'M15 10 L85 90 L85 10 L15 90',
    Z: 'M18 15 L82 15 L18 88 L82 88',
  },
  digits: {
    '0': 'M50 10 C15 10 15 90 50 90 C85 90 85 10 50 10',
    '1': 'M25 38 L55 10 L55 90',
    '2': 'M22 30 C25 0 78 5 74 38 C72 55 35 70 20 90 L82 90',
    '3': 'M22 15 C60 0 85 40 42 48 C90 50 75 105 20 84',
    '4': 'M62 90 L62 10 L15 65 L88 65',
    '5': 'M75 12 L30 12 L26 46 C85 30 85 100 22 86',
    '6': 'M70 12 C30 25 15 60 25 78 C38 100 80 88 75 65 C70 45 35 48 25 70',
    '7': 'M20 14 L82 14 L40 90',
    '8': 'M72 25 C60 0 22 10 30 35 C38 55 78 55 75 78 C70 100 20 98 25 72 C30 50 72 50 72 25',
    '9': 'M76 32 C70 5 25 5 25 32 C25 60 75 55 76 30 L70 90',
  },
};
