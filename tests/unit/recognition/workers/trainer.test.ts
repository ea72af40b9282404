import { seeded, simulateRoom, starterSpellbook } from '@wandcast/gesture';
import { TrainingError, trainInWorker, unpackParts, type TrainerProgress } from '@wandcast/recognition';
import { describe, expect, test } from 'vitest';

const glyphs = Object.fromEntries(starterSpellbook.slice(0, 2).map(({ id, glyph }) => [id, glyph ?? '']));
const spells = Object.keys(glyphs);
const casts = simulateRoom(glyphs, { people: 4, castsPerSpell: 8 }, seeded(1));
const options = { kind: 'cnn', spells, seed: 1, engine: 'wasm', measure: false, live: false, effort: 0.25 } as const;

describe('training in a worker', () => {
  test('yields a model and reports progress that never goes back', async () => {
    const progress: TrainerProgress[] = [];
    const { artifact } = await trainInWorker({ casts }, options, { onProgress: (state) => progress.push(state) });
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

  test('rejects with the reason of an abort and ends its worker', async () => {
    const abort = new AbortController();
    const training = trainInWorker({ casts }, options, {
      abort: abort.signal,
      onProgress: () => {
        abort.abort(new Error('the room was closed'));
      },
    });
    await expect(training).rejects.toThrow('the room was closed');
  });

  test('does not start if it was aborted before', async () => {
    await expect(trainInWorker({ casts }, options, { abort: AbortSignal.abort(new Error('no')) })).rejects.toThrow(
      'no',
    );
  });

  test('without casts of a spell is rejected with a TrainingError across threads', async () => {
    const wanted = { ...options, spells: [...spells, 'gale'] };
    await expect(trainInWorker({ casts }, wanted)).rejects.toThrow(new TrainingError('no casts of gale'));
  });

  test('with a missing engine is rejected', async () => {
    const refused = trainInWorker({ casts }, { ...options, engine: 'node' });
    await expect(refused).rejects.toThrow(/TF_ENGINE=node/);
  });
});
