import {
  RIDGE_AUGMENT,
  everydayKinds,
  seeded,
  simulateRoom,
  starterSpellbook,
  withoutGravity,
} from '@wandcast/gesture';
import { expect, test } from 'vitest';
import {
  EVERYDAY_ROUND,
  simulatedNegativeCount,
  simulatedNegativesOf,
} from '../../../../libs/recognition/src/heads/simulated-negatives.js';
import { examplesOf } from '../../../../libs/recognition/src/heads/training-examples.js';

const glyphs = Object.fromEntries(starterSpellbook.slice(0, 2).map(({ id, glyph }) => [id, glyph ?? '']));
const casts = simulateRoom(glyphs, { people: 5, castsPerSpell: 10, gravity: () => true }, seeded(1));
const data = { casts, weaklyLabeled: [] };
const none = Object.keys(glyphs).length;
const taught = examplesOf(data, Object.keys(glyphs), { copies: 0, rows: [0, 0], ranges: RIDGE_AUGMENT }, seeded(2));

test('are scribbles, each by another person, and everyday movements of every kind', () => {
  const most = { scribbles: 5, everyday: EVERYDAY_ROUND.length };
  const negatives = simulatedNegativesOf(taught, none, most, data, seeded(3));
  const [scribbles, everyday] = (['scribble', 'everyday'] as const).map((wanted) =>
    negatives.filter(({ origin }) => origin === wanted),
  );
  expect(scribbles).toHaveLength(5);
  expect(new Set(everyday?.map(({ source }) => source))).toEqual(new Set(everydayKinds.keys()));
  expect(everyday).toHaveLength(EVERYDAY_ROUND.length);
  expect(new Set(negatives.map(({ user }) => user)).size).toBe(negatives.length);
  expect(negatives.every(({ spell, cast }) => spell === none && cast === undefined)).toBe(true);
});

test('are of each origin at most as many as casts', () => {
  const most = { scribbles: 1_000, everyday: 1_000 };
  expect(simulatedNegativesOf(taught, none, most, data, seeded(3))).toHaveLength(2 * casts.length);
  expect(simulatedNegativeCount(data, most)).toBe(2 * casts.length);
});

test('are scribbles only if no phone reports gravity', () => {
  const most = { scribbles: 5, everyday: 9 };
  const without = casts.map(({ signal: { t, linear }, ...cast }) => ({
    ...cast,
    signal: { t, ...(linear && { linear }) },
  }));
  const negatives = simulatedNegativesOf(taught, none, most, { casts: without }, seeded(3));
  expect(negatives.map(({ origin }) => origin)).toEqual(Array(5).fill('scribble'));
  expect(simulatedNegativeCount({ casts: without, weaklyLabeled: [] }, most)).toBe(5);
  expect(simulatedNegativeCount({ casts: [], weaklyLabeled: [] }, most)).toBe(0);
});

test('are everyday movements without gravity if wands listen to phones without it', () => {
  const most = { scribbles: 0, everyday: EVERYDAY_ROUND.length };
  const without = casts.map((cast) => ({ ...cast, signal: withoutGravity(cast.signal) }));
  const listening = { casts: without, weaklyLabeled: [], spotting: true };
  const negatives = simulatedNegativesOf(taught, none, most, listening, seeded(3));
  expect(new Set(negatives.map(({ source }) => source))).toEqual(new Set(everydayKinds.keys()));
  expect(simulatedNegativeCount(listening, most)).toBe(EVERYDAY_ROUND.length);
  // In the axes of the phone, which differ from those of the person that gravity gives.
  const upright = simulatedNegativesOf(taught, none, most, { ...listening, casts }, seeded(3));
  const [own, other] = [negatives, upright].map(([first]) => first?.movement.acceleration);
  expect(own).not.toEqual(other);
});
