/** Number of letters that fit on a line at full size. */
const FULL_SIZE_LETTERS = 7;

/** Font scale, 0..1, at which a name fits on one line: 1 for "Tide", about a third for 24 letters. */
export function fitName(name: string): number {
  return Math.max(0.34, Math.min(1, FULL_SIZE_LETTERS / name.length));
}
