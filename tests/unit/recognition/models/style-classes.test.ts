import { calibrate } from '@wandcast/recognition';
import { describe, expect, test } from 'vitest';
import { mergeClasses, withStyleClasses } from '../../../../libs/recognition/src/models/style-classes.js';
import type {
  FittedRecognizer,
  RawPrediction,
  Recognizer,
  TrainingData,
  WeaklyLabeledCast,
} from '../../../../libs/recognition/src/recognizer/recognizer.js';

const argumentsOf = ({ probabilities, evidence }: RawPrediction) => [probabilities, evidence, 1] as const;
const signal = { t: Float32Array.of(0, 10) };
const cast = (label: string, style?: WeaklyLabeledCast['style']): WeaklyLabeledCast => ({
  ...{ label, signal, user: 'simulated-1', weight: 0.2, origin: 'simulated' },
  ...(style && { style }),
});
const data: TrainingData = {
  casts: [],
  weaklyLabeled: [cast('up'), cast('wave'), cast('wave', 'backwards')],
  reversible: new Set(['wave']),
};
const options = { seed: 1, effort: 1, purpose: 'serve', onStep: () => undefined } as const;

/** Answers every signal with the same probabilities; remembers what it was asked. */
function recorder(
  probabilities: readonly number[],
): Recognizer & { asked: { spells: readonly string[]; data: TrainingData }[] } {
  const asked: { spells: readonly string[]; data: TrainingData }[] = [];
  const fitted: FittedRecognizer = {
    heldOut: { casts: [], negatives: [{ probabilities, evidence: [1, 2, 3] }] },
    predictRaw: (signals) => signals.map(() => ({ probabilities, evidence: [1, 2, 3] })),
    features: (signals) => signals.map(() => Float32Array.of(7)),
    save: () => Promise.resolve([]),
    dispose: () => undefined,
  };
  return {
    ...{ kind: 'rocket', asked, work: () => [] },
    fit: (own, spells) => {
      asked.push({ spells, data: own });
      return Promise.resolve(fitted);
    },
    restore: (_, spells) => {
      asked.push({ spells, data: { casts: [], weaklyLabeled: [] } });
      return Promise.resolve(fitted);
    },
  };
}

describe('a recognizer with one class per drawing style', () => {
  test('merges the classes of a spell: their probabilities add up, the odds are those of the most probable one', () => {
    const merged = mergeClasses({ probabilities: [0.2, 0.3, 0.5], evidence: [1, 2, 3] }, [0, 1, 1], 2);
    expect(merged.probabilities).toEqual([0.2, 0.8]);
    const [alone, both] = [calibrate([0.2, 0.3, 0.5], [1, 2, 3], 1)[2], calibrate(...argumentsOf(merged))[1]];
    expect(both).toBeCloseTo(alone ?? NaN, 9);
    expect(mergeClasses({ probabilities: [0.2, 0.8], evidence: [] }, [0, 1], 2).evidence).toEqual([]);
  });

  test('learns the styles as classes of their own and predicts spells', async () => {
    const inner = recorder([0.2, 0.3, 0.5]);
    const fitted = await withStyleClasses(inner).fit({ ...data, spotting: true }, ['up', 'wave'], options);
    const [{ spells, data: own } = { spells: [], data }] = inner.asked;
    expect(spells.slice(0, 2)).toEqual(['up', 'wave']);
    expect(spells).toHaveLength(3);
    expect(own.spotting).toBe(true); // everyday movements are still negatives
    expect(own.weaklyLabeled.map(({ label }) => label)).toEqual(spells);
    expect([...(own.reversible ?? [])]).toEqual(spells.slice(1));
    const merged = mergeClasses({ probabilities: [0.2, 0.3, 0.5], evidence: [1, 2, 3] }, [0, 1, 1], 2);
    expect(fitted.predictRaw([signal])).toEqual([merged]);
    expect(fitted.heldOut?.negatives).toEqual([merged]);
  });

  test('does the same after it was saved and restored', async () => {
    const inner = recorder([0.2, 0.3, 0.5]);
    const parts = await (await withStyleClasses(inner).fit(data, ['up', 'wave'], options)).save();
    const restored = await withStyleClasses(inner).restore(parts, ['up', 'wave']);
    expect(inner.asked.at(-1)?.spells).toHaveLength(3);
    expect(restored.predictRaw([signal])[0]?.probabilities).toEqual([0.2, 0.8]);
    const damaged = parts.map((part) => ({ ...part, settings: { spellOf: [0, 1, 5] } }));
    await expect(withStyleClasses(inner).restore(damaged, ['up', 'wave'])).rejects.toThrow('classes');
  });

  test('learns recorded casts of a second glyph as a class of their own once there are five', async () => {
    for (const [count, classes] of [
      [4, 2],
      [5, 3],
    ] as const) {
      const inner = recorder([0.2, 0.3, 0.5]);
      const casts = ['up', 'wave', ...new Array<string>(count).fill('wave')].map((label) => cast(label));
      const styleOf = new Map(casts.slice(2).map((one) => [one, 'second'] as const));
      await withStyleClasses(inner).fit({ casts, weaklyLabeled: [], styleOf }, ['up', 'wave'], options);
      expect(inner.asked[0]?.spells).toHaveLength(classes);
    }
  });

  test('changes nothing without styles', async () => {
    const inner = recorder([0.5, 0.5]);
    const plain = { casts: [], weaklyLabeled: [cast('up'), cast('wave')] };
    await withStyleClasses(inner).fit(plain, ['up', 'wave'], options);
    expect(inner.asked).toEqual([{ spells: ['up', 'wave'], data: plain }]);
  });
});
