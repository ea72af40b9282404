import { parseGlyph, starterSpellbook, glyphPoints, confusionRate, simulateGlyph } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import type { Point } from '../../../../../apps/web/src/shared/canvas/point';
import { castableOf } from '../../../../../apps/web/src/console/book/glyph-editor/castable';
import { resamplePoints, lengthOf } from '../../../../../apps/web/src/console/book/glyph-editor/resample';
import { similarityWarnings } from '../../../../../apps/web/src/console/book/glyph-editor/similarity-text';
import { sampleStrokes } from '../../../../../apps/web/src/console/book/glyph-editor/sample-strokes';
import { simplifyPath } from '../../../../../apps/web/src/console/book/glyph-editor/simplify-path';
import {
  spellDraftProblem,
  leastUsedHue,
  spellsWithHue,
} from '../../../../../apps/web/src/console/book/glyph-editor/spell-draft';
import { cornersOf, strokePath } from '../../../../../apps/web/src/console/book/glyph-editor/stroke-path';
import { clientState, end, progress, spell, summary } from '../fixtures';

/** Points of a hand that moves from corner to corner, `n` per segment, with a tremor. */
const along = (corners: readonly Point[], n = 40, tremor = 0): Point[] =>
  corners.slice(1).flatMap((to, k) =>
    Array.from({ length: n }, (_, i): Point => {
      const from = corners[k] ?? to;
      const share = i / (n - 1);
      const shake = tremor * Math.sin(9 * i + k);
      return [from[0] + share * (to[0] - from[0]) + shake, from[1] + share * (to[1] - from[1]) - shake];
    }),
  );
const zed: readonly Point[] = [
  [30, 35],
  [60, 35],
  [30, 65],
  [60, 65],
];
const circle = Array.from({ length: 120 }, (_, i): Point => [50 + 30 * Math.sin(i / 19), 50 - 30 * Math.cos(i / 19)]);
const pathOf = (points: readonly Point[]): string => {
  const result = strokePath(points);
  if (!result.ok) throw new Error(result.reason);
  return result.path;
};

describe('a drawn stroke', () => {
  test('becomes a short, valid glyph', () => {
    for (const points of [
      along(zed, 40, 0.4),
      circle,
      along([
        [0, 0],
        [100, 100],
      ]),
    ]) {
      const path = pathOf(points);
      expect(path.length).toBeLessThan(600);
      expect(path).toMatch(/^M[\d.,LCM-]+$/);
      expect(path.indexOf('M', 1)).toBe(-1);
      expect(() => parseGlyph(path)).not.toThrow();
    }
  });

  test('keeps its corners and no other points', () => {
    expect(parseGlyph(pathOf(along(zed, 40, 0.4))).corners).toHaveLength(2);
    expect(parseGlyph(pathOf(circle)).corners).toHaveLength(0);
    const wave = Array.from({ length: 90 }, (_, i): Point => [10 + 0.9 * i, 50 - 28 * Math.sin(i / 14.3)]);
    expect(cornersOf(resamplePoints(wave, 1.5))).toHaveLength(0);
  });

  test('fills the box and keeps its direction', () => {
    for (const scale of [0.5, 1]) {
      const { x, y } = parseGlyph(pathOf(along(zed.map(([px, py]): Point => [px * scale, py * scale]))));
      expect(Math.max(...x) - Math.min(...x)).toBeCloseTo(72, -1);
      expect(x[0]).toBeLessThan(20);
      expect(y[0]).toBeLessThan(20);
      expect(y.at(-1)).toBeGreaterThan(80);
    }
  });

  test('may be a straight line', () => {
    expect(
      pathOf(
        along([
          [20, 50],
          [80, 50],
        ]),
      ),
    ).toBe('M14,50L86,50');
  });

  test('stays short even for a scribble', () => {
    const scribble = Array.from({ length: 6000 }, (_, i): Point => [
      50 + 45 * Math.sin(i / 7) * Math.cos(i / 91),
      50 + 45 * Math.sin(i / 5.3),
    ]);
    const path = pathOf(scribble);
    expect(path.length).toBeLessThan(4000);
    expect(() => parseGlyph(path)).not.toThrow();
  });

  test('is refused if it is a tap', () => {
    expect(
      strokePath([
        [50, 50],
        [51, 51],
      ]),
    ).toEqual({ ok: false, reason: expect.stringContaining('tap') as string });
    expect(strokePath([]).ok).toBe(false);
  });

  test('recognizes the starter’s glyphs when traced', () => {
    for (const { glyph, name } of starterSpellbook) {
      const traced = pathOf(glyphPoints(glyph ?? '', 120).map(({ x, y }): Point => [x, y]));
      expect(confusionRate(simulateGlyph(traced), simulateGlyph(glyph ?? '')), name).toBeGreaterThan(0.3);
    }
  });
});

