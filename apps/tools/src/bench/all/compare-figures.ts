import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UsageError } from '../../cli/usage-error.js';
import { roundTo } from '../../figures/round-to.js';
import type { Figure } from './figure.js';

/** Figures of a release, as kept in the repository. */
const releaseFigures = z.object({
  version: z.string(),
  figures: z.array(
    z.object({
      ...{ name: z.string(), value: z.number(), unit: z.enum(['ms', 'MB', 'kB', 'times']), relative: z.number() },
    }),
  ),
});
export type ReleaseFigures = z.infer<typeof releaseFigures>;

export interface ComparedFigure extends Figure {
  /** Relative to the release; null if that has no such figure. */
  readonly ratio: number | null;
  readonly isWorse: boolean;
}

/** How much worse a figure may be: machines are noisy, and a figure is the median of a few runs. */
export const MOST_WORSE = 1.15;

/** @throws UsageError if the file is not there or not such a file */
export function readReleaseFigures(file: string): ReleaseFigures {
  try {
    return releaseFigures.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new UsageError(
      `no figures to compare with in ${file}: write some with --save (${(error as Error).message.split('\n')[0] ?? ''})`,
    );
  }
}

export function compareFigures(figures: readonly Figure[], { figures: earlier }: ReleaseFigures): ComparedFigure[] {
  return figures.map((figure) => {
    const before = earlier.find(({ name }) => name === figure.name);
    const ratio = before === undefined ? null : roundTo(figure.relative / Math.max(before.relative, 1e-3), 2);
    return { ...figure, ratio, isWorse: ratio !== null && ratio > MOST_WORSE };
  });
}
