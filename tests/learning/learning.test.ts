import { memory } from '@tensorflow/tfjs-core';
import {
  reversedSignal,
  seeded,
  shuffled,
  simulateRoom,
  simulateScribble,
  starterSpellbook,
  type Signal,
} from '@wandcast/gesture';
import {
  accuracyOf,
  areaUnderRoc,
  evaluateModel,
  recognizerKinds,
  castPrefix,
  type Artifact,
  type LabeledCast,
  type Trained,
} from '@wandcast/recognition';
import { loadModel, startEngine, train } from '@wandcast/recognition/tensorflow';
import { beforeAll, describe, expect, test } from 'vitest';

const glyphs = Object.fromEntries(starterSpellbook.map(({ id, glyph }) => [id, glyph ?? '']));
const spells = Object.keys(glyphs);
const room = simulateRoom(glyphs, { people: 24, castsPerSpell: 48 }, seeded(11));
const isHeldOut = ({ user }: LabeledCast) => Number(user.split('-')[1]) % 4 === 0;
const known = room.filter((cast) => !isHeldOut(cast));
const heldOut = room.filter(isHeldOut);

const quick = { kind: 'rocket', spells, seed: 3, measure: false, live: false } as const;
/** A fast training for tests where accuracy does not matter. */
const hasty = { ...quick, effort: 0.15 } as const;
const chance = 1 / spells.length;

async function accuracyWith(artifact: Artifact, casts: readonly LabeledCast[] = heldOut): Promise<number> {
  const model = await loadModel(artifact);
  try {
    return accuracyOf(evaluateModel(model, casts, spells));
  } finally {
    model.dispose();
  }
}

let best: Trained;
let first: Trained | undefined;
let trained: Artifact;
beforeAll(async () => {
  await startEngine('auto');
  const onFirst = (model: Trained): void => {
    first = model;
  };
  best = await train({ casts: known }, { kind: 'auto', spells, seed: 3 }, { onFirst });
  trained = best.artifact;
});

