import { seeded, simulateRoom, starterSpellbook } from '@wandcast/gesture';
import {
  TrainingError,
  measureBaselinesInProcess,
  trainInProcess,
  unpackParts,
  type LabeledCast,
  type Trained,
  type TrainerProgress,
} from '@wandcast/recognition';
import { describe, expect, test } from 'vitest';

const glyphs = Object.fromEntries(starterSpellbook.slice(0, 2).map(({ id, glyph }) => [id, glyph ?? '']));
const spells = Object.keys(glyphs);
const casts = simulateRoom(glyphs, { people: 4, castsPerSpell: 8 }, seeded(1));
const options = { kind: 'cnn', spells, seed: 1, engine: 'wasm', measure: false, live: false, effort: 0.25 } as const;

describe('training in a process', () => {
  test('yields a model and reports progress that never goes back', async () => {
    const progress: TrainerProgress[] = [];
    const { artifact } = await trainInProcess({ casts }, options, { onProgress: (state) => progress.push(state) });
    expect(unpackParts(artifact).map(({ name }) => name)).toEqual(['answer', 'adapter']);
    expect(artifact.card).toMatchObject({
      kind: 'cnn',
      spells,
      trainedOn: { casts: 16, people: 4, simulatedCasts: 0 },
    });
    const done = progress.map((state) => state.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(progress.at(-1)).toMatchObject({ stage: 'saving', done: 1 });
  });

  test('rejects with the reason of an abort and ends its process', async () => {
    const abort = new AbortController();
    const training = trainInProcess({ casts }, options, {
      abort: abort.signal,
      onProgress: () => {
        abort.abort(new Error('the room was closed'));
      },
    });
    await expect(training).rejects.toThrow('the room was closed');
  });

  test('does not start if it was aborted before', async () => {
    await expect(trainInProcess({ casts }, options, { abort: AbortSignal.abort(new Error('no')) })).rejects.toThrow(
      'no',
    );
  });

  test('without casts of a spell is rejected with a TrainingError across processes', async () => {
    const wanted = { ...options, spells: [...spells, 'gale'] };
    await expect(trainInProcess({ casts }, wanted)).rejects.toThrow(new TrainingError('no casts of gale'));
  });

  test('with a missing engine is rejected', async () => {
    const refused = trainInProcess({ casts }, { ...options, engine: 'node' });
    await expect(refused).rejects.toThrow(/TF_ENGINE=node/);
  });
});

describe('training with a test set', () => {
  const people = [...new Set(casts.map(({ user }) => user))];
  const learned = casts.filter(({ user }) => user !== people[0]);
  const tested = casts.filter(({ user }) => user === people[0]);
  const [known] = learned;
  const copy: LabeledCast = { ...(known ?? missing()), user: 'somebody else' };
  const foreign: LabeledCast = { ...(known ?? missing()), label: 'gale' };
  const testSet = [foreign, ...tested, copy];
  const hasty = { ...options, kind: 'rocket', measure: true } as const;
  const firsts: Trained[] = [];
  let [without, withTest]: (Trained | undefined)[] = [];

  test('measures on its casts alone, without those of other spells', async () => {
    without = await trainInProcess({ casts: learned }, hasty);
    withTest = await trainInProcess({ casts: learned, test: testSet }, hasty, {
      onFirst: (first) => firsts.push(first),
    });
    const { artifact, report } = withTest;
    expect(report.predictions.map(({ cast }) => cast)).toEqual(testSet.map((_, i) => i).slice(1));
    expect(report.predictions.map(({ meant }) => spells[meant])).toEqual(testSet.slice(1).map(({ label }) => label));
    const right = report.predictions.filter(({ meant, recognized }) => meant === recognized).length;
    const { metrics } = artifact.card;
    expect(metrics.accuracy).toBeCloseTo(right / report.predictions.length);
    expect(metrics.confusion?.flat().reduce((sum, count) => sum + count)).toBe(tested.length + 1);
    expect([people[0], 'somebody else']).toContain(metrics.worstUser?.user);
    expect(metrics.ece).not.toBeNull();
    expect(metrics.accuracyOnOwnPeople).toBeNull();
  });

  test('learns nothing from it: the model is the one trained without a test', () => {
    const [a, b] = [without?.artifact ?? missing(), withTest?.artifact ?? missing()];
    expect(unpackParts(b)).toEqual(unpackParts(a));
    for (const key of ['trainedOn', 'threshold', 'temperature', 'spells'] as const)
      expect(b.card[key]).toEqual(a.card[key]);
    expect(a.card.metrics.confusion?.flat().reduce((sum, count) => sum + count)).toBe(learned.length);
  });

  test('tells which of its casts the model had learned', () => {
    expect(withTest?.report.copies).toEqual([testSet.length - 1]);
  });

  test('gives a first model no figures', () => {
    for (const { artifact, report } of firsts) {
      expect(artifact.card.metrics).toMatchObject({ accuracy: null, confusion: null });
      expect(report.predictions).toEqual([]);
    }
  });

  test('measures the baselines on the same casts, also with few people', async () => {
    const two = learned.filter(({ user }) => user === people[1] || user === people[2]);
    const baselines = { spells, seed: 1, engine: 'wasm', effort: 0.25 } as const;
    expect(await measureBaselinesInProcess({ casts: two }, baselines)).toEqual({ nearest: null, cnn2018: null });
    const itself = await measureBaselinesInProcess({ casts: two, test: two }, baselines);
    expect(itself.nearest).toBe(1); // each cast is its own nearest neighbor
    const { nearest, cnn2018 } = await measureBaselinesInProcess({ casts: two, test: tested }, baselines);
    for (const share of [nearest, cnn2018])
      expect((share ?? NaN) * tested.length).toBeCloseTo(Math.round((share ?? NaN) * tested.length));
    expect(await measureBaselinesInProcess({ casts: two, test: [foreign] }, baselines)).toEqual({
      ...{ nearest: null, cnn2018: null },
    });
  });
});

function missing(): never {
  throw new Error('there is none');
}
