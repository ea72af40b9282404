import {
  everydayKinds,
  holdNames,
  parseGlyph,
  samplesOf,
  seeded,
  signalOf,
  simulateCast,
  simulatePerson,
  starterSpellbook,
  normalizeSample,
  type Signal,
  type UprightOrientation,
} from '@wandcast/gesture';
import { channelsOf, packSamples, type Sample, type Turn } from '@wandcast/protocol';
import { accuracyOf, evaluateModel, loadStarter, type LabeledCast } from '@wandcast/recognition';
import { loadModel, startEngine, train, type Model } from '@wandcast/recognition/tensorflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { glyphBooks } from '../../apps/tools/src/bench/people/glyph-books.js';
import { castsOfUnfamiliarPeople, unfamiliarMovement } from '../../apps/tools/src/bench/people/unfamiliar-people.js';
import { asPhone, holding, orientationFromHold } from '../unit/gesture/fixtures/held-phone.js';
import { recordings } from '../support/recordings.js';

const minutes = 60_000;

/** Kinds of phones; the reference is an upright Android phone. */
const phones: readonly { readonly flipped: boolean; readonly turned: Turn; readonly screenAngle: Turn }[] = [
  ...([0, 90, 180, 270] as const).map((turned) => ({ flipped: true, turned, screenAngle: turned })),
  ...([90, 180, 270] as const).map((turned) => ({ flipped: false, turned, screenAngle: turned })),
  ...([90, 270] as const).map((turned) => ({ flipped: true, turned, screenAngle: 0 as const })), // locked to an upright page
];
type Phone = (typeof phones)[number];

const packed = (samples: readonly Sample[]): Signal => {
  const [first] = samples;
  return signalOf(packSamples(samples, first === undefined ? 1 : channelsOf(first)));
};

/** The readings of the phone, and the normalized ones after the upright step, both as sent over the wire. */
function throughPhone(
  cast: Signal,
  phone: Phone,
  orientation: UprightOrientation,
): { readonly told: Signal; readonly straight: Signal } {
  const told = samplesOf(cast).map((sample) => asPhone(sample, phone.flipped, phone.turned));
  return { told: packed(told), straight: packed(told.map((sample) => normalizeSample(sample, orientation))) };
}

/** The upright step: the orientation from gravity after half a second in the hand. */
function uprightStep({ flipped, turned, screenAngle }: Phone, seed: number): UprightOrientation {
  const upright = orientationFromHold(holding({ back: 35, lean: -6, flipped, turned }, 800, seeded(seed)), screenAngle);
  if (upright === undefined) throw new Error('the step found no orientation');
  return upright;
}

const changed = (casts: readonly LabeledCast[], change: (signal: Signal) => Signal): LabeledCast[] =>
  casts.map((cast) => ({ ...cast, signal: change(cast.signal) }));

/** Phones for which the model predicts again; the casts of the others are equal, and so are the predictions. */
const asked = (phone: Phone): boolean => phone.flipped !== (phone.turned === 180) && phone.screenAngle === phone.turned;

function agree(model: Model, spells: readonly string[], casts: readonly LabeledCast[], least: number): void {
  const untouched = changed(casts, (signal) => packed(samplesOf(signal)));
  const accuracy = accuracyOf(evaluateModel(model, untouched, spells));
  expect(accuracy).toBeGreaterThan(least);
  for (const [i, phone] of phones.entries()) {
    const orientation = uprightStep(phone, i + 1);
    expect(orientation).toEqual({ flipped: phone.flipped, turned: phone.turned });
    const straight = changed(casts, (signal) => throughPhone(signal, phone, orientation).straight);
    expect(straight.map(({ signal }) => signal)).toEqual(untouched.map(({ signal }) => signal));
    if (!asked(phone)) continue;
    expect(accuracyOf(evaluateModel(model, straight, spells))).toBe(accuracy);
    const told = changed(casts, (signal) => throughPhone(signal, phone, orientation).told);
    const asTold = accuracyOf(evaluateModel(model, told, spells));
    // With gravity a turned phone is only another hold. Inverted signs are not: they mirror the movement.
    const isHold = !phone.flipped && casts.every(({ signal }) => signal.gravity !== undefined);
    if (isHold) expect(asTold, JSON.stringify(phone)).toBeGreaterThan(accuracy - 0.05);
    else expect(asTold, JSON.stringify(phone)).toBeLessThan(accuracy - 0.2);
  }
}

describe('casts of phones with inverted signs or turned, after the upright step', () => {
  let model: Model;
  const everyday: number[] = [];
  beforeAll(async () => {
    await startEngine('auto');
    model = await loadModel(await loadStarter());
  }, 2 * minutes);
  afterAll(() => {
    model.dispose();
  });

  test('equal those of an upright Android phone, and the starter model recognizes them', () => {
    const random = seeded(2_026);
    const casts = starterSpellbook.flatMap(({ id, glyph }) =>
      Array.from({ length: 12 }, (_, i) => ({
        user: `unmet-${i}`,
        label: id,
        signal: simulateCast(parseGlyph(glyph ?? ''), simulatePerson(random), random, { gravity: true }),
      })),
    );
    agree(model, model.card.spells, casts, 0.9);
  });

  test.each(holdNames)('are recognized without that step by people unlike those of training, held %s', (hold) => {
    const casts = castsOfUnfamiliarPeople(glyphBooks['starter'] ?? {}, 25, hold, seeded(5));
    const evaluated = evaluateModel(model, casts, model.card.spells);
    expect(accuracyOf(evaluated)).toBeGreaterThan(0.93);
    const rejected = evaluated.filter(({ probabilities }) => Math.max(...probabilities) < model.card.threshold);
    expect(rejected.length / evaluated.length).toBeLessThan(0.08);
  });

  test.each(everydayKinds)('and the starter model rejects a %s', (kind) => {
    const random = seeded(6);
    const rows = model.predict(Array.from({ length: 60 }, () => unfamiliarMovement(kind, random)));
    const believed = rows.filter((row) => Math.max(...row) >= model.card.threshold);
    expect(believed.length / rows.length).toBeLessThan(0.2);
    everyday.push(believed.length / rows.length);
  });

  test('nineteen of twenty non-gestures are rejected', () => {
    expect(everyday).toHaveLength(everydayKinds.length);
    expect(everyday.reduce((sum, share) => sum + share, 0) / everyday.length).toBeLessThan(0.05);
  });
});

describe.each(recordings)('recordings of $name from such phones, after the upright step', ({ read, readGlyphs }) => {
  test('equal the originals, and a model trained on glyphs alone recognizes them', async () => {
    await startEngine('auto');
    const casts = read();
    const every = Math.round(casts.length / 100);
    const glyphs = readGlyphs();
    const spells = Object.keys(glyphs).sort();
    const { artifact } = await train({ casts: [] }, { kind: 'rocket', spells, glyphs, seed: 1, live: false });
    const model = await loadModel(artifact);
    agree(
      model,
      spells,
      casts.filter((_, i) => i % every === 0),
      0.85,
    );
    model.dispose();
  });
});
