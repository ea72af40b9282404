import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import { ModelError, Predictor, PredictorError, argmax, loadStarter, type Artifact } from '@wandcast/recognition';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { wandering } from '../fixtures/random-signals.js';

interface Sent {
  readonly kind: string;
  readonly head?: string;
  readonly signals?: { readonly shapes: readonly unknown[] };
}

/** Real workers with a record of the messages sent to them. */
const workers: Worker[] = [];
const sent: Sent[] = [];
const opened: Predictor[] = [];
/** Whether the system starts no more threads, such as without memory. */
let hasNoMemory = false;
let starter: Artifact;

async function startPredictor(): Promise<Predictor> {
  const predictor = await Predictor.start({
    engine: 'wasm',
    spawn(options) {
      if (hasNoMemory) throw new Error('out of memory');
      const worker = new Worker(
        createRequire(import.meta.url).resolve('@wandcast/recognition/predict-worker'),
        options,
      );
      const post = worker.postMessage.bind(worker) as (message: unknown, transfer?: readonly unknown[]) => void;
      worker.postMessage = (message: unknown, transfer?: unknown) => {
        sent.push(message as Sent);
        post(message, transfer as readonly unknown[]);
      };
      workers.push(worker);
      return worker;
    },
  });
  opened.push(predictor);
  return predictor;
}

/** Kills the thread under the predictor, as a fault in native code would. */
async function crash(): Promise<void> {
  const worker = workers.at(-1);
  if (worker === undefined) throw new Error('no worker');
  await worker.terminate();
}

/** Keeps the worker busy during the next lines. */
async function keepBusy(predictor: Predictor): Promise<{ done: Promise<unknown> }> {
  const done = predictor.predict(
    Array.from({ length: 400 }, () => wandering(1)),
    'whole',
  );
  await nextTurn();
  return { done };
}

const batches = () => sent.filter(({ kind }) => kind === 'predict').map(({ head, signals }) => `${head ?? ''} ${signals?.shapes.length ?? 0}`); // prettier-ignore

beforeAll(async () => {
  starter = await loadStarter();
});

afterEach(async () => {
  await Promise.all(opened.map((predictor) => predictor.stop()));
  for (const list of [workers, sent, opened]) list.length = 0;
  hasNoMemory = false;
});

