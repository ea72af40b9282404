import type { Random } from '@wandcast/gesture';
import { mul, tensor, type Tensor } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';

/**
 * Dropout (Srivastava et al., 2014) with masks from our own random source: seeded tfjs dropout repeats the same mask at
 * every step, and unseeded training is not reproducible. It is saved as a plain Dropout layer.
 */
export class SeededDropout extends layers.Layer {
  static readonly className = 'Dropout';

  constructor(
    private readonly rate: number,
    private readonly random: Random,
    name: string,
  ) {
    super({ name });
    this.supportsMasking = true;
  }

  override call(inputs: Tensor | Tensor[], kwargs: Record<string, unknown>): Tensor {
    const [input] = Array.isArray(inputs) ? inputs : [inputs];
    if (input === undefined) throw new Error('dropout of nothing');
    if (kwargs['training'] !== true) return input.clone();
    const gain = 1 / (1 - this.rate);
    const mask = Float32Array.from({ length: input.size }, () => (this.random() < this.rate ? 0 : gain));
    return mul(input, tensor(mask, input.shape));
  }

  override computeOutputShape<Shape>(inputShape: Shape): Shape {
    return inputShape;
  }

  override getConfig(): ReturnType<layers.Layer['getConfig']> {
    return { ...super.getConfig(), rate: this.rate };
  }
}
