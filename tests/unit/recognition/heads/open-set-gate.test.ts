import { seeded, gaussian } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { evidenceOf, fitGate, mergeHeads } from '../../../../libs/recognition/src/heads/open-set-gate.js';

const gate = { odds: 0.8, detection: 2, unknown: -3, offset: 0.5 };

describe('the gate of an open-set head', () => {
  test('adds the score of each spell, that of "unknown" and the offset', () => {
    expect(evidenceOf([1, -1, 0.25], gate)).toEqual([2 - 0.75 + 0.5, -2 - 0.75 + 0.5]);
  });

  test('merged into one layer gives the scores of the classifier, then the evidence of the detector', () => {
    const random = seeded(3);
    const layer = (features: number, outputs: number) => ({
      kernel: Float32Array.from({ length: features * outputs }, () => gaussian(random)),
      bias: Float32Array.from({ length: outputs }, () => gaussian(random)),
    });
    const [features, spells] = [5, 3];
    const [classifier, detector] = [layer(features, spells), layer(features, spells + 1)];
    const cast = Array.from({ length: features }, () => gaussian(random));
    const outputsOf = ({ kernel, bias }: { kernel: Float32Array; bias: Float32Array }): number[] =>
      Array.from(bias, (value, k) =>
        cast.reduce((sum, feature, f) => sum + feature * (kernel[f * bias.length + k] ?? NaN), value),
      );
    const expected = [...outputsOf(classifier), ...evidenceOf(outputsOf(detector), gate)];
    outputsOf(mergeHeads(classifier, detector, gate)).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? NaN, 4);
    });
  });

  test('distrusts what the detector finds unknown, even if it also resembles the spell', () => {
    const random = seeded(4);
    // Casts and negatives differ in the score of "unknown" alone.
    const like = (unknown: number) => ({
      scores: [1 + 0.2 * gaussian(random), -1],
      detections: [0.6 + 0.2 * gaussian(random), -1, unknown + 0.2 * gaussian(random)],
    });
    const casts = Array.from({ length: 60 }, (_, i) => (i % 10 === 0 ? { ...like(-0.2), spell: 1 } : { ...like(-1), spell: 0 })); // prettier-ignore
    const fitted = fitGate(
      casts,
      Array.from({ length: 60 }, () => like(0)),
    );
    expect(fitted.unknown).toBeLessThan(0);
    const [known = NaN] = evidenceOf([0.6, -1, -1], fitted);
    const [stranger = NaN] = evidenceOf([0.6, -1, 0], fitted);
    expect(known - stranger).toBeGreaterThan(1);
  });

  test('does not distrust what the detector finds unknown if that depends on the person', () => {
    const random = seeded(5);
    const people = Array.from({ length: 7 }, (_, i) => ({
      group: `person ${i}`,
      unknown: 0.4 * gaussian(random) - 0.5,
    }));
    const like = (detection: number, unknown: number) => ({
      scores: [1 + 0.2 * gaussian(random), -1],
      detections: [detection + 0.3 * gaussian(random), -1, unknown + 0.1 * gaussian(random)],
    });
    const casts = people.flatMap(({ group, unknown }) =>
      Array.from({ length: 20 }, (_, i) =>
        i === 0 ? { ...like(-0.3, unknown), spell: 1, group } : { ...like(0.5, unknown), spell: 0, group },
      ),
    );
    const negatives = people.flatMap(({ group, unknown }) =>
      Array.from({ length: 20 }, () => ({ ...like(-0.5, unknown), group })),
    );
    const fitted = fitGate(casts, negatives);
    expect(fitted.unknown ?? 0).toBe(0);
    expect(fitted.detection).toBeGreaterThan(1);
  });

  describe('whose detector finds its own negatives unknown', () => {
    const random = seeded(7);
    const people = Array.from({ length: 8 }, (_, i) => `person ${i}`);
    const like = (group: string, detection: number, unknown: number) => ({
      scores: [1 + 0.2 * gaussian(random), -1],
      detections: [detection + 0.35 * gaussian(random), -1, unknown + 0.3 * gaussian(random)],
      group,
    });
    const times = <T>(make: (group: string, i: number) => T): T[] =>
      people.flatMap((group) => Array.from({ length: 20 }, (_, i) => make(group, i)));
    const casts = times((group, i) =>
      i === 0 ? { ...like(group, 0, -0.8), spell: 1 } : { ...like(group, 0.6, -0.8), spell: 0 },
    );
    const negatives = times((group) => like(group, 0.1, 0.3));

    test('distrusts that if it holds for spells that were never taught, too', () => {
      const heldOut = times((group) => like(group, 0.1, 0.3));
      expect(fitGate(casts, negatives, heldOut).unknown).toBeLessThan(-0.5);
    });

    test('does not read it if spells that were never taught are less unknown than casts', () => {
      const heldOut = times((group) => like(group, 0.1, -1.4));
      expect(fitGate(casts, negatives).unknown).toBeLessThan(-0.5);
      expect(fitGate(casts, negatives, heldOut).unknown ?? 0).toBe(0);
    });

    test('separates casts from spells that were never taught', () => {
      const heldOut = times((group) => like(group, 0.1, -1.4));
      expect(fitGate(casts, negatives, heldOut).detection).toBeGreaterThan(fitGate(casts, negatives).detection);
    });
  });

  test('counts a cast by its weight', () => {
    const random = seeded(6);
    const like = (detection: number, group: string) => ({
      scores: [1 + 0.5 * gaussian(random), -1],
      detections: [detection + 0.5 * gaussian(random), -1, -0.5 + 0.3 * gaussian(random)],
      group,
    });
    const casts = Array.from({ length: 40 }, (_, i) => ({ ...like(i % 5 ? 0.5 : 0, `person ${i % 4}`), spell: i % 5 ? 0 : 1 })); // prettier-ignore
    const negatives = Array.from({ length: 40 }, (_, i) => like(-0.5, `scribbler ${i}`));
    const [some, others] = [casts.slice(0, 15), casts.slice(15)];
    const weighted = fitGate([...some.map((one) => ({ ...one, weight: 2 })), ...others], negatives);
    const repeated = fitGate([...some, ...others, ...some], negatives);
    const unweighted = fitGate(casts, negatives);
    for (const name of ['odds', 'detection', 'offset'] as const) {
      expect(weighted[name]).toBeCloseTo(repeated[name], 5);
      expect(Math.abs(weighted[name] - unweighted[name])).toBeGreaterThan(1e-3);
    }
  });
});
