import { describe, expect, test } from 'vitest';
import { matchAnswers, type SpottedAnswer } from '../../../apps/tools/src/bench/spotting/match-answers.js';

const stream = {
  signal: { t: new Float32Array() },
  casts: [{ label: 'O', user: 'anna', from: 1_000, to: 2_000 }],
  everyday: [],
  minutes: 1,
};
const answer = (from: number, to: number, confidence = 0.9, label = 'O'): SpottedAnswer => ({
  ...{ from, to, confidence, label },
  answeredAt: to + 200,
});
const fateOf = (...answers: SpottedAnswer[]) => {
  const { fates, falseAlarms } = matchAnswers(stream, answers, 0.8);
  return { fate: fates[0]?.fate.kind, falseAlarms: falseAlarms.length };
};

describe('the answer to a cast', () => {
  test('is right if it is believed and names its spell', () => {
    expect(fateOf(answer(900, 2_100))).toEqual({ fate: 'right', falseAlarms: 0 });
  });
  test('is wrong if it names another spell', () => {
    expect(fateOf(answer(900, 2_100, 0.9, 'X'))).toEqual({ fate: 'wrong', falseAlarms: 0 });
  });
  test('is rejected below the threshold', () => {
    expect(fateOf(answer(900, 2_100, 0.7))).toEqual({ fate: 'rejected', falseAlarms: 0 });
  });
  test('must cover half of the cast; a smaller piece is a false alarm', () => {
    expect(fateOf(answer(1_600, 2_100))).toEqual({ fate: 'missed', falseAlarms: 1 });
  });
  test('is the one that covers most of it; a second one is a false alarm', () => {
    expect(fateOf(answer(900, 1_300), answer(1_301, 2_100))).toEqual({ fate: 'right', falseAlarms: 1 });
  });
});

test('only believed answers are false alarms', () => {
  expect(fateOf(answer(5_000, 6_000), answer(7_000, 8_000, 0.5))).toEqual({ fate: 'missed', falseAlarms: 1 });
});
