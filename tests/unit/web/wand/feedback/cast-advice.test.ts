import { glyphPoints, parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { castDifference, differenceText } from '../../../../../apps/web/src/wand/feedback/cast-advice';
import { MAX_RECORDING_MS } from '../../../../../apps/web/src/wand/recording/cast-take';

const bloom = starterSpellbook.find(({ id }) => id === 'bloom')?.glyph ?? '';
const POINTS = 60;

/** Bloom, a closed line, begun after a share of it. */
function bloomFrom(share: number): string {
  const points = glyphPoints(bloom, POINTS);
  const first = Math.round(share * POINTS);
  return [...points.slice(first), ...points.slice(1, first + 1)]
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`)
    .join('');
}

/** The most frequent advice to simulated people who draw this. */
function adviceOn(glyph: string): string | undefined {
  const random = seeded(5);
  const texts = Array.from({ length: 20 }, () => {
    const signal = simulateCast(parseGlyph(glyph), simulatePerson(random), random, { gravity: true });
    const difference = castDifference(signal, bloom, MAX_RECORDING_MS);
    return difference === undefined ? '' : differenceText(difference, 'Bloom');
  });
  const countOf = (text: string): number => texts.filter((one) => one === text).length;
  return texts.toSorted((a, b) => countOf(b) - countOf(a))[0];
}

describe('advice on where a cast started', () => {
  test('names the side where it did, and the one where the spell does', () => {
    expect(differenceText({ kind: 'start', started: 'bottom', starts: 'left' }, 'Bloom')).toBe(
      'You started at the bottom. Bloom starts at the left.',
    );
    expect(differenceText({ kind: 'start', started: 'right', starts: 'top' }, 'Ember')).toBe(
      'You started at the right. Ember starts at the top.',
    );
  });

  test('is given for the right line from another start, and only then', () => {
    expect(adviceOn(bloomFrom(0.25))).toBe('You started at the top. Bloom starts at the bottom.');
    expect(adviceOn(bloomFrom(0))).toBe('Your path looks like Bloom. Cast it once more.');
  });
});
