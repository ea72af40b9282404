import { NOON, TURN } from '../../shared/canvas/circle';
import { barEnd, barStart } from '../../shared/canvas/seal';

/** Radius of the seal. */
const RADIUS = 100;

/** SVG paths of a seal's bars in a box from -100 to 100, clockwise from 12 o'clock. @param lengths 0..99 */
export function sealBars(lengths: readonly number[]): string[] {
  return lengths.map((length, i) => {
    const angle = NOON + (TURN * i) / lengths.length;
    const at = (r: number): string => `${(r * Math.cos(angle)).toFixed(1)} ${(r * Math.sin(angle)).toFixed(1)}`;
    return `M${at(barStart(RADIUS))}L${at(barEnd(RADIUS, length))}`;
  });
}
