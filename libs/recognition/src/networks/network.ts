import { io, tensor, tidy, type Optimizer, type Tensor } from '@tensorflow/tfjs-core';
import {
  layers,
  loadLayersModel,
  model as createModel,
  sequential,
  type LayersModel,
  type SymbolicTensor,
} from '@tensorflow/tfjs-layers';
import type { Json, JsonObject, Part } from '../artifact/artifact.js';
import { CompiledNetwork } from './compiled-network.js';
import { toFloat16 } from './float16.js';
import { LABEL_SMOOTHING } from './label-smoothing.js';
import { ModelError } from '../artifact/model-error.js';

/** Inputs per forward pass: bounds memory; larger passes are no faster. */
const MAX_PASS = 256;

/** A batch for one training step: rows of inputs and targets, one per cast. */
export interface TrainingBatch {
  readonly inputs: Float32Array;
  /** Target probabilities, one row per cast. */
  readonly targets: Float32Array;
  readonly casts: number;
}

/** A batch of examples with one spell each. */
export function batchOf(examples: readonly { input: Float32Array; spell: number }[], spells: number): TrainingBatch {
  const size = examples[0]?.input.length ?? 0;
  const inputs = new Float32Array(examples.length * size);
  const targets = new Float32Array(examples.length * spells).fill(LABEL_SMOOTHING / spells);
  examples.forEach(({ input, spell }, i) => {
    inputs.set(input, i * size);
    targets[i * spells + spell] = 1 - LABEL_SMOOTHING + LABEL_SMOOTHING / spells;
  });
  return { inputs, targets, casts: examples.length };
}

/** A TensorFlow.js network: numbers in, numbers out. The only place that handles tensors of networks. */
export class Network {
  /** The same layers without the last one, made when they are first needed. */
  private untilLast: LayersModel | undefined;

  private constructor(
    private readonly model: LayersModel,
    private readonly optimizer?: Optimizer,
  ) {}

  /** Compiles an untrained network and takes ownership of the optimizer. */
  static untrained(model: LayersModel, optimizer: Optimizer): Network {
    model.compile({ optimizer, loss: 'categoricalCrossentropy' });
    return new Network(model, optimizer);
  }

  /**
   * One linear layer with the given weights.
   * @param kernel inputs x outputs
   * @param bias one per output
   */
  static linear(kernel: Float32Array, bias: Float32Array): Network {
    const [inputs, units] = [kernel.length / bias.length, bias.length];
    const model = sequential({ name: 'linear' });
    model.add(layers.dense({ name: 'scores', units, inputShape: [inputs] }));
    tidy(() => {
      model.setWeights([tensor(kernel, [inputs, units]), tensor(bias)]);
    });
    return new Network(model);
  }

  /**
   * Restores the result of `save`.
   * @throws ModelError `damaged`
   */
  static async restore({ settings, weights }: Part): Promise<Network> {
    const { topology, specs } = settings;
    try {
      const model = await loadLayersModel(
        io.fromMemory({
          modelTopology: topology as unknown as object,
          weightSpecs: specs as unknown as io.WeightsManifestEntry[],
          weightData: weights.slice().buffer,
        }),
      );
      return new Network(model);
    } catch (error) {
      throw new ModelError('damaged', `the network cannot be built: ${(error as Error).message}`);
    }
  }

  /**
   * Runs one optimizer step at the given learning rate.
   * @returns the mean loss before the step
   */
  async learn({ inputs, targets, casts }: TrainingBatch, learningRate: number): Promise<number> {
    if (this.optimizer === undefined) throw new Error('a restored network cannot be trained');
    (this.optimizer as unknown as { learningRate: number }).learningRate = learningRate; // protected, and Adam has no setter
    const x = this.inputTensor(inputs, casts);
    const y = tensor(targets, [casts, targets.length / casts]);
    try {
      const loss = await this.model.trainOnBatch(x, y);
      return Array.isArray(loss) ? (loss[0] ?? NaN) : loss;
    } finally {
      x.dispose();
      y.dispose();
    }
  }

  /** Values per input. */
  get inputSize(): number {
    const [, ...shape] = this.model.inputs[0]?.shape ?? [];
    return shape.reduce<number>((product, size) => product * (size ?? 1), 1);
  }

