import { describe, expect, test } from 'vitest';
import { percentWords, sureWords } from '../../../../../apps/web/src/shared/format/percent-text';

describe('how sure a model is', () => {
  test('in whole percents', () => {
    expect(sureWords(0.93)).toBe('93% sure.');
    expect(percentWords(0.04)).toBe('4%');
  });

  test('never claims certainty it does not have', () => {
    expect(sureWords(0.9971)).toBe('Over 99% sure.');
    expect(percentWords(0.0004)).toBe('under 1%');
    expect(percentWords(1)).toBe('100%');
    expect(percentWords(0)).toBe('0%');
  });
});
