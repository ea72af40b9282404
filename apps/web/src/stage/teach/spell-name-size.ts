import { headlineSize } from '../../shared/design/headline-size';

/** The largest and the smallest size of a spell's name in the book, and the smallest one in a single line, rem. */
const [LARGEST, SMALLEST, SMALLEST_LINE] = [5.6, 1.9, 3.2];

/** Font size of a spell's name in one line, or in two if it would be hard to read in one. All lengths in rem. */
export function spellNameSize(name: string, width: number, height: number): number {
  const largest = Math.min(LARGEST, height);
  const line = headlineSize(name, width, largest);
  if (line >= SMALLEST_LINE) return line;
  return Math.max(SMALLEST, line, Math.min(height / 2, headlineSize(name, width, largest, 2)));
}
