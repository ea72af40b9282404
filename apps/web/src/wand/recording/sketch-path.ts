import { sketch, type Signal } from '@wandcast/gesture';

/** Side of the sketch in its box of 100: as large as a seal has room for. */
const SIDE = 88;

/** The path a cast seems to have drawn, as an SVG path of a 100 x 100 box. A sketch that drifts: say so beside it. */
export function sketchLine(signal: Signal): string {
  const at = (share: number): string => (50 + SIDE * (share - 0.5)).toFixed(1);
  return sketch(signal)
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`)
    .join('');
}
