import { describe, expect, test } from 'vitest';
import {
  alignedByPerson,
  mostConfident,
  type PersonPrediction,
} from '../../../../libs/recognition/src/training/confident-predictions.js';

function predictionsOf(user: string, rows: readonly (readonly number[])[]): PersonPrediction[] {
  return rows.map((probabilities, row) => ({ row, user, probabilities }));
}

const repeated = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const bestOf = ({ probabilities }: PersonPrediction): number => probabilities.indexOf(Math.max(...probabilities));

describe('predictions aligned by person', () => {
  test('let a close second win if the person has too many of the first', () => {
    const misread = [...repeated(50, [0.9, 0.05, 0.05]), ...repeated(25, [0.5, 0.45, 0.05])];
    const aligned = alignedByPerson(predictionsOf('ann', misread));
    expect(aligned.map(bestOf)).toEqual([...repeated(50, 0), ...repeated(25, 1)]);
  });

  test('stay confident if a person casts a single spell', () => {
    const aligned = alignedByPerson(predictionsOf('ann', repeated(100, [0.996, 0.002, 0.002])));
    expect(aligned.map(bestOf)).toEqual(repeated(100, 0));
  });

  test('change little with a few casts, and not for another person', () => {
    const few = predictionsOf('ann', repeated(2, [0.6, 0.3, 0.1]));
    const others = predictionsOf('bob', [[1 / 3, 1 / 3, 1 / 3]]);
    const aligned = alignedByPerson([...few, ...others]);
    expect(aligned[0]?.probabilities[0]).toBeCloseTo(0.6, 1);
    for (const value of aligned.at(-1)?.probabilities ?? []) expect(value).toBeCloseTo(1 / 3, 6);
    for (const { probabilities } of aligned)
      expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
  });
});

describe('the most confident predictions', () => {
  /** Confident from nearly 1 down to nearly undecided. */
  const spread = (count: number, most: number): number[][] =>
    Array.from({ length: count }, (_, i) => {
      const best = 0.5 + (most - 0.5) * (1 - i / count);
      return [best, 1 - best];
    });

  test('are the given share of the room, best first', () => {
    const kept = mostConfident(predictionsOf('ann', spread(100, 0.99)), 0.6);
    expect(kept.map(({ row }) => row)).toEqual(Array.from({ length: 60 }, (_, row) => row));
  });

  test('include people of whom a head is less sure', () => {
    const [sure, unsure] = [predictionsOf('ann', spread(100, 0.999)), predictionsOf('bob', spread(100, 0.7))];
    const share = mostConfident([...sure, ...unsure], 0.5).filter(({ user }) => user === 'bob').length / 100;
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.5);
  });

  test('leave out the worst of people with one cast each', () => {
    const people = spread(20, 0.99).map((probabilities, row) => ({ row, user: `person-${row}`, probabilities }));
    const kept = mostConfident(people, 0.95).map(({ row }) => row);
    expect(kept).toHaveLength(19);
    expect(kept).not.toContain(19);
  });
});
