import { roundTo } from '../../figures/round-to.js';
import { calibrate } from './calibrate.js';

/** A figure of the whole product; a smaller one is better. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'kB' | 'times';
  /** What is compared: a time as a multiple of the machine's own, see {@link calibrate}; anything else as it is. */
  readonly relative: number;
}

export const sizeFigure = (name: string, value: number, unit: 'MB' | 'kB' | 'times'): Figure => ({
  ...{ name, value: roundTo(value, 2), unit },
  relative: roundTo(value, 2),
});

/** @param speed of the machine at that time, by default now, ms */
export const timeFigure = (name: string, ms: number, speed = calibrate()): Figure => ({
  ...{ name, value: roundTo(ms, 1), unit: 'ms' },
  relative: roundTo(ms / speed, 3),
});

/** The median of the same figures of several runs. */
export function medianFigures(runs: readonly (readonly Figure[])[]): Figure[] {
  return (runs[0] ?? []).map(({ name, unit }) => {
    const same = runs.flatMap((run) => run.filter((figure) => figure.name === name));
    const median = (of: (figure: Figure) => number): number =>
      same.map(of).sort((a, b) => a - b)[Math.floor((same.length - 1) / 2)] ?? NaN;
    return { name, unit, value: median(({ value }) => value), relative: median(({ relative }) => relative) };
  });
}
