/** Letters of a name that fit a line at full size. */
const FULL = 7;

/** Scale, 0..1, at which a name of this length keeps to one line: "Tide" is 1, a name of 24 letters about a third. */
export function fitName(name: string): number {
  return Math.max(0.34, Math.min(1, FULL / name.length));
}