describe('learning', () => {
  test('recognizes nineteen of twenty casts of new people', async () => {
    expect(await accuracyWith(trained)).toBeGreaterThan(0.95);
  });

  test('yields a usable first model early', async () => {
    expect(first?.artifact.card.kind).toBe('rocket');
    if (first !== undefined) expect(await accuracyWith(first.artifact)).toBeGreaterThan(0.9);
    expect(first?.report.copies).toBeNull();
    expect(best.report.copies).toEqual([]);
  });

  test('rejects reversed spells', async () => {
    const model = await loadModel(trained);
    const confidence = (signals: readonly Signal[]): number[] => model.predict(signals).map((row) => Math.max(...row));
    const casts = heldOut.map(({ signal }) => signal);
    const sure = { casts: confidence(casts), backwards: confidence(casts.map(reversedSignal)) };
    model.dispose();
    expect(areaUnderRoc(sure.casts, sure.backwards)).toBeGreaterThan(0.9);
    expect(sure.casts.filter((p) => p < trained.card.threshold).length / casts.length).toBeLessThan(0.15);
  });

  test('rejects scribbles', async () => {
    const model = await loadModel(trained);
    const confidence = (signals: readonly Signal[]): number[] => model.predict(signals).map((row) => Math.max(...row));
    const random = seeded(99);
    const scribbles = Array.from({ length: 100 }, () => simulateScribble(random));
    const sure = confidence(heldOut.map(({ signal }) => signal));
    const sureOfScribbles = confidence(scribbles);
    model.dispose();
    expect(areaUnderRoc(sure, sureOfScribbles)).toBeGreaterThan(0.95);
  });

  test('reports for every training cast the prediction of a model without that person', () => {
    const right = best.report.predictions.filter(({ meant, recognized }) => meant === recognized);
    expect(right.length / best.report.predictions.length).toBeCloseTo(best.artifact.card.metrics.accuracy ?? NaN, 5);
    for (const { cast, meant } of best.report.predictions) expect(known[cast]?.label).toBe(spells[meant]);
    expect(best.report.negatives.length).toBeGreaterThan(0);
  });

  test('handles phones without a gyroscope, or with few samples', async () => {
    const poorer = (change: (signal: Signal) => Signal): LabeledCast[] =>
      heldOut.map((cast) => ({ ...cast, signal: change(cast.signal) }));
    const still = poorer(({ t, linear }) => ({ t, ...(linear && { linear }) }));
    expect(await accuracyWith(trained, still)).toBeGreaterThan(0.9);
    const every = (values: Float32Array): Float32Array => values.filter((_, i) => i % 4 === 0);
    const slow = poorer(({ t, linear }) => ({
      t: every(t),
      ...(linear && { linear: { x: every(linear.x), y: every(linear.y), z: every(linear.z) } }),
    }));
    expect(await accuracyWith(trained, slow)).toBeGreaterThan(0.9);
  });

  test('learns nothing from shuffled labels, so accuracy does not come from the evaluation protocol', async () => {
    const labels = shuffled(known.map(({ label }) => label), seeded(5)); // prettier-ignore
    const nonsense = known.map((cast, i) => ({ ...cast, label: labels[i] ?? '' }));
    const accuracy = await accuracyWith((await train({ casts: nonsense }, quick)).artifact);
    expect(accuracy).toBeLessThan(2 * chance);
  });

  test('predicts the same after saving and loading', async () => {
    const row = JSON.parse(JSON.stringify({ card: trained.card, manifest: trained.manifest })) as Omit<
      Artifact,
      'weights'
    >;
    const [once, again] = [await loadModel(trained), await loadModel({ ...row, weights: trained.weights.slice() })];
    const signals = heldOut.map(({ signal }) => signal);
    expect(again.predict(signals)).toEqual(once.predict(signals));
    expect(again.predictLive(signals)).toEqual(once.predictLive(signals));
    once.dispose();
    again.dispose();
  });

  for (const kind of recognizerKinds)
    test(`leaks no tensor (${kind})`, async () => {
      const few = known.filter((_, i) => i % 6 === 0);
      const before = memory().numTensors;
      const model = await loadModel((await train({ casts: few }, { ...hasty, kind, live: true })).artifact);
      const loaded = memory().numTensors;
      model.predict(few.map(({ signal }) => signal));
      model.predictLive(few.map(({ signal }) => signal));
      expect(memory().numTensors).toBe(loaded);
      model.dispose();
      expect(memory().numTensors).toBe(before);
    });

  test('is reproducible by seed and differs between seeds', async () => {
    const hasty = { ...quick, kind: 'blend', effort: 0.15 } as const;
    const few = known.filter((_, i) => i % 6 === 0);
    const [one, same, other] = [
      await train({ casts: few }, hasty),
      await train({ casts: few }, hasty),
      await train({ casts: few }, { ...hasty, seed: 4 }),
    ];
    expect(same.artifact.manifest).toEqual(one.artifact.manifest); // contains a checksum of the weights
    expect(other.artifact.manifest).not.toEqual(one.artifact.manifest);
  });

  test.each([
    ['of many people', ({ user }: LabeledCast): boolean => Number(user.split('-')[1]) < 12],
    ['of too few people to hold any out', ({ user }: LabeledCast): boolean => user === known[0]?.user],
  ])('gives the same model for the same casts %s, whatever their order and ids are', async (_, isKept) => {
    const own = { ...quick, kind: 'blend', effort: 0.15, measure: true } as const;
    const few = known.filter(isKept);
    const names = shuffled([...spells], seeded(7));
    const renamed = (spell: string): string => names[spells.indexOf(spell)] ?? '';
    const others = shuffled(few, seeded(8)).map((cast) => ({
      ...cast,
      label: renamed(cast.label),
      user: `${seeded(Number(cast.user.split('-')[1]))()}`,
    }));
    const one = await train({ casts: few }, own);
    const same = await train({ casts: others }, { ...own, spells: spells.map(renamed) });
    expect(same.artifact.manifest).toEqual(one.artifact.manifest);
    const { threshold, temperature, metrics } = one.artifact.card;
    const { accuracy, ece, confusion } = metrics; // without the name of the worst person
    expect(same.artifact.card).toMatchObject({ threshold, temperature, metrics: { accuracy, ece, confusion } });
  });

  test('the live half recognizes more half casts than the half for whole casts', async () => {
    const halves = heldOut.map((cast) => ({ ...cast, signal: castPrefix(cast.signal, 0.5) }));
    const model = await loadModel(trained);
    const live = accuracyOf(evaluateModel({ predict: (signals) => model.predictLive(signals) }, halves, spells));
    const whole = accuracyOf(evaluateModel(model, halves, spells));
    model.dispose();
    expect(live).toBeGreaterThan(whole);
    expect(live).toBeGreaterThan(2 * chance);
  });

  test('the measured accuracy on new people matches the actual one', async () => {
    const { metrics, threshold } = trained.card;
    expect(metrics.accuracyOnOwnPeople).toBeNull();
    expect(Math.abs((metrics.accuracy ?? NaN) - (await accuracyWith(trained)))).toBeLessThan(0.1);
    expect(threshold).toBeGreaterThanOrEqual(0.35);
  });

  test('with two people it reports no accuracy on new people', async () => {
    const two = known.filter(({ user }) => ['simulated-1', 'simulated-2'].includes(user));
    const { metrics, temperature, threshold } = (await train({ casts: two }, { ...hasty, measure: true })).artifact
      .card;
    expect(metrics).toMatchObject({ accuracy: null, worstUser: null, ece: null });
    expect({ temperature, threshold }).toEqual({ temperature: 1, threshold: 0.5 });
    expect(metrics.accuracyOnOwnPeople).toBeGreaterThan(chance);
  });
});
