import { seeded, simulateRoom, starterSpellbook, type Movement } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { examplesOf, strangersOf, type Example } from '../../../../libs/recognition/src/heads/training-examples.js';
import { fitGate, withGate } from '../../../../libs/recognition/src/heads/open-set-gate.js';
import { rocketSettings } from '../../../../libs/recognition/src/models/rocket.js';
import { notLikeSpells } from '../../../../libs/recognition/src/heads/negative-filter.js';

const glyphs = Object.fromEntries(starterSpellbook.slice(0, 2).map(({ id, glyph }) => [id, glyph ?? '']));
const spells = Object.keys(glyphs);

describe('made-up strangers', () => {
  const casts = simulateRoom(glyphs, { people: 4, castsPerSpell: 10 }, seeded(1));
  const taught = examplesOf({ casts, likely: [] }, spells, rocketSettings, seeded(1));

  test('are casts run backwards and turned aside, never more than asked for', () => {
    const strangers = strangersOf(taught, 2, 20, seeded(1));
    expect(strangers.filter(({ made }) => made === 'reversed')).toHaveLength(16);
    expect(strangers.filter(({ made }) => made === 'turned')).toHaveLength(4);
    expect(strangers.every(({ spell }) => spell === 2)).toBe(true);
    expect(strangersOf(taught, 2, 0, seeded(1))).toEqual([]);
  });

  test('are made of recorded casts, each once of a kind', () => {
    const strangers = strangersOf(taught, 2, 1000, seeded(1));
    expect(strangers).toHaveLength(2 * casts.length);
    expect(new Set(strangers.map(({ made, cast }) => `${made} ${cast}`)).size).toBe(2 * casts.length);
  });
});

describe('a kind that the head takes for a spell', () => {
  const movement = {} as Movement;
  const example = (made: Example['made'], source: number): Example => ({
    movement,
    spell: 2,
    user: 'a',
    weight: 1,
    cast: 0,
    made,
    source, // prettier-ignore
  });
  const examples = [...Array<number>(5)].flatMap(() => [example('reversed', 0), example('turned', 0), example('reversed', 1)]); // prettier-ignore
  const rows = examples.map((_, row) => row);
  const taken = [0.9, -0.5, 0.1];
  const told = [-0.5, -0.5, 0.9];

  test('is left out, and no other kind', () => {
    const doubts = new Map(rows.map((row) => [row, row % 3 === 0 ? taken : told]));
    expect(notLikeSpells(rows, examples, doubts)).toEqual(rows.filter((row) => row % 3 !== 0));
  });

  test('now and then, stays', () => {
    const doubts = new Map(rows.map((row) => [row, row === 0 || row === 3 ? taken : told]));
    expect(notLikeSpells(rows, examples, doubts)).toEqual(rows);
  });
});

describe('the gate', () => {
  const seen = (own: number, doubt: number) => ({ scores: [own, -1], doubts: [doubt, -1, -doubt] });
  const random = seeded(3);
  const casts = Array.from({ length: 200 }, () => ({ ...seen(0.6 + 0.5 * random(), 0.4 + random()), spell: 0 }));
  const wrong = Array.from({ length: 10 }, () => ({ ...seen(0.2 * random() - 1, 0.4 + random()), spell: 1 }));
  const strangers = Array.from({ length: 100 }, () => seen(0.6 + 0.5 * random(), -1 + random()));
  const gate = fitGate([...casts, ...wrong], strangers);

  test('heeds both heads', () => {
    expect(gate.odds).toBeGreaterThan(0);
    expect(gate.doubt).toBeGreaterThan(1);
  });

  test('makes one layer of both: scores, then what each score of the second adds', () => {
    const namer = { kernel: Float32Array.of(1, 2, 3, 4), bias: Float32Array.of(5, 6) };
    const doubter = { kernel: Float32Array.of(1, 2, 9, 3, 4, 9), bias: Float32Array.of(5, 6, 9) };
    const { kernel, bias } = withGate(namer, doubter, { odds: 1, doubt: 10, offset: 0.5 });
    expect([...kernel]).toEqual([1, 2, 10, 20, 3, 4, 30, 40]);
    expect([...bias]).toEqual([5, 6, 50.5, 60.5]);
  });
});
