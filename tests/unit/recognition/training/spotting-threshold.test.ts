import { parseGlyph, seeded, simulateCast, simulatePerson } from '@wandcast/gesture';
import { expect, test } from 'vitest';
import { spottingThresholdOf } from '../../../../libs/recognition/src/training/spotting-threshold.js';

const random = seeded(1);
const signal = simulateCast(parseGlyph('M18 82 L50 18 L82 82'), simulatePerson(random), random, { gravity: true });
const data = { casts: [{ signal, user: 'anna', label: 'ember' }], weaklyLabeled: [] };
const card = { threshold: 0.6, temperature: 1, seed: 1 };

/** A recognizer of two spells with these confidences in turn; counts what it was asked. */
function recognizer(confidence: () => number) {
  const given: number[] = [];
  return {
    given,
    predictRaw: (signals: readonly unknown[]) =>
      signals.map(() => {
        const one = confidence();
        given.push(one);
        return { probabilities: [one, 1 - one], evidence: [] };
      }),
  };
}

test('once a minute, an everyday movement passes', () => {
  const draw = seeded(2);
  const fitted = recognizer(() => 0.7 + 0.28 * draw());
  const threshold = spottingThresholdOf(fitted, card, data);
  const passed = fitted.given.filter((confidence) => confidence > threshold + 1e-9).length;
  expect(fitted.given.length).toBeGreaterThan(60);
  expect(passed).toBe(12); // in twelve minutes
});

test('a movement is never believed more readily than a press', () => {
  expect(spottingThresholdOf(recognizer(() => 0.55), card, data)).toBe(0.6); // prettier-ignore
});

test('a model that takes everything for a spell still believes somebody', () => {
  expect(spottingThresholdOf(recognizer(() => 0.9999), card, data)).toBe(0.99); // prettier-ignore
});

test('the same training gives the same threshold', () => {
  const once = (): number => {
    const draw = seeded(4);
    return spottingThresholdOf(recognizer(() => 0.7 + 0.28 * draw()), card, data); // prettier-ignore
  };
  expect(once()).toBe(once());
});
