import { gaussian, seeded, type Movement } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import type { FeatureTable } from '../../../../libs/recognition/src/features/feature-table.js';
import { heldOutSpells } from '../../../../libs/recognition/src/heads/held-out-spells.js';
import { LinearHead } from '../../../../libs/recognition/src/heads/linear-head.js';
import type { Example } from '../../../../libs/recognition/src/heads/training-examples.js';

const FEATURES = 40;
const PEOPLE = 4;
const SPELLS = ['circle', 'flick', 'zigzag', 'thrust'];

const one = (rest: Pick<Example, 'origin' | 'spell' | 'user'> & { source?: number }): Example => ({
  movement: {} as Movement,
  weight: 1,
  cast: undefined,
  ...rest,
});

/** Casts of each spell by each person, then negatives: one derived from each spell of each person, and scribbles. */
const examples: Example[] = [
  ...SPELLS.flatMap((_, spell) =>
    Array.from({ length: 3 * PEOPLE }, (_, i) => one({ origin: 'recorded', spell, user: `person ${i % PEOPLE}` })),
  ),
  ...SPELLS.flatMap((_, source) =>
    Array.from({ length: PEOPLE }, (_, i) =>
      one({ origin: 'reversed', spell: SPELLS.length, user: `person ${i}`, source }),
    ),
  ),
  ...Array.from({ length: 6 }, (_, i) => one({ origin: 'scribble', spell: SPELLS.length, user: `scribbler ${i}` })),
];

/** What {@link LinearHead} reads of a table: dot products of random features around a center for each spell. */
function tableOf(): FeatureTable {
  const random = seeded(1);
  const draw = (): number[] => Array.from({ length: FEATURES }, () => gaussian(random));
  const centers = [...SPELLS, 'unknown'].map(draw);
  const rows = examples.map(({ spell }) => draw().map((value, f) => value + (centers[spell]?.[f] ?? 0)));
  const gram = Float32Array.from(rows.flatMap((a) => rows.map((b) => a.reduce((sum, value, f) => sum + value * (b[f] ?? 0), 0)))); // prettier-ignore
  return { gram, rows: rows.length, scale: new Float64Array(FEATURES).fill(1) } as unknown as FeatureTable;
}

const tables = [tableOf()];
const fit = (rows: readonly number[], classes: number, classOf: (example: Example) => number): LinearHead =>
  LinearHead.fit(tables, {
    rows,
    classOf: examples.map(classOf),
    weightOf: examples.map(() => 1),
    classes,
    alpha: 0.1,
  });
const rowsOf = (isWanted: (example: Example) => boolean): number[] =>
  examples.flatMap((example, row) => (isWanted(example) ? [row] : []));
const isCast = ({ spell }: Example): boolean => spell < SPELLS.length;
const groupOf = examples.map(({ user }) => user);

describe('casts of held-out spells', () => {
  const classifier = fit(rowsOf(isCast), SPELLS.length, ({ spell }) => spell);
  const detector = fit(
    rowsOf(() => true),
    SPELLS.length + 1,
    ({ spell }) => spell,
  );
  const heads = { classifier, detector, examples, groupOf };
  const heldOut = heldOutSpells({ ...heads, spellOf: SPELLS });

  test('are scored like by heads that were trained without the spell and its negatives', () => {
    const others = (example: Example): boolean => example.spell !== 1 && example.source !== 1;
    const classOf = ({ spell }: Example): number => Math.max(0, spell - 1);
    const withoutFlick = fit(rowsOf((example) => isCast(example) && others(example)), SPELLS.length - 1, classOf); // prettier-ignore
    const detectorWithout = fit(rowsOf(others), SPELLS.length, classOf);
    const flicks = rowsOf(({ spell }) => spell === 1);
    for (const row of flicks) {
      const scored = heldOut[row];
      expect(scored?.scores).toHaveLength(3);
      expect(scored?.detections).toHaveLength(4);
      withoutFlick.scoresOf(row).forEach((score, k) => {
        expect(scored?.scores[k]).toBeCloseTo(score, 3);
      });
      detectorWithout.scoresOf(row).forEach((score, k) => {
        expect(scored?.detections[k]).toBeCloseTo(score, 3);
      });
    }
  });

  test('are all recorded casts, each of its person', () => {
    expect(heldOut.map(({ group }) => group)).toEqual(examples.filter(isCast).map(({ user }) => user));
  });

  test('are held out with every style of their spell', () => {
    const styled = heldOutSpells({ ...heads, spellOf: ['circle', 'circle', 'zigzag', 'thrust'] });
    const [circle, thrust] = [styled[0], styled.at(-1)];
    expect(circle?.scores).toHaveLength(2);
    expect(circle?.detections).toHaveLength(3);
    expect(thrust?.scores).toHaveLength(3);
  });

  test('need two spells that are left', () => {
    expect(heldOutSpells({ ...heads, spellOf: ['circle', 'circle', 'zigzag', 'zigzag'] })).toEqual([]);
  });
});