describe('the predictor', () => {
  test('reports its engine and why', async () => {
    const predictor = await startPredictor();
    expect(predictor.engine).toBe('wasm');
    expect(predictor.engineReason).toBe('TF_ENGINE=wasm asks for it');
  });

  test('recognizes the starter spells of simulated people', async () => {
    const predictor = await startPredictor();
    const card = await predictor.load(starter);
    expect(card).toEqual(starter.card);
    const random = seeded(99);
    const casts = starterSpellbook.flatMap(({ id, glyph }) =>
      Array.from({ length: 10 }, () => ({
        id,
        signal: simulateCast(parseGlyph(glyph ?? ''), simulatePerson(random), random),
      })),
    );
    const rows = await predictor.predict(casts.map(({ signal }) => signal), 'whole'); // prettier-ignore
    const right = casts.filter(({ id }, i) => card.spells[argmax(rows[i] ?? [])] === id);
    expect(right.length).toBeGreaterThan(0.85 * casts.length);
    for (const row of rows) {
      expect(row.every((probability) => probability >= 0)).toBe(true);
      expect(row.reduce((a, b) => a + b, 0)).toBeLessThan(1 + 1e-6); // the rest is "none of the spells"
    }
  });

  test('has a model in each slot, which answers until its slot is released', async () => {
    const predictor = await startPredictor();
    await predictor.load(starter);
    const [first, second] = [predictor.openSlot(), predictor.openSlot()];
    await first.load(starter);
    const casts = [wandering(1)];
    await expect(second.predict(casts, 'whole')).rejects.toThrow(ModelError); // nothing is loaded there yet
    await second.load(starter);
    const expected = await predictor.predict(casts, 'whole');
    expect(await Promise.all([first.predict(casts, 'whole'), second.predict(casts, 'whole')])).toEqual([expected, expected]); // prettier-ignore
    await first.release();
    await expect(first.predict(casts, 'whole')).rejects.toThrow(ModelError);
    expect(await second.predict(casts, 'whole')).toEqual(expected);
    await crash();
    await expect.poll(() => second.predict(casts, 'whole').catch(() => undefined)).toEqual(expected); // loaded again
    await expect(first.predict(casts, 'whole')).rejects.toThrow(ModelError);
    expect(workers).toHaveLength(2); // the second one was started after the crash
  });

  test('batches calls that arrive while the worker is busy', async () => {
    const predictor = await startPredictor();
    await predictor.load(starter);
    const busy = await keepBusy(predictor);
    const rows = await Promise.all(Array.from({ length: 40 }, (_, i) => predictor.predict([wandering(i)], 'whole')));
    await busy.done;
    expect(batches()).toEqual(['whole 400', 'whole 40']);
    const alone = await predictor.predict([wandering(17)], 'whole');
    alone[0]?.forEach((value, spell) => {
      expect(value).toBeCloseTo(rows[17]?.[0]?.[spell] ?? NaN, 5); // each caller got its own row
    });
  });

  test('sends a batch of each model without waiting for the others', async () => {
    const predictor = await startPredictor();
    const [first, second] = [predictor.openSlot(), predictor.openSlot()];
    for (const slot of [first, second]) await slot.load(starter);
    const many = Array.from({ length: 400 }, () => wandering(1));
    let answered = false;
    const answer = first.predict(many, 'whole').finally(() => (answered = true));
    const other = second.predict([wandering(2)], 'whole');
    await nextTurn();
    expect([batches(), answered]).toEqual([['whole 400', 'whole 1'], false]);
    await Promise.all([answer, other]);
  });

  test('serves whole casts before live predictions that waited longer', async () => {
    const predictor = await startPredictor();
    await predictor.load(starter);
    const busy = await keepBusy(predictor);
    const [a, b] = [wandering(1), wandering(2)];
    await Promise.all([
      predictor.predict([a, b], 'live'),
      predictor.predict([a], 'whole'),
      predictor.predict([b], 'whole'),
      busy.done,
    ]);
    expect(batches()).toEqual(['whole 400', 'whole 2', 'live 2']);
  });

  test('drops the oldest live predictions under load, never an answer', async () => {
    const predictor = await startPredictor();
    await predictor.load(starter);
    const crowd = Array.from({ length: 300 }, () => wandering(1, 12));
    const guesses = Array.from({ length: 4 }, () => predictor.predict(crowd, 'live'));
    const answers = Array.from({ length: 4 }, () => predictor.predict(crowd, 'whole'));
    const outcomes = (await Promise.allSettled(guesses)).map((outcome) =>
      outcome.status === 'fulfilled' ? 'made' : (outcome.reason as PredictorError).code,
    );
    expect(outcomes.filter((outcome) => outcome === 'made').length).toBeGreaterThan(0);
    expect(outcomes.filter((outcome) => outcome === 'dropped').length).toBeGreaterThan(0);
    expect(outcomes.at(-1)).toBe('made');
    expect((await Promise.all(answers)).map((rows) => rows.length)).toEqual([300, 300, 300, 300]);
  });

  test('rejects predictions before a model is loaded', async () => {
    const predictor = await startPredictor();
    await expect(predictor.predict([wandering(1)], 'whole')).rejects.toMatchObject({
      name: 'ModelError',
      code: 'absent',
    });
  });

  test('keeps its model if a damaged one is loaded', async () => {
    const predictor = await startPredictor();
    await predictor.load(starter);
    const before = await predictor.predict([wandering(1)], 'whole');
    const damaged = { ...starter, weights: starter.weights.slice(4) };
    await expect(predictor.load(damaged)).rejects.toBeInstanceOf(ModelError);
    expect(await predictor.predict([wandering(1)], 'whole')).toEqual(before);
  });
});

