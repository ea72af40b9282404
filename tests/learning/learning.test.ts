import { memory } from '@tensorflow/tfjs-core';
import { seeded, shuffled, simulateRoom, starterSpellbook } from '@wandcast/gesture';
import {
  accuracyOf,
  judgedBy,
  prefixOf,
  type Artefact,
  type LabelledCast,
  type ModelKind,
} from '@wandcast/recognition';
import { loadModel, startEngine, train } from '@wandcast/recognition/tensorflow';
import { beforeAll, describe, expect, test } from 'vitest';

const glyphs = Object.fromEntries(starterSpellbook.map(({ id, glyph }) => [id, glyph ?? '']));
const spells = Object.keys(glyphs);
const room = simulateRoom(glyphs, { people: 24, castsPerSpell: 48 }, seeded(11));
const isHeldOut = ({ user }: LabelledCast) => Number(user.split('-')[1]) % 4 === 0;
const known = room.filter((cast) => !isHeldOut(cast));
const heldOut = room.filter(isHeldOut);

const quick = { kind: 'cnn', spells, seed: 3, measure: false, live: false } as const;
/** Enough to see that something is learnt, where how well does not matter. */
const hasty = { ...quick, effort: 0.15 } as const;
const chance = 1 / spells.length;

async function accuracyWith(artefact: Artefact, casts: readonly LabelledCast[] = heldOut): Promise<number> {
  const model = await loadModel(artefact);
  try {
    return accuracyOf(judgedBy(model, casts, spells));
  } finally {
    model.dispose();
  }
}

let learnt: Artefact;
beforeAll(async () => {
  await startEngine('auto');
  learnt = await train(known, { ...quick, live: true });
}, 120_000);

describe('learning', { timeout: 120_000 }, () => {
  test('names nine of ten casts of people it has not met', async () => {
    expect(await accuracyWith(learnt)).toBeGreaterThan(0.9);
  });

  test('finds nothing where labels are shuffled: what it learns is in the casts, not in the protocol', async () => {
    const labels = shuffled(known.map(({ label }) => label), seeded(5)); // prettier-ignore
    const nonsense = known.map((cast, i) => ({ ...cast, label: labels[i] ?? '' }));
    const accuracy = await accuracyWith(await train(nonsense, quick));
    expect(accuracy).toBeLessThan(2 * chance);
  });

  test('predicts the same after it was saved and loaded', async () => {
    const row = JSON.parse(JSON.stringify({ card: learnt.card, manifest: learnt.manifest })) as Omit<
      Artefact,
      'weights'
    >;
    const [first, again] = [await loadModel(learnt), await loadModel({ ...row, weights: learnt.weights.slice() })];
    const signals = heldOut.map(({ signal }) => signal);
    expect(again.predict(signals)).toEqual(first.predict(signals));
    expect(again.predictLive(signals)).toEqual(first.predictLive(signals));
    first.dispose();
    again.dispose();
  });

  for (const kind of ['cnn', 'cnn2018'] satisfies ModelKind[])
    test(`leaves no tensor behind (${kind})`, async () => {
      const few = known.filter((_, i) => i % 6 === 0);
      const before = memory().numTensors;
      const model = await loadModel(await train(few, { ...hasty, kind, live: true }));
      const loaded = memory().numTensors;
      model.predict(few.map(({ signal }) => signal));
      model.predictLive(few.map(({ signal }) => signal));
      expect(memory().numTensors).toBe(loaded);
      model.dispose();
      expect(memory().numTensors).toBe(before);
    });

  test('gives the same model from the same seed, and another from another', async () => {
    const few = known.filter((_, i) => i % 6 === 0);
    const [one, same, other] = [
      await train(few, hasty),
      await train(few, hasty),
      await train(few, { ...hasty, seed: 4 }),
    ];
    expect(same.manifest).toEqual(one.manifest); // which holds a checksum of the weights
    expect(other.manifest).not.toEqual(one.manifest);
  });

  test('the live half knows more of half a cast than the half for whole casts does', async () => {
    const halves = heldOut.map((cast) => ({ ...cast, signal: prefixOf(cast.signal, 0.5) }));
    const model = await loadModel(learnt);
    const live = accuracyOf(judgedBy({ predict: (signals) => model.predictLive(signals) }, halves, spells));
    const whole = accuracyOf(judgedBy(model, halves, spells));
    model.dispose();
    expect(live).toBeGreaterThan(whole);
    expect(live).toBeGreaterThan(2 * chance);
  });

  test('a measured model says how it does on people it has not met, and that is how it does', async () => {
    const { card, ...rest } = await train(known, { ...quick, measure: true, effort: 0.5 });
    expect(card.metrics.accuracyOnOwnPeople).toBeNull();
    expect(card.metrics.accuracy).toBeGreaterThan((await accuracyWith({ card, ...rest })) - 0.15);
    expect(card.threshold).toBeGreaterThanOrEqual(0.35);
  });

  test('with two people it claims nothing about people it has not met', async () => {
    const two = known.filter(({ user }) => ['simulated-1', 'simulated-2'].includes(user));
    const { metrics, temperature, threshold } = (await train(two, { ...hasty, measure: true })).card;
    expect(metrics).toMatchObject({ accuracy: null, worstUser: null, ece: null });
    expect({ temperature, threshold }).toEqual({ temperature: 1, threshold: 0.5 });
    expect(metrics.accuracyOnOwnPeople).toBeGreaterThan(chance);
  });
});
