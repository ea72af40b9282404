import { describe, expect, test } from 'vitest';
import { TrainingMeter, timeLeftFactor, trainingFiguresText } from '../../../apps/tools/src/measures/training-meter.js';

describe('the accuracy of announced times left', () => {
  test('is 1 if all were right', () => {
    const right = [0, 4, 8].map((at) => ({ at, left: 10 - at }));
    expect(timeLeftFactor(right, 10)).toBe(1);
  });

  test('is the median factor, in either direction', () => {
    const half = { at: 0, left: 5 };
    const thrice = { at: 8, left: 6 };
    expect(timeLeftFactor([half, half, thrice], 10)).toBe(2);
    expect(timeLeftFactor([half, thrice, thrice], 10)).toBe(3);
  });

  test('leaves out the last half second, and is unknown for short trainings', () => {
    expect(timeLeftFactor([{ at: 0, left: 10 }, { at: 9.8, left: 9 }, { at: 9.9, left: 9 }], 10)).toBe(1); // prettier-ignore
    expect(timeLeftFactor([{ at: 0, left: 3 }], 0.4)).toBeNull();
  });
});

test('a training without a first model says nothing of one', () => {
  const meter = new TrainingMeter();
  const figures = meter.end();
  expect(figures.firstSeconds).toBeNull();
  expect(trainingFiguresText(figures)).toMatch(/^best after \d+\.\d s .*\nat most \d+ MB;/);
});

test('the first model counts once', () => {
  const meter = new TrainingMeter();
  meter.first();
  const { firstSeconds } = meter.end();
  meter.first();
  expect(meter.end().firstSeconds).toBe(firstSeconds);
});
