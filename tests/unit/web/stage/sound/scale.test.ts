import { describe, expect, test } from 'vitest';
import { joinTone, revealTone, toneFor } from '../../../../../apps/web/src/stage/sound/voices/scale';

const semitonesOf = (tones: readonly number[]): number[] => tones.map((hz) => 12 * Math.log2(hz / 220));

describe('the tones of spells', () => {
  test('follow a pentatonic scale in the order of the book: no two are a semitone or a tritone apart', () => {
    const semitones = semitonesOf(Array.from({ length: 15 }, (_, place) => toneFor(place)));
    expect(semitones).toEqual([...semitones].sort((a, b) => a - b));
    for (const a of semitones)
      for (const b of semitones) expect([1, 6, 11]).not.toContain(Math.round(Math.abs(a - b)) % 12);
    expect(toneFor(0)).toBe(220);
    expect(toneFor(5)).toBeCloseTo(440);
    expect(toneFor(15)).toBe(toneFor(0));
  });
});

describe('the chime of someone who joins', () => {
  test('varies with the wand, and stays in the scale of the spells', () => {
    const tones = Array.from({ length: 40 }, (_, slot) => joinTone(slot));
    expect(new Set(tones).size).toBe(10);
    for (const [i, tone] of tones.entries()) expect(tone).not.toBe(tones[i + 1]);
    for (const semitones of semitonesOf(tones)) expect([0, 2, 4, 7, 9]).toContain(Math.round(semitones) % 12);
  });
});

describe('the tones of a reveal', () => {
  test('rise from the fifth place to the first', () => {
    const tones = [5, 4, 3, 2, 1].map(revealTone);
    expect(tones).toEqual([...tones].sort((a, b) => a - b));
    expect(new Set(tones).size).toBe(5);
    expect(revealTone(10)).toBe(revealTone(5));
  });
});
