import type { CastId, SpellId, StageResult, StageWand } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { HOLD_MS, advance, castsOf, collect, dark, type StageCast } from '../../../apps/web/src/stage/spotlight';

const wand = (slot: number, nickname = `Wizard ${slot}`): StageWand => ({
  slot,
  nickname,
  sigil: 'moth',
  metal: 'brass',
});
const result = (slot: number, sure = 90, spell: string | null = 'tide'): StageResult => ({
  slot,
  castId: `cast-${slot}-${sure}` as CastId,
  intent: 'cast',
  modelId: 'model-1',
  spell: spell as SpellId | null,
  percents: [sure, 100 - sure],
  seal: [],
});
const cast = (slot: number, sure: number, spell: string | null = 'tide'): StageCast => ({
  result: result(slot, sure, spell),
  wand: wand(slot),
});
const picture = (...wands: readonly StageWand[]) => ({
  tiles: new Map(wands.map((one) => [one.slot, { wand: one, arrivedAt: 0, cast: { kind: 'idle' } as const }])),
});

describe('the spotlight', () => {
  test('the first cast is shown at once, the surest of a frame first', () => {
    expect(advance(dark, [cast(1, 70), cast(2, 95)], 0).current?.result.slot).toBe(2);
  });

  test('it holds long enough to be read, then moves on to who waits', () => {
    const first = advance(dark, [cast(1, 90)], 0);
    const held = advance(first, [cast(2, 99)], HOLD_MS - 1);
    expect(held.current?.result.slot).toBe(1);
    expect(advance(held, [], HOLD_MS).current?.result.slot).toBe(2);
  });

  test('people who were not shown yet come before surer casts of those who were', () => {
    const first = advance(dark, [cast(1, 90)], 0);
    expect(advance(first, [cast(1, 99), cast(2, 65)], HOLD_MS).current?.result.slot).toBe(2);
  });

  test('a fizzle is never shown large', () => {
    expect(advance(dark, [cast(1, 99, null)], 0).current).toBeNull();
  });

  test('old news is dropped, and without news the last cast stays', () => {
    const first = advance(dark, [cast(1, 90), cast(2, 80)], 0);
    const later = advance(first, [], 20_000);
    expect(later.waiting).toEqual([]);
    expect(later.current?.result.slot).toBe(1);
  });

  test('who is shown keeps the name they cast under', () => {
    const shown = advance(dark, [cast(1, 90)], 0);
    const later = advance(shown, castsOf([result(1)], picture(wand(1, 'Renamed'))), HOLD_MS - 1);
    expect(later.current?.wand.nickname).toBe('Wizard 1');
    expect(advance(later, [], HOLD_MS).current?.wand.nickname).toBe('Renamed');
  });

  test('while the stage shows something else casts wait, the last of them for as long as it takes', () => {
    const gathered = collect(collect(dark, [cast(1, 90)], 0), [cast(2, 80)], 1_000);
    expect(gathered.current).toBeNull();
    expect(advance(gathered, [], 1_100).current?.result.slot).toBe(1);
    expect(advance(collect(gathered, [], 60_000), [], 90_000).current?.result.slot).toBe(2);
  });

  test('results of wands that are in no picture are passed over', () => {
    expect(castsOf([result(1), result(2)], picture(wand(2)))).toEqual([{ result: result(2), wand: wand(2) }]);
  });

  test('a wand that left in the frame of its result is known from the picture before', () => {
    expect(castsOf([result(1)], picture(), picture(wand(1)))).toEqual([{ result: result(1), wand: wand(1) }]);
  });
});
