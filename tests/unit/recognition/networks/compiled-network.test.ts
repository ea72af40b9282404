import { seeded } from '@wandcast/gesture';
import { startEngine } from '@wandcast/recognition/tensorflow';
import { train } from '@tensorflow/tfjs-core';
import { layers, sequential, type Sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { ModelError } from '../../../../libs/recognition/src/artifact/model-error';
import { CompiledNetwork } from '../../../../libs/recognition/src/networks/compiled-network';
import { untrainedNetwork } from '../../../../libs/recognition/src/networks/convolutional-network';
import { Network } from '../../../../libs/recognition/src/networks/network';

const random = seeded(1);
const numbers = (count: number) => Float32Array.from({ length: count }, () => 2 * random() - 1);
const planOf = (steps: number, channels: number, units: number) => ({
  name: 'test',
  steps,
  channels,
  lastFilters: 48,
  output: { name: 'output', units },
});

/** Some steps of training move every weight and statistic from its initial value. */
async function trained(model: Sequential, size: number, units: number): Promise<Network> {
  const net = Network.untrained(model, train.adam(0.01));
  for (let step = 0; step < 3; step++) {
    const targets = new Float32Array(8 * units);
    for (let cast = 0; cast < 8; cast++) targets[cast * units + (cast % units)] = 1;
    await net.learn({ inputs: numbers(8 * size), targets, casts: 8 }, 0.01);
  }
  return net;
}

describe('a compiled network', () => {
  beforeAll(async () => {
    await startEngine('wasm');
  });

  test.each([
    [32, 17, 40],
    [32, 11, 12],
    [64, 9, 5],
  ])('predicts what tfjs does: %i steps of %i channels, %i outputs', async (steps, channels, units) => {
    const size = steps * channels;
    const net = await trained(untrainedNetwork(planOf(steps, channels, units), 1, random), size, units);
    const compiled = net.compiled();
    for (const casts of [1, 3, 16, 37]) {
      const inputs = Array.from({ length: casts }, () => numbers(size));
      const expected = net.outputs(inputs);
      const rows = compiled.outputs(inputs);
      expect(rows).toHaveLength(casts);
      rows.forEach((row, i) => {
        expect(row).toHaveLength(units);
        row.forEach((value, unit) => {
          expect(value).toBeCloseTo(expected[i]?.[unit] ?? NaN, 5);
        });
      });
    }
    net.dispose();
  });

  test('keeps its predictions while the network learns on', async () => {
    const net = await trained(untrainedNetwork(planOf(32, 11, 4), 1, random), 32 * 11, 4);
    const [compiled, inputs] = [net.compiled(), [numbers(32 * 11)]];
    const before = compiled.outputs(inputs);
    const changed = await net.learn({ inputs: numbers(8 * 32 * 11), targets: new Float32Array(32).fill(0.25), casts: 8 }, 0.1); // prettier-ignore
    expect(changed).toBeGreaterThan(0);
    expect(compiled.outputs(inputs)).toEqual(before);
    expect(net.compiled().outputs(inputs)).not.toEqual(before);
    net.dispose();
  });

  test('refuses other layers', () => {
    const model = sequential();
    model.add(layers.dense({ units: 4, inputShape: [8] }));
    expect(() => CompiledNetwork.of(model)).toThrow(ModelError);
    model.dispose();
  });
});
