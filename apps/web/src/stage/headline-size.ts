/** Mean width of a capital of the display face, in its size: what wide letters take, not what narrow ones do. */
const LETTER = 0.36;

/** Size of a headline that keeps to `lines` lines of `width`, at most `largest`; all in the same unit. */
export function headlineSize(text: string, width: number, largest: number, lines = 1): number {
  // A line breaks between words: half of a long word may be empty at the end of each but the last.
  const longest = Math.max(0, ...text.split(/\s+/).map((word) => word.length));
  const letters = lines === 1 ? text.length : Math.max(longest, text.length / lines + longest / 2);
  return Math.min(largest, width / (LETTER * Math.max(1, letters)));
}
