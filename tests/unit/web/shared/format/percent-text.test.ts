import { describe, expect, test } from 'vitest';
import { percentText, confidenceText } from '../../../../../apps/web/src/shared/format/percent-text';

describe('a probability as text', () => {
  test('is in whole percent', () => {
    expect(confidenceText(0.93)).toBe('93% sure.');
    expect(percentText(0.04)).toBe('4%');
  });

  test('never claims certainty it does not have', () => {
    expect(confidenceText(0.9971)).toBe('Over 99% sure.');
    expect(percentText(0.0004)).toBe('under 1%');
    expect(percentText(1)).toBe('100%');
    expect(percentText(0)).toBe('0%');
  });
});