describe('processing of a stroke', () => {
  test('simplifies a line to its ends and keeps a corner', () => {
    expect(
      simplifyPath(
        along([
          [0, 0],
          [50, 0.4],
          [100, 0],
        ]),
        1,
      ),
    ).toEqual([
      [0, 0],
      [100, 0],
    ]);
    expect(
      simplifyPath(
        along([
          [0, 0],
          [50, 40],
          [100, 0],
        ]),
        1,
      ),
    ).toHaveLength(3);
  });
  test('keeps both ends and the length when resampling', () => {
    const even = resamplePoints(along(zed, 7), 1.5);
    expect([even[0], even.at(-1)]).toEqual([zed[0], zed[3]]);
    expect(lengthOf(even)).toBeCloseTo(lengthOf(zed), 0);
    for (let i = 1; i < even.length; i++) expect(lengthOf(even.slice(i - 1, i + 1))).toBeLessThan(1.6);
  });
  test('accepts all sample strokes, which differ from each other and from the starter glyphs', () => {
    const trials = sampleStrokes.map(({ path }) => simulateGlyph(path));
    const starters = starterSpellbook.map(({ glyph }) => simulateGlyph(glyph ?? ''));
    trials.forEach((own, i) => {
      const others = [...trials.filter((_, j) => j !== i), ...starters];
      for (const other of others) expect(confusionRate(own, other), sampleStrokes[i]?.name).toBeLessThan(0.35);
    });
  });
});

describe('warnings before a spell is saved', () => {
  const similarity = (name: string, forwards: number, backwards: number) => ({ name, forwards, backwards });
  test('name the spell it will be mistaken for, and how often', () => {
    expect(similarityWarnings([similarity('Veil', 0.1, 0.1), similarity('Tide', 0.42, 0.1)])).toEqual([
      'Will be mistaken for Tide about 4 times in 10.',
    ]);
  });
  test('name a spell that is drawn backwards', () => {
    expect(similarityWarnings([similarity('Gale', 0, 0.5)])).toEqual([
      'This is Gale drawn backwards: the model tells them apart, people may not.',
    ]);
  });
  test('list the most serious first, at most three, and none for a distinct glyph', () => {
    const names = ['A', 'B', 'C', 'D'].map((name, i) => similarity(name, 0.2 + 0.05 * i, 0));
    expect(similarityWarnings(names).map((words) => words.slice(21, 22))).toEqual(['D', 'C', 'B']);
    expect(similarityWarnings([similarity('Tide', 0.13, 0.17)])).toEqual([]);
  });
});

describe('a new spell', () => {
  const book = [spell('Ember', 'ember'), spell('Tide', 'tide')];
  test('needs a stroke and a free name', () => {
    expect(spellDraftProblem({ name: 'Gale', path: undefined }, book)).toMatch(/stroke/);
    expect(spellDraftProblem({ name: '  ', path: 'M0 0L1 1' }, book)).toMatch(/name/);
    expect(spellDraftProblem({ name: ' tIDE ', path: 'M0 0L1 1' }, book)).toBe('tIDE is in the book already.');
    expect(spellDraftProblem({ name: 'Gale', path: 'M0 0L1 1' }, book)).toBeUndefined();
  });
  test('gets the least used color', () => {
    expect(leastUsedHue(book)).toBe('gale');
    const full = ['ember', 'tide', 'gale', 'bloom', 'spark', 'veil', 'ember'] as const;
    expect(leastUsedHue(full.map((hue, i) => spell(`S${i}`, hue)))).toBe('tide');
    expect(spellsWithHue('tide', book)).toEqual(['Tide']);
  });
});

describe('a saved glyph', () => {
  const gale = spell('Gale').id;
  const kept = { spell: gale, modelId: 'model-1', lastTrainingEnd: null };
  const knowing = summary(2, { origin: 'glyphs', spells: [gale] });

  test('shows the progress of its training', () => {
    expect(castableOf(clientState({ model: summary(1) }), kept)).toMatchObject({ kind: 'soon', done: 0 });
    const training = progress({ origin: 'glyphs', stage: 'simulating', done: 0.3 });
    expect(castableOf(clientState({ model: summary(1), training }), kept)).toMatchObject({
      kind: 'soon',
      text: 'Simulating casts of the glyphs, 30%',
    });
  });
  test('can be cast once a new model knows it, even while the training continues', () => {
    expect(castableOf(clientState({ model: knowing, models: [knowing] }), kept).kind).toBe('now');
    const training = progress({ origin: 'glyphs', firstModelId: 'model-2' });
    expect(castableOf(clientState({ model: knowing, training }), kept).kind).toBe('now');
    expect(castableOf(clientState({ model: knowing, lastTrainingEnd: end({ origin: 'glyphs' }) }), kept).kind).toBe(
      'now',
    );
  });
  test('waits for its own training when redrawn', () => {
    const other = summary(2, { origin: 'taught', spells: [gale] });
    expect(castableOf(clientState({ model: other, models: [other] }), kept).kind).toBe('soon');
    const before = summary(1, { origin: 'glyphs', spells: [gale] });
    expect(castableOf(clientState({ model: before, models: [before] }), kept).kind).toBe('soon');
  });
  test('reports a failed training, but not an earlier one', () => {
    const failure = { code: 'internal', message: 'Something broke.', mayRetry: true } as const;
    const failed = end({ origin: 'glyphs', outcome: 'failed', modelId: null, failure });
    expect(castableOf(clientState({ model: summary(1), lastTrainingEnd: failed }), kept)).toEqual({
      kind: 'failed',
      text: 'Something broke.',
    });
    expect(
      castableOf(clientState({ model: summary(1), lastTrainingEnd: failed }), { ...kept, lastTrainingEnd: failed })
        .kind,
    ).toBe('soon');
  });
});
