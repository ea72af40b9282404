import type { LayersModel } from '@tensorflow/tfjs-layers';
import { OUTPUTS_AT_ONCE, ROWS_AT_ONCE, startLayerLoop, type LayerLoop } from './layer-loop.js';
import { matricesOf, type LayerMatrix } from './layer-matrices.js';

const F32 = 4;
/** Casts that are computed together: their values and the weights of a layer stay in the cache. */
const CASTS = 16;

/** A layer with the address of its weights, and that of its input in the values of a cast. */
interface PlacedLayer extends LayerMatrix {
  readonly at: number;
  readonly input: number;
}

/**
 * A trained network of `untrainedNetwork`, for predictions only: four products of matrices. A small batch takes a third
 * of the time that the layers of tfjs need, because calling a kernel of theirs takes as long as computing a cast.
 */
export class CompiledNetwork {
  private readonly layers: readonly PlacedLayer[];
  /** Address of the values of the first cast, and bytes of each: the padded input of every layer, then the outputs. */
  private readonly casts: number;
  private readonly castBytes: number;
  /** Address of the outputs in the values of a cast. */
  private readonly output: number;
  private readonly loop: LayerLoop;
  /** The whole memory: it does not grow. */
  private readonly values: Float32Array;

  /** @throws ModelError `damaged` if the network has other layers */
  static of(model: LayersModel): CompiledNetwork {
    return new CompiledNetwork(matricesOf(model), model.outputs[0]?.shape.at(-1) ?? 0);
  }

  private constructor(
    layers: readonly LayerMatrix[],
    private readonly units: number,
  ) {
    let [at, input] = [0, 0];
    this.layers = layers.map((layer) => {
      const placed = { ...layer, at, input };
      at += F32 * (layer.biases.length + layer.weights.length);
      input += F32 * (layer.rows * layer.step + 2 * layer.padding);
      return placed;
    });
    this.casts = at;
    this.output = input;
    this.castBytes = input + F32 * (layers.at(-1)?.biases.length ?? 0);
    this.loop = startLayerLoop(at + CASTS * this.castBytes);
    this.values = new Float32Array(this.loop.memory.buffer);
    for (const layer of this.layers) this.values.set(inBlocks(layer), layer.at / F32);
  }

  /**
   * Runs the network.
   * @param inputs one per cast, of the network's input size
   * @returns one row of probabilities per cast
   */
  outputs(inputs: readonly Float32Array[]): number[][] {
    const rows: number[][] = [];
    for (let first = 0; first < inputs.length; first += CASTS) {
      const batch = inputs.slice(first, first + CASTS);
      for (const [i, input] of batch.entries())
        this.values.set(input, this.castAt(i) / F32 + (this.layers[0]?.padding ?? 0));
      for (const [i, layer] of this.layers.entries()) this.run(layer, this.layers[i + 1], batch.length);
      for (let i = 0; i < batch.length; i++)
        rows.push(softmaxOf(this.values, (this.castAt(i) + this.output) / F32, this.units));
    }
    return rows;
  }

  private run(layer: PlacedLayer, next: PlacedLayer | undefined, casts: number): void {
    const from = this.castAt(0) + layer.input;
    if (next === undefined) {
      // One row per cast.
      const rows = ROWS_AT_ONCE * Math.ceil(casts / ROWS_AT_ONCE);
      this.multiply(layer, rows, from, this.castBytes, this.castAt(0) + this.output, this.castBytes);
      return;
    }
    const to = this.castAt(0) + next.input + F32 * next.padding;
    for (let offset = 0; offset < casts * this.castBytes; offset += this.castBytes)
      this.multiply(layer, layer.rows, from + offset, F32 * layer.step, to + offset, F32 * layer.biases.length);
  }

  private multiply(
    { at, biases, weights, least }: PlacedLayer,
    rows: number,
    input: number,
    inputStep: number,
    output: number,
    outputStep: number,
  ): void {
    const [block, length] = [F32 * OUTPUTS_AT_ONCE * (1 + weights.length / biases.length), rows * outputStep];
    for (let i = 0, to = output; i * OUTPUTS_AT_ONCE < biases.length; i++, to += F32 * OUTPUTS_AT_ONCE)
      this.loop.multiply(to, to + length, outputStep, input, inputStep, at + i * block, at + (i + 1) * block, least);
  }

  private castAt(cast: number): number {
    return this.casts + cast * this.castBytes;
  }
}

/** For OUTPUTS_AT_ONCE outputs at a time: their biases, then their weights for each input. */
function inBlocks({ biases, weights }: LayerMatrix): Float32Array {
  const [outputs, inputs] = [biases.length, weights.length / biases.length];
  const blocks = new Float32Array(biases.length + weights.length);
  let at = 0;
  for (let first = 0; first < outputs; first += OUTPUTS_AT_ONCE)
    for (let input = -1; input < inputs; input++) {
      const row = input < 0 ? biases : weights.subarray(input * outputs, (input + 1) * outputs);
      blocks.set(row.subarray(first, first + OUTPUTS_AT_ONCE), at);
      at += OUTPUTS_AT_ONCE;
    }
  return blocks;
}

function softmaxOf(values: Float32Array, from: number, length: number): number[] {
  let [most, sum] = [-Infinity, 0];
  for (let i = from; i < from + length; i++) most = Math.max(most, values[i] ?? 0);
  const row = new Array<number>(length);
  for (let i = 0; i < length; i++) sum += row[i] = Math.exp((values[from + i] ?? 0) - most);
  for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) / sum;
  return row;
}
