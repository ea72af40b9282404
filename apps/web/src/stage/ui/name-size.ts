/** Upper bound for the average width of a letter of a bold name in the text font, em; measured over generated names. */
const LETTER = 0.6;
/** Smallest size of a name, rem. Longer ones end in an ellipsis. */
const LEAST = 1.9;

/** The font size at which a name fits in `width`, at most `largest`. All in rem. */
export function nameSize(name: string, width: number, largest: number): number {
  return Math.min(largest, Math.max(LEAST, width / (LETTER * Math.max(1, Array.from(name).length))));
}
