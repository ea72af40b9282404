import { seeded, simulateRoom, starterSpellbook } from '@wandcast/gesture';
import { startEngine } from '@wandcast/recognition/tensorflow';
import { beforeAll, describe, expect, test } from 'vitest';
import { limitRows, simulateTrainingCasts } from '../../../../libs/recognition/src/training/synthetic-casts.js';
import { pseudoLabel } from '../../../../libs/recognition/src/training/self-training.js';

const glyphs = Object.fromEntries(starterSpellbook.slice(0, 3).map(({ id, glyph }) => [id, glyph ?? '']));
const spells = Object.keys(glyphs);
const [first = ''] = spells;
const options = { seed: 2, onStep: () => undefined };
const countOf = (list: readonly { readonly label: string }[], spell: string): number =>
  list.filter(({ label }) => label === spell).length;

beforeAll(async () => {
  await startEngine('wasm');
});

describe('simulated casts', () => {
  test('are a hundred per spell, and weigh less than recorded ones', () => {
    const weaklyLabeled = simulateTrainingCasts(glyphs, [], 1);
    for (const spell of spells) expect(countOf(weaklyLabeled, spell)).toBe(100);
    expect(weaklyLabeled.every(({ weight, origin }) => weight < 1 && origin === 'simulated')).toBe(true);
  });

  test('are replaced by recorded ones of the same spell only', () => {
    const real = simulateRoom(glyphs, { people: 5, castsPerSpell: 30 }, seeded(9)).filter(
      ({ label }) => label === first,
    );
    const weaklyLabeled = simulateTrainingCasts(glyphs, real, 1);
    expect(spells.map((spell) => countOf(weaklyLabeled, spell))).toEqual([40, 100, 100]);
    const many = [...real, ...real];
    expect(countOf(simulateTrainingCasts(glyphs, many, 1), first)).toBe(0);
  });

  test('are thinned evenly', () => {
    const few = limitRows({ casts: [], weaklyLabeled: simulateTrainingCasts(glyphs, [], 1) }, 60);
    expect(spells.map((spell) => countOf(few.weaklyLabeled, spell))).toEqual([20, 20, 20]);
  });

  test('keep a place beside many recorded casts', () => {
    const casts = simulateRoom(glyphs, { people: 4, castsPerSpell: 20 }, seeded(9)).filter(
      ({ label }) => label !== first,
    );
    const drawn = simulateTrainingCasts({ [first]: glyphs[first] ?? '' }, [], 1);
    const few = limitRows({ casts, weaklyLabeled: drawn }, 20);
    expect(few.casts).toHaveLength(20);
    expect(few.weaklyLabeled).toHaveLength(5);
    expect(limitRows({ casts, weaklyLabeled: drawn }, 140)).toEqual({ casts, weaklyLabeled: drawn });
  });
});

describe('unlabeled casts', () => {
  const room = simulateRoom(glyphs, { people: 6, castsPerSpell: 20 }, seeded(5));
  const weaklyLabeled = simulateTrainingCasts(glyphs, [], 1).filter((_, i) => i % 3 === 0);

  test('are labeled if the head is confident, and mostly correctly', async () => {
    const named = await pseudoLabel({ casts: [], weaklyLabeled }, room, spells, options);
    expect(named.length).toBeGreaterThan(0.85 * room.length);
    expect(named.length).toBeLessThan(room.length);
    const meant = new Map(room.map(({ signal, label }) => [signal, label]));
    const right = named.filter(({ signal, label }) => meant.get(signal) === label).length;
    expect(right / named.length).toBeGreaterThan(0.9);
    expect(named.every(({ weight, origin }) => weight < 1 && origin === 'pseudo-labeled')).toBe(true);
  });

  test('may be of one spell only: no balance is forced', async () => {
    const ofOne = room.filter(({ label }) => label === first);
    const named = await pseudoLabel({ casts: [], weaklyLabeled }, ofOne, spells, options);
    expect(countOf(named, first) / named.length).toBeGreaterThan(0.9);
  });

  test('give nothing if there are none', async () => {
    expect(await pseudoLabel({ casts: [], weaklyLabeled }, [], spells, options)).toEqual([]);
  });
});
