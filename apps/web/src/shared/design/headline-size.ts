/** Glyph widths of the display font from space to tilde, in hundredths of its size, measured in a browser. */
const WIDTHS =
  '19 21 34 43 42 58 49 27 30 31 46 44 20 38 29 37 33 27 35 34 31 33 29 30 32 29 29 30 38 44 38 27 58 35 32 34 38 28 27 38 33 ' +
  '26 27 36 25 46 42 36 29 40 29 31 27 41 35 50 31 27 27 32 36 32 37 53 38 30 29 28 35 29 25 35 34 23 26 35 27 57 48 36 29 36 ' +
  '30 25 26 37 36 43 25 29 30 32 18 32 48';
const ASCII = WIDTHS.split(' ').map(Number);
/** Upper bounds for Latin letters with diacritics, and for other scripts, which use other fonts. */
const DIACRITIC = 57;
const FOREIGN = 105;
/** Safety margin for rounding. */
const SLACK = 0.98;
const SMALLEST = 0.25;

/** Width of `text` in the display font, with `spacing` after every letter. Both in em. */
export function headlineWidth(text: string, spacing = 0): number {
  const letters = Array.from(text);
  const widths = letters.reduce((sum, letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return sum + (ASCII[code - 32] ?? (code < 0x250 || (code >= 0x2010 && code < 0x2030) ? DIACRITIC : FOREIGN));
  }, 0);
  return widths / 100 + letters.length * spacing;
}

/**
 * The largest font size at which a headline fits in `lines` lines of `width`, at most `largest`. All in one unit.
 * @param spacing after every letter, em
 */
export function headlineSize(text: string, width: number, largest: number, lines = 1, spacing = 0): number {
  if (lines === 1) return Math.min(largest, (SLACK * width) / Math.max(1e-9, headlineWidth(text, spacing)));
  const words = text.split(/\s+/).map((word) => headlineWidth(`${word} `, spacing));
  let size = largest;
  while (size > SMALLEST && linesOf(words, (SLACK * width) / size) > lines) size *= 0.98;
  return size;
}

/** Number of lines that words of these widths need with greedy wrapping. */
function linesOf(words: readonly number[], width: number): number {
  let [lines, left] = [0, 0];
  for (const word of words) {
    if (word > width) return Infinity;
    if (word > left) [lines, left] = [lines + 1, width];
    left -= word;
  }
  return lines;
}
