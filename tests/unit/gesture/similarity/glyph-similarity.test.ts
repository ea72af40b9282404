import { starterSpellbook, confusionRate, simulateGlyph } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';

const glyphOf = (id: string): string => starterSpellbook.find((spell) => spell.id === id)?.glyph ?? '';
const ids = starterSpellbook.map(({ id }) => id as string);
const trials = new Map(ids.map((id) => [id, simulateGlyph(glyphOf(id))]));
const backwards = new Map(ids.map((id) => [id, simulateGlyph(glyphOf(id), { backwards: true })]));
/** Confusion rates with every starter glyph, highest first. */
const confusions = (d: string, among = trials): [string, number][] => {
  const own = simulateGlyph(d);
  return [...among].map(([id, trial]): [string, number] => [id, confusionRate(own, trial)]).sort((a, b) => b[1] - a[1]);
};

describe('the similarity of glyphs', () => {
  test('a copy is confused with the original half of the time, a redrawing about as often', () => {
    expect(confusionRate(simulateGlyph(glyphOf('tide')), simulateGlyph(glyphOf('tide')))).toBe(0.5);
    const [[id, share] = [], [, next] = []] = confusions('M10 52 C22 20 36 20 50 50 S78 80 90 48');
    expect(id).toBe('tide');
    expect(share).toBeGreaterThan(0.3);
    expect(next).toBeLessThan(0.2);
  });

  test('the starter glyphs are hardly ever confused with each other', () => {
    for (const one of ids)
      for (const other of ids)
        if (one !== other)
          expect(confusionRate(trials.get(one) ?? [], trials.get(other) ?? []), `${one} as ${other}`).toBeLessThan(0.2);
  });

  test('a reversed glyph matches casts drawn backwards, and not the original', () => {
    const reversedSpark = 'M82 82 L24 79 L81 20 L19 21';
    expect(confusions(reversedSpark, backwards)[0]?.[0]).toBe('spark');
    expect(confusions(reversedSpark, backwards)[0]?.[1]).toBeGreaterThan(0.3);
    expect(confusionRate(simulateGlyph(reversedSpark), trials.get('spark') ?? [])).toBeLessThan(0.2);
  });

  test('reversing twice restores the glyph', () => {
    const there = simulateGlyph('M10 10 L90 10 L90 90', { backwards: true });
    expect(confusionRate(there, simulateGlyph('M90 90 L90 10 L10 10'))).toBeCloseTo(0.5, 1);
  });

  test('an invalid glyph is rejected, and no casts give 0', () => {
    expect(() => simulateGlyph('M1 1')).toThrow('not a glyph');
    expect(confusionRate([], trials.get('tide') ?? [])).toBe(0);
  });
});
