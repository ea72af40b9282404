import { seeded, simulateRoom, starterSpellbook, type Movement } from '@wandcast/gesture';
import { describe, expect, test } from 'vitest';
import { examplesOf, negativesOf, type Example } from '../../../../libs/recognition/src/heads/training-examples.js';
import { fitGate, mergeHeads } from '../../../../libs/recognition/src/heads/open-set-gate.js';
import { rocketSettings } from '../../../../libs/recognition/src/models/rocket.js';
import { withoutSpellLookalikes } from '../../../../libs/recognition/src/heads/negative-filter.js';

const glyphs = Object.fromEntries(starterSpellbook.slice(0, 2).map(({ id, glyph }) => [id, glyph ?? '']));
const spells = Object.keys(glyphs);

describe('synthetic negatives', () => {
  const casts = simulateRoom(glyphs, { people: 4, castsPerSpell: 10 }, seeded(1));
  const taught = examplesOf({ casts, weaklyLabeled: [] }, spells, rocketSettings, seeded(1));

  test('are reversed and rotated casts, never more than requested', () => {
    const negatives = negativesOf(taught, 2, 20, seeded(1));
    expect(negatives.filter(({ origin }) => origin === 'reversed')).toHaveLength(16);
    expect(negatives.filter(({ origin }) => origin === 'rotated')).toHaveLength(4);
    expect(negatives.every(({ spell }) => spell === 2)).toBe(true);
    expect(negativesOf(taught, 2, 0, seeded(1))).toEqual([]);
  });

  test('derive from recorded casts, each once per kind', () => {
    const negatives = negativesOf(taught, 2, 1000, seeded(1));
    expect(negatives).toHaveLength(2 * casts.length);
    expect(new Set(negatives.map(({ origin, cast }) => `${origin} ${cast}`)).size).toBe(2 * casts.length);
  });
});

describe('a kind of negative that is classified as a spell', () => {
  const movement = {} as Movement;
  const example = (origin: Example['origin'], source: number): Example => ({
    movement,
    spell: 2,
    user: 'a',
    weight: 1,
    cast: 0,
    origin,
    source, // prettier-ignore
  });
  const examples = [...Array<number>(5)].flatMap(() => [example('reversed', 0), example('rotated', 0), example('reversed', 1)]); // prettier-ignore
  const rows = examples.map((_, row) => row);
  const misclassified = [0.9, -0.5, 0.1];
  const rejected = [-0.5, -0.5, 0.9];

  test('is dropped, but no other kind', () => {
    const detections = new Map(rows.map((row) => [row, row % 3 === 0 ? misclassified : rejected]));
    expect(withoutSpellLookalikes(rows, examples, detections)).toEqual(rows.filter((row) => row % 3 !== 0));
  });

  test('is kept if that is rare', () => {
    const detections = new Map(rows.map((row) => [row, row === 0 || row === 3 ? misclassified : rejected]));
    expect(withoutSpellLookalikes(rows, examples, detections)).toEqual(rows);
  });
});

describe('the gate', () => {
  const seen = (own: number, detection: number) => ({ scores: [own, -1], detections: [detection, -1, -detection] });
  const random = seeded(3);
  const casts = Array.from({ length: 200 }, () => ({ ...seen(0.6 + 0.5 * random(), 0.4 + random()), spell: 0 }));
  const wrong = Array.from({ length: 10 }, () => ({ ...seen(0.2 * random() - 1, 0.4 + random()), spell: 1 }));
  const negatives = Array.from({ length: 100 }, () => seen(0.6 + 0.5 * random(), -1 + random()));
  const gate = fitGate([...casts, ...wrong], negatives);

  test('uses both heads', () => {
    expect(gate.odds).toBeGreaterThan(0);
    expect(gate.detection).toBeGreaterThan(1);
  });

  test('merges both into one layer: scores, then the evidence', () => {
    const classifier = { kernel: Float32Array.of(1, 2, 3, 4), bias: Float32Array.of(5, 6) };
    const detector = { kernel: Float32Array.of(1, 2, 9, 3, 4, 9), bias: Float32Array.of(5, 6, 9) };
    const { kernel, bias } = mergeHeads(classifier, detector, { odds: 1, detection: 10, offset: 0.5 });
    expect([...kernel]).toEqual([1, 2, 10, 20, 3, 4, 30, 40]);
    expect([...bias]).toEqual([5, 6, 50.5, 60.5]);
  });
});
