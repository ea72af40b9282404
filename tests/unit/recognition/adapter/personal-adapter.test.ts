import {
  argmax,
  PersonalAdapter,
  PROJECTED_SIZE,
  sharedView,
  type ConfirmedCast,
  type SharedView,
} from '@wandcast/recognition';
import { seeded } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { spreadsOf, viewRow } from '../../../../libs/recognition/src/adapter/shared-view.js';

const random = seeded(5);
/** Features whose squared distance to those of another spell is 2, the most that casts of a person usually have. */
const featuresOf = (spell: number, noise = 0): Float32Array =>
  Float32Array.from({ length: PROJECTED_SIZE }, (_, i) => (i === spell ? 1 : 0) + noise * (random() - 0.5));
const viewOf = (spell: number, probabilities: readonly number[], evidence = [0, 0, 0]): SharedView => ({
  ...{ features: featuresOf(spell, 0.05), probabilities, evidence },
});
/** This person draws spell 1 in a way that the model takes for spell 0. */
const mistaken = (): ConfirmedCast => ({ ...viewOf(1, [0.7, 0.2, 0.1], [2, -3, 0]), spell: 1 });
const right = (spell: number): ConfirmedCast => ({
  ...viewOf(
    spell,
    [0, 1, 2].map((k) => (k === spell ? 0.96 : 0.02)),
  ),
  spell,
});
const confirmed = [mistaken(), mistaken(), mistaken(), right(0), right(2)];

describe('a personal adapter', () => {
  test('corrects what the model mistakes in casts like the confirmed ones', () => {
    const { probabilities } = PersonalAdapter.fit(confirmed).adapt(viewOf(1, [0.7, 0.2, 0.1]));
    expect(argmax(probabilities)).toBe(1);
    expect(probabilities.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
  });

  test('lifts evidence against a spell that the person casts this way, and no other evidence', () => {
    const { evidence } = PersonalAdapter.fit(confirmed).adapt(viewOf(1, [0.7, 0.2, 0.1], [2, -3, -4]));
    expect(evidence[1]).toBeGreaterThan(-1);
    expect(evidence[0]).toBeCloseTo(2, 6);
    expect(evidence[2]).toBeCloseTo(-4, 6);
  });

  test('keeps what the model recognizes, and never touches movements unlike all confirmed ones', () => {
    const adapter = PersonalAdapter.fit(confirmed);
    expect(argmax(adapter.adapt(right(0)).probabilities)).toBe(0);
    const scribble = { ...viewOf(1, [0.7, 0.2, 0.1]), features: new Float32Array(PROJECTED_SIZE).fill(2) };
    const { probabilities, evidence } = adapter.adapt(scribble);
    [0.7, 0.2, 0.1].forEach((expected, k) => {
      expect(probabilities[k]).toBeCloseTo(expected, 6);
    });
    expect(Math.max(...evidence.map(Math.abs))).toBeLessThan(1e-6);
  });

  test('corrects less while casts of other spells are missing', () => {
    const view = viewOf(1, [0.7, 0.2, 0.1]);
    const [alone, all] = [confirmed.slice(0, 3), confirmed].map(
      (casts) => PersonalAdapter.fit(casts).adapt(view).probabilities[1] ?? 0,
    );
    expect(alone).toBeGreaterThan(0.2);
    expect(alone).toBeLessThan(all ?? 0);
  });

  test('does not depend on the order of the casts', () => {
    const view = viewOf(1, [0.7, 0.2, 0.1]);
    const [there, back] = [confirmed, confirmed.toReversed()].map((casts) => PersonalAdapter.fit(casts).adapt(view));
    there?.probabilities.forEach((value, k) => {
      expect(back?.probabilities[k]).toBeCloseTo(value, 5);
    });
  });
});

describe('a shared view', () => {
  test('survives the way between threads, scaled and tempered', () => {
    const features = featuresOf(2, 0.5);
    const view = sharedView(viewRow({ features, probabilities: [0.5, 0.3, 0.2], evidence: [1, -2, 3] }, 1, 4));
    expect(view?.evidence).toEqual([1, -2, 3]);
    [0.5, 0.3, 0.2].forEach((expected, k) => {
      expect(view?.probabilities[k]).toBeCloseTo(expected, 9);
    });
    expect(view?.features).toEqual(features.map((value) => value / 2));
  });

  test('is missing if the model has no part for it', () => {
    expect(sharedView([])).toBeUndefined();
    expect(spreadsOf([])).toBeUndefined();
  });

  test('of a damaged part is refused', () => {
    expect(() => spreadsOf([{ name: 'adapter', settings: {}, weights: new Uint8Array() }])).toThrow('spread');
  });
});