describe('a predictor whose worker crashes', () => {
  test('at each prediction of one model goes on with the others', async () => {
    const predictor = await startPredictor();
    const [good, bad, last] = [predictor.openSlot(), predictor.openSlot(), predictor.openSlot()];
    for (const slot of [good, bad, last]) await slot.load(starter);
    const many = Array.from({ length: 400 }, () => wandering(1));
    const expected = await good.predict([wandering(2)], 'whole');
    const answers = (slot: typeof good) => () => slot.predict([wandering(2)], 'whole').catch(() => undefined);
    for (let n = 0; n < 3; n++) {
      await expect.poll(answers(last)).toEqual(expected); // models are loaded in this order, so that the bad one is there
      const failing = expect(bad.predict(many, 'whole')).rejects.toThrow(PredictorError);
      const behind = good.predict([wandering(2)], 'whole').catch(() => undefined); // is not to blame
      await nextTurn();
      await crash();
      await Promise.all([failing, behind]);
    }
    await expect.poll(answers(good)).toEqual(expected);
    await expect.poll(answers(last)).toEqual(expected);
    await expect(bad.predict([wandering(2)], 'whole')).rejects.toThrow(PredictorError);
    expect(workers).toHaveLength(4);
    await bad.load(starter); // another model may be better
    expect(await bad.predict([wandering(2)], 'whole')).toEqual(expected);
  });

  test('rejects waiting calls, restarts with the same model, and answers', async () => {
    const predictor = await startPredictor();
    await predictor.load(starter);
    const before = await predictor.predict([wandering(1)], 'whole');
    const waiting = [predictor.predict([wandering(1)], 'whole'), predictor.predict([wandering(2)], 'live')];
    const outcomes = Promise.allSettled(waiting);
    await crash();
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'PredictorError', code: 'crashed' } });
    expect(await predictor.predict([wandering(1)], 'whole')).toEqual(before);
    expect(workers).toHaveLength(2);
  });

  test('answers calls that arrive while it restarts', async () => {
    const predictor = await startPredictor();
    await predictor.load(starter);
    await crash();
    const rows = await Promise.all([1, 2, 3].map((seed) => predictor.predict([wandering(seed)], 'whole')));
    expect(rows.flat()).toHaveLength(3);
  });

  test('tries again later if it cannot restart, and answers again', async () => {
    const predictor = await startPredictor();
    await predictor.load(starter);
    const before = await predictor.predict([wandering(1)], 'whole');
    hasNoMemory = true;
    await crash();
    await expect(predictor.predict([wandering(1)], 'whole')).rejects.toThrow('out of memory');
    hasNoMemory = false;
    const answer = (): Promise<unknown> => predictor.predict([wandering(1)], 'whole').catch(String);
    await expect.poll(answer, { timeout: 15_000 }).toEqual(before);
  });

  test('can be stopped while it restarts, and leaves no thread behind', async () => {
    const predictor = await startPredictor();
    await predictor.load(starter);
    await crash();
    await predictor.stop();
    expect(workers.map(({ threadId }) => threadId)).toEqual(workers.map(() => -1));
  });
});

describe('a stopped predictor', () => {
  test('rejects waiting and new calls, and its thread has ended', async () => {
    const predictor = await startPredictor();
    await predictor.load(starter);
    const waiting = Promise.allSettled([1, 2, 3].map((seed) => predictor.predict([wandering(seed)], 'whole')));
    await predictor.stop();
    expect(workers.map(({ threadId }) => threadId)).toEqual([-1]);
    for (const outcome of await waiting)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'PredictorError', code: 'stopped' } });
    await expect(predictor.predict([wandering(1)], 'whole')).rejects.toBeInstanceOf(PredictorError);
    await expect(predictor.load(starter)).rejects.toBeInstanceOf(PredictorError);
    await predictor.stop(); // stopping twice is no error
  });
});
