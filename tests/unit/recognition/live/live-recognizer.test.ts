import { memory } from '@tensorflow/tfjs-core';
import { type Signal } from '@wandcast/gesture';
import { castPrefix } from '@wandcast/recognition';
import { startEngine } from '@wandcast/recognition/tensorflow';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  fitLive,
  liveWork,
  restoreLive,
  type LiveRecognizer,
} from '../../../../libs/recognition/src/live/live-recognizer';
import { wandering } from '../fixtures/random-signals';

const spells = ['ember', 'tide', 'gale'];

/** Each spell has its own movement; every cast repeats it with some noise. */
function cast(spell: number, take: number, turns = true): Signal {
  const [own, other] = [wandering(spell + 1), wandering(100 + take)];
  const mixed = (axis: 'x' | 'y' | 'z') =>
    Float32Array.from(own.linear?.[axis] ?? [], (value, i) => value + 0.3 * (other.linear?.[axis][i] ?? 0));
  const axes = { x: mixed('x'), y: mixed('y'), z: mixed('z') };
  return { t: own.t, linear: axes, ...(turns && { rotation: { x: axes.z, y: axes.x, z: axes.y } }) };
}

function data(turns: boolean) {
  const casts = spells.flatMap((label, spell) =>
    [0, 1, 2, 3, 4, 5].map((take) => ({ signal: cast(spell, 10 * spell + take, turns), label, user: `${take}` })),
  );
  return { casts, weaklyLabeled: [] };
}

const options = { seed: 1, effort: 0.12, onStep: () => undefined };
const fresh = spells.map((_, spell) => cast(spell, 50 + spell));
const likeliest = (rows: number[][]) => rows.map((row) => row.indexOf(Math.max(...row)));
const withoutRotation = ({ t, linear }: Signal): Signal => ({ t, ...(linear && { linear }) });

describe('the networks for casts in progress', () => {
  let trained: LiveRecognizer;
  let steps = 0;
  beforeAll(async () => {
    await startEngine('wasm');
    trained = await fitLive(data(true), spells, { ...options, onStep: () => (steps++, undefined) });
  });

  test('recognize casts from their beginning, with confidence growing over time', () => {
    expect(likeliest(trained.probabilities(fresh.map((signal) => castPrefix(signal, 0.6))))).toEqual([0, 1, 2]);
    const rows = trained.probabilities(fresh);
    expect(likeliest(rows)).toEqual([0, 1, 2]);
    for (const row of rows) expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1);
  });

  test('report the announced number of steps', () => {
    expect(steps).toBe(liveWork(data(true), options.effort).length);
  });

  test('handle a phone without a gyroscope', () => {
    expect(likeliest(trained.probabilities(fresh.map(withoutRotation)))).toEqual([0, 1, 2]);
  });

  test('ignore rotation if they were trained without it', async () => {
    const net = await fitLive(data(false), spells, options);
    expect(net.probabilities(fresh)).toEqual(net.probabilities(fresh.map(withoutRotation)));
    expect(likeliest(net.probabilities(fresh))).toEqual([0, 1, 2]);
    net.dispose();
  });

  test.each([
    ['no sample', 0],
    ['one sample', 1],
    ['two samples', 2],
  ])('return probabilities for %s', (_, samples) => {
    const [start = []] = trained.probabilities([firstOf(cast(0, 1), samples)]);
    expect(start.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1);
  });

  test('return finite numbers for a still hand', () => {
    const still = new Float32Array(40);
    const t = still.map((_, i) => 10 * i);
    const axes = { x: still, y: still, z: still };
    const [row = []] = trained.probabilities([{ t, linear: axes, rotation: axes }]);
    expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1);
  });

  test('predict the same after saving and restoring, and leak no tensor', async () => {
    const before = memory().numTensors;
    const restored = await restoreLive(await trained.save(), spells);
    const unrounded = trained.probabilities(fresh).flat();
    restored?.probabilities(fresh).flat().forEach((value, i) => { expect(value).toBeCloseTo(unrounded[i] ?? NaN, 2); }); // prettier-ignore
    restored?.dispose();
    expect(memory().numTensors).toBe(before);
  });

  test('are undefined for a model without them, and damaged if incomplete or of other spells', async () => {
    const before = memory().numTensors;
    expect(await restoreLive([], spells)).toBeUndefined();
    await expect(restoreLive((await trained.save()).slice(1), spells)).rejects.toThrow('only one of two networks');
    await expect(restoreLive(await trained.save(), [...spells, 'veil'])).rejects.toThrow('wrong number of outputs');
    expect(memory().numTensors).toBe(before);
  });

  test('are reproducible by seed and differ between seeds; a canceled training frees them', async () => {
    const before = memory().numTensors;
    const hasty = { ...options, effort: 0.02 };
    const answers: number[][][] = [];
    for (const seed of [1, 1, 2]) {
      const net = await fitLive(data(true), spells, { ...hasty, seed });
      answers.push(net.probabilities(fresh));
      net.dispose();
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).not.toEqual(answers[0]);
    let left = liveWork(data(true), hasty.effort).length - 1; // stops in the second network
    const stop = () => {
      if (left-- === 0) throw new Error('the room was closed');
    };
    await expect(fitLive(data(true), spells, { ...hasty, onStep: stop })).rejects.toThrow('the room was closed');
    expect(memory().numTensors).toBe(before);
  });
});

function firstOf(signal: Signal, samples: number): Signal {
  const cut = (values: Float32Array) => values.subarray(0, samples);
  const axes = ({ x, y, z }: NonNullable<Signal['linear']>) => ({ x: cut(x), y: cut(y), z: cut(z) });
  return {
    t: cut(signal.t),
    ...(signal.linear && { linear: axes(signal.linear) }),
    ...(signal.rotation && { rotation: axes(signal.rotation) }),
  };
}
