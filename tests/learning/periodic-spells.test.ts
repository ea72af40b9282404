import { seeded, starterSpellbook, type EverydayKind, type PeriodicKind } from '@wandcast/gesture';
import { accuracyOf, evaluateModel, unpackParts, type Artifact, type LabeledCast } from '@wandcast/recognition';
import { loadModel, startEngine, train, type Model } from '@wandcast/recognition/tensorflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { movementBooks, periodicCasts } from '../../apps/tools/src/bench/people/periodic-casts.js';
import { castsOfUnfamiliarPeople, unfamiliarMovement } from '../../apps/tools/src/bench/people/unfamiliar-people.js';

const kinds: readonly PeriodicKind[] = ['shakeSideways', 'circleClockwise', 'circleCounterclockwise', 'tilt'];
const glyphs = Object.fromEntries(
  starterSpellbook
    .slice(0, 3)
    .flatMap(({ id, glyph }): (readonly [string, string])[] => (glyph === null ? [] : [[id, glyph]])),
);
const spells = [...Object.keys(glyphs), ...kinds];
const people = (count: number): string[] => Array.from({ length: count }, (_, i) => `person ${i}`);
const taught = periodicCasts(kinds, people(5), 4, 'random', seeded(1));
const newCasts = periodicCasts(kinds, people(20), 2, 'random', seeded(2));

const viewsIn = (artifact: Artifact): string[] =>
  unpackParts(artifact).flatMap(({ settings: { views } }) =>
    Array.isArray(views) ? views.map((view) => (view as { view: string }).view) : [],
  );
const shareOf = (rows: readonly (readonly number[])[], isWanted: (confidence: number) => boolean): number =>
  rows.filter((row) => isWanted(Math.max(...row))).length / rows.length;

/** Spells without a glyph, which are taught by casts alone, beside spells of glyphs without any casts. */
describe('a book of glyphs and periodic spells', () => {
  let artifact: Artifact;
  let model: Model;
  const accuracy = (casts: readonly LabeledCast[]): number => accuracyOf(evaluateModel(model, casts, spells));

  beforeAll(async () => {
    await startEngine('auto');
    ({ artifact } = await train({ casts: taught }, { kind: 'auto', spells, glyphs, seed: 3, live: false }));
    model = await loadModel(artifact);
  });
  afterAll(() => {
    model.dispose();
  });

  test('recognizes new people by both', () => {
    expect(accuracy(newCasts)).toBeGreaterThan(0.85);
    expect(accuracy(castsOfUnfamiliarPeople(glyphs, 20, 'random', seeded(4)))).toBeGreaterThan(0.9);
  });

  test('takes a shake for the spell that it is', () => {
    const shakes = newCasts.filter(({ label }) => label === 'shakeSideways').map(({ signal }) => signal);
    expect(shareOf(model.predict(shakes), (confidence) => confidence < artifact.card.threshold)).toBeLessThan(0.25);
    const all = newCasts.map(({ signal }) => signal);
    expect(shareOf(model.predict(all), (confidence) => confidence < artifact.card.threshold)).toBeLessThan(0.25);
  });

  test('still rejects movements that are no spell', () => {
    const random = seeded(5);
    const others: EverydayKind[] = ['walk', 'drop', 'pocket', 'putDown', 'scrawl'];
    const signals = others.flatMap((kind) => Array.from({ length: 20 }, () => unfamiliarMovement(kind, random)));
    expect(shareOf(model.predict(signals), (confidence) => confidence >= artifact.card.threshold)).toBeLessThan(0.4);
  });
});

test('a book of glyphs alone does not read them', async () => {
  const casts = castsOfUnfamiliarPeople(glyphs, 6, 'random', seeded(6));
  const options = { kind: 'rocket', spells: Object.keys(glyphs), seed: 3, live: false, measure: false } as const;
  expect(viewsIn((await train({ casts }, options)).artifact)).not.toContain('cycles');
});

test('a mixed book does, although simulated casts of its glyphs outnumber those of the taught movements', async () => {
  await startEngine('auto');
  const { kinds: movements } = movementBooks.mixed;
  const six = Object.fromEntries(starterSpellbook.map(({ id, glyph }): [string, string] => [id, glyph ?? '']));
  const casts = periodicCasts(movements, people(6), 5, 'random', seeded(3001));
  const options = { kind: 'rocket', spells: [...Object.keys(six), ...movements], glyphs: six } as const;
  const trained = await train({ casts }, { ...options, seed: 1, live: false, measure: false });
  expect(viewsIn(trained.artifact)).toContain('cycles');
});
