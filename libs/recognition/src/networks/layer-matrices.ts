import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import { ModelError } from '../artifact/model-error.js';
import { INPUTS_AT_ONCE, OUTPUTS_AT_ONCE, ROWS_AT_ONCE } from './layer-loop.js';

/** One product of matrices: a convolution with normalization and ReLU, or the dense layer with average pooling. */
export interface LayerMatrix {
  /** Rows of a cast; 1 for the dense layer. */
  readonly rows: number;
  /** Values from the start of one input row to that of the next. Rows of a convolution overlap. */
  readonly step: number;
  /** Zeros before the first row and after the last one. */
  readonly padding: number;
  /** Inputs of a row x outputs; the outputs of the dense layer are padded with zeros to a multiple of OUTPUTS_AT_ONCE. */
  readonly weights: Float32Array;
  /** One per output. */
  readonly biases: Float32Array;
  /** The smallest output. */
  readonly least: number;
}

type Layer = layers.Layer;

const CONVOLUTION = ['Conv1D', 'BatchNormalization', 'ReLU'];
/** The layers of `untrainedNetwork`. */
const LAYERS = [
  ...[...CONVOLUTION, 'Reshape', ...CONVOLUTION, ...CONVOLUTION],
  ...['AveragePooling1D', 'Flatten', 'Dropout', 'Dense'],
];
/** Rows that are averaged before the dense layer. */
const POOLED = 2;

/**
 * The layers of a trained network of `untrainedNetwork` as products of matrices.
 * @throws ModelError `damaged` if it has other layers
 */
export function matricesOf(model: LayersModel): LayerMatrix[] {
  const { layers: all } = model;
  if (all.map((layer) => layer.getClassName()).join() !== LAYERS.join()) throw otherLayers();
  const [first, second, third] = [0, 4, 7].map((i) => convolutionOf(all[i], all[i + 1]));
  const dense = denseOf(all[13], third?.biases.length ?? 0);
  const matrices = [first, second, third, dense].flatMap((matrix) => matrix ?? []);
  matrices.forEach((matrix, i) => {
    if (!fits(matrix, matrices[i + 1])) throw otherLayers();
  });
  return matrices;
}

/** Normalization scales the outputs of a convolution, so it becomes a part of the weights. */
function convolutionOf(convolution: Layer | undefined, normalization: Layer | undefined): LayerMatrix {
  const kernel = convolution?.getWeights()[0];
  const [taps = 0, channels = 0, outputs = 0] = kernel?.shape ?? [];
  const [, rows] = (convolution?.outputShape ?? []) as number[];
  const weights = Float32Array.from(kernel?.dataSync() ?? []);
  const [gamma, beta, mean, variance] = valuesOf(normalization);
  const { epsilon } = (normalization?.getConfig() ?? {}) as { epsilon?: number };
  const biases = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const scale = (gamma?.[output] ?? 1) / Math.sqrt((variance?.[output] ?? 1) + (epsilon ?? 0));
    for (let i = output; i < weights.length; i += outputs) weights[i] = (weights[i] ?? 0) * scale;
    biases[output] = (beta?.[output] ?? 0) - (mean?.[output] ?? 0) * scale;
  }
  return { rows: rows ?? 0, step: channels, padding: ((taps - 1) / 2) * channels, weights, biases, least: 0 };
}

/** Reads the rows before they are averaged, with an equal share of the weights for each. */
function denseOf(dense: Layer | undefined, channels: number): LayerMatrix {
  const [kernel = new Float32Array(), bias = new Float32Array()] = valuesOf(dense);
  const [units, outputs] = [bias.length, OUTPUTS_AT_ONCE * Math.ceil(bias.length / OUTPUTS_AT_ONCE)];
  const inputs = POOLED * (kernel.length / units);
  const weights = new Float32Array(inputs * outputs);
  for (let input = 0; input < inputs; input++) {
    const row = Math.floor(Math.floor(input / channels) / POOLED);
    const from = (row * channels + (input % channels)) * units;
    for (let unit = 0; unit < units; unit++) weights[input * outputs + unit] = (kernel[from + unit] ?? 0) / POOLED;
  }
  const biases = new Float32Array(outputs);
  biases.set(bias);
  return { rows: 1, step: inputs, padding: 0, weights, biases, least: -Infinity };
}

function valuesOf(layer: Layer | undefined): Float32Array[] {
  return (layer?.getWeights() ?? []).map((weight) => Float32Array.from(weight.dataSync()));
}

/** Whether the loop can compute a layer, and the next one reads all of its outputs. */
function fits({ rows, step, padding, weights, biases }: LayerMatrix, next: LayerMatrix | undefined): boolean {
  const inputs = weights.length / biases.length;
  const isWhole = (rows === 1 || rows % ROWS_AT_ONCE === 0) && biases.length % OUTPUTS_AT_ONCE === 0;
  const readsAll = (rows - 1) * step + inputs === rows * step + 2 * padding;
  return (
    rows > 0 &&
    isWhole &&
    readsAll &&
    inputs > 0 &&
    inputs % INPUTS_AT_ONCE === 0 &&
    (next === undefined || rows * biases.length === next.rows * next.step)
  );
}

function otherLayers(): ModelError {
  return new ModelError('damaged', 'a network has unexpected layers');
}
