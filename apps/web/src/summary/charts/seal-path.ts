import { RING } from '../../shared/canvas/seal';

const TURN = 2 * Math.PI;

/** SVG paths of a seal's bars in a box from -100 to 100, clockwise from 12 o'clock. @param lengths 0..99 */
export function sealBars(lengths: readonly number[]): string[] {
  const ring = 100 * RING * 1.01;
  return lengths.map((length, i) => {
    const angle = (TURN * i) / lengths.length - TURN / 4;
    const outer = ring + 33 * (0.06 + 0.94 * (length / 99));
    const at = (r: number): string => `${(r * Math.cos(angle)).toFixed(1)} ${(r * Math.sin(angle)).toFixed(1)}`;
    return `M${at(ring)}L${at(outer)}`;
  });
}
