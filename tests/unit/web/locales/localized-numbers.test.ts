import { describe, expect, test } from 'vitest';
import { room as de } from '../../../../apps/web/src/locales/de/wand/room';
import { room as en } from '../../../../apps/web/src/locales/en/wand/room';

/** Replaces the non-breaking spaces of Intl with plain ones. */
const plain = (text: string): string => text.replaceAll(/\s/g, ' ');

describe('localized numbers', () => {
  test('format counts and durations', () => {
    expect(en.numbers.count(1_234)).toBe('1,234');
    expect(de.numbers.count(1_234)).toBe('1.234');
    expect(en.numbers.seconds(1_849)).toBe('1.8');
    expect(de.numbers.seconds(3_000)).toBe('3,0');
  });

  test('never round a probability up to 100% or down to 0%', () => {
    expect([0.93, 0.9971, 0.0004, 1, 0].map(en.numbers.chance)).toEqual(['93%', 'over 99%', 'under 1%', '100%', '0%']);
    expect([0.93, 0.9971, 0.0004].map(de.numbers.chance).map(plain)).toEqual(['93 %', 'über 99 %', 'unter 1 %']);
    expect(en.numbers.spokenChance(0.9971)).toBe('over 99 percent');
    expect(de.numbers.spokenChance(0.93)).toBe('93 Prozent');
  });

  test('format the time of a cast', () => {
    const at = new Date(2026, 10, 24, 14, 2).getTime();
    expect(en.numbers.when(at, at + 1)).toBe('today 14:02');
    expect(de.numbers.when(at, at + 1)).toBe('heute 14:02');
    expect(en.numbers.when(at, at + 86_400_000)).toBe('24 Nov 14:02');
    expect(de.numbers.when(at, at + 86_400_000)).toBe('24. Nov. 14:02');
  });
});