  /**
   * Runs the network.
   * @param inputs one per cast, of the network's input size
   * @returns one row per cast; probabilities unless the network is linear
   */
  outputs(inputs: readonly Float32Array[]): number[][] {
    const rows: number[][] = [];
    for (let first = 0; first < inputs.length; first += MAX_PASS)
      rows.push(...this.passOf(inputs.slice(first, first + MAX_PASS)));
    return rows;
  }

  /** Like {@link outputs}. @param inputs casts x input size */
  outputsOfRows(inputs: Float32Array, casts: number): number[][] {
    return casts === 0 ? [] : this.pass(inputs, casts);
  }

  /**
   * Runs the network up to its last layer.
   * @param inputs one per cast, of the network's input size
   * @returns one row per cast: the values that the last layer reads
   */
  hidden(inputs: readonly Float32Array[]): number[][] {
    const read = this.model.layers.at(-1)?.input as SymbolicTensor;
    this.untilLast ??= createModel({ inputs: this.model.inputs, outputs: read });
    const rows: number[][] = [];
    for (let first = 0; first < inputs.length; first += MAX_PASS)
      rows.push(...this.passOf(inputs.slice(first, first + MAX_PASS), this.untilLast));
    return rows;
  }

  /**
   * A faster copy for predictions; later training does not change it.
   * @throws ModelError `damaged` if the network is not one of `untrainedNetwork`
   */
  compiled(): CompiledNetwork {
    return CompiledNetwork.of(this.model);
  }

  /** How strongly each input of a linear network counts: the norm of its weights. */
  inputNorms(): Float32Array {
    const kernel = this.model.getWeights()[0]?.dataSync() ?? new Float32Array();
    const units = kernel.length / this.inputSize;
    return Float32Array.from({ length: this.inputSize }, (_, input) =>
      Math.hypot(...kernel.subarray(input * units, (input + 1) * units)),
    );
  }

  private passOf(inputs: readonly Float32Array[], model = this.model): number[][] {
    const size = inputs[0]?.length ?? 0;
    const joined = new Float32Array(inputs.length * size);
    for (const [i, input] of inputs.entries()) joined.set(input, i * size);
    return this.pass(joined, inputs.length, model);
  }

  /** Applies the layers: `predict` would first cut the inputs into batches and copy each of them twice. */
  private pass(inputs: Float32Array, casts: number, model = this.model): number[][] {
    const values = tidy(() => (model.apply(this.inputTensor(inputs, casts)) as Tensor).dataSync());
    const width = values.length / casts;
    const rows: number[][] = [];
    for (let at = 0; at < values.length; at += width) rows.push(Array.from(values.subarray(at, at + width)));
    return rows;
  }

  private inputTensor(values: Float32Array, casts: number): Tensor {
    const [, ...shape] = this.model.inputs[0]?.shape ?? [];
    return tensor(values, [casts, ...shape.map((size) => size ?? 1)]);
  }

  /**
   * Saves topology and weights.
   * @param half store 16-bit floats, which tfjs also reads: half the size
   */
  async save(name: string, { half = false } = {}): Promise<Part> {
    let saved: io.ModelArtifacts | undefined;
    await this.model.save(
      io.withSaveHandler((artifacts) => {
        saved = artifacts;
        return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } });
      }),
      { includeOptimizer: false },
    );
    if (saved?.weightData === undefined) throw new Error('tfjs saved no weights');
    const weights = new Uint8Array(io.CompositeArrayBuffer.join(saved.weightData));
    const quantization = { dtype: 'float16', original_dtype: 'float32' } as const;
    const specs = half ? saved.weightSpecs?.map((spec) => ({ ...spec, quantization })) : saved.weightSpecs;
    const settings = JSON.parse(JSON.stringify({ topology: saved.modelTopology as Json, specs })) as JsonObject;
    return {
      name,
      settings,
      weights: half ? new Uint8Array(toFloat16(new Float32Array(weights.buffer)).buffer) : weights,
    };
  }

  /** Frees tensors. */
  dispose(): void {
    this.model.dispose();
    this.optimizer?.dispose();
  }
}
