import type { EventInfo, Spell, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { spellsDecidedSince, isAudible } from '../../../../../apps/web/src/stage/sound/audible-casts';
import { MAX_TONES, GAIN, ToneLimiter, toneFor } from '../../../../../apps/web/src/stage/sound/stage-tones';
import type { TileCast } from '../../../../../apps/web/src/stage/state/stage-state';

describe('tones', () => {
  test('follow a pentatonic scale in the order of the book: no two are a semitone or a tritone apart', () => {
    const semitones = Array.from({ length: 15 }, (_, place) => 12 * Math.log2(toneFor(place) / toneFor(0)));
    expect(semitones).toEqual([...semitones].sort((a, b) => a - b));
    for (const a of semitones)
      for (const b of semitones) expect([1, 6, 11]).not.toContain(Math.round(Math.abs(a - b)) % 12);
    expect(toneFor(0)).toBe(220);
    expect(toneFor(5)).toBeCloseTo(440);
    expect(toneFor(15)).toBe(toneFor(0));
  });

  test('are quiet: -18 dB', () => {
    expect(20 * Math.log10(GAIN)).toBeCloseTo(-18);
  });

  test('are limited to six per second', () => {
    const limiter = new ToneLimiter();
    expect(limiter.take(4, 0)).toBe(4);
    expect(limiter.take(4, 500)).toBe(2);
    expect(limiter.take(9, 999)).toBe(0);
    expect(limiter.take(9, 1_000)).toBe(4);
    expect(limiter.take(0, 1_001)).toBe(0);
    expect(MAX_TONES).toBe(6);
  });
});

describe('audible casts', () => {
  const event = { sound: true, blank: false, view: 'live' } as EventInfo;

  test('are none while the stage is dark, sound is off, a note is shown, or the view shows no casts', () => {
    expect(isAudible({ event, note: null })).toBe(true);
    expect(isAudible({ event: { ...event, view: 'round' }, note: null })).toBe(true);
    expect(isAudible({ event: { ...event, blank: true }, note: null })).toBe(false);
    expect(isAudible({ event: { ...event, sound: false }, note: null })).toBe(false);
    expect(isAudible({ event: { ...event, view: 'leaders' }, note: null })).toBe(false);
    expect(isAudible({ event, note: 'Ten minutes' })).toBe(false);
  });

  test('are the spells recognized since a time, by position in the book, without fizzled casts', () => {
    const spells = ['ember', 'tide'].map((id) => ({ id: id as SpellId }) as Spell);
    const decided = (spell: string | null, at: number): TileCast => ({
      kind: 'decided',
      result: { spell } as never,
      at,
    });
    const casts = [
      decided('tide', 20),
      decided('ember', 10),
      decided(null, 30),
      { kind: 'idle' } as const,
      decided('gone', 30),
    ];
    const tiles = new Map(casts.map((cast, slot) => [slot, { wand: {} as never, arrivedAt: 0, cast }]));
    expect(spellsDecidedSince({ tiles, spells }, 10)).toEqual([1]);
    expect(spellsDecidedSince({ tiles, spells }, 9)).toEqual([1, 0]);
  });
});
