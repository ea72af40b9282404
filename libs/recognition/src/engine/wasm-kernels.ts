import {
  backend_util,
  concat,
  conv2d,
  getKernel,
  matMul,
  pad,
  registerKernel,
  reshape,
  reverse,
  slice,
  tidy,
  transpose,
  unregisterKernel,
  type NamedTensorInfoMap,
  type Tensor4D,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

const WASM = 'wasm';

interface Call<Attributes> {
  readonly inputs: NamedTensorInfoMap;
  readonly backend: BackendWasm;
  readonly attrs: Attributes;
}

/** A custom kernel. @returns undefined if it does not support the call and the backend's own kernel must run */
type Kernel<Attributes> = (call: Call<Attributes>) => TensorInfo | undefined;

/**
 * Adds the kernels for training 1-D convolutions to the WebAssembly backend of tfjs 4.22: the filter gradient, which it
 * lacks, and faster versions of three kernels that dominate training time. Calls that these do not support go to the
 * backend's own kernels.
 */
export function registerTrainingKernels(): void {
  register<ConvolutionGradient & { filterShape: Shape4 }>('Conv2DBackpropFilter', gradientOfFilter);
  register<ConvolutionGradient & { inputShape: Shape4 }>('Conv2DBackpropInput', gradientOfInput);
  register<{ reps: number[] }>('Tile', tileRows);
  register<undefined>('Equal', equalToMaximum);
}

function register<Attributes>(kernelName: string, kernel: Kernel<Attributes>): void {
  const own = getKernel(kernelName, WASM) as ReturnType<typeof getKernel> | undefined;
  if (own !== undefined) unregisterKernel(kernelName, WASM);
  registerKernel({
    kernelName,
    backendName: WASM,
    ...(own?.setupFunc && { setupFunc: own.setupFunc }),
    kernelFunc: (call) => {
      const result = kernel(call as unknown as Call<Attributes>);
      if (result !== undefined) return result;
      if (own === undefined) throw new Error(`${kernelName}: only for 1-D convolutions of stride 1, channels last`);
      return own.kernelFunc(call);
    },
  });
}

type Shape4 = [number, number, number, number];

/** Attributes shared by both gradients of a convolution. */
interface ConvolutionGradient {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Sizes of a 1-D convolution: stride 1, height 1, channels last. */
interface Convolution {
  readonly batch: number;
  readonly inWidth: number;
  readonly outWidth: number;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly taps: number;
  /** Zero padding before and after, in steps. */
  readonly before: number;
  readonly after: number;
}

function convolutionOf(inShape: Shape4, filterShape: Shape4, attrs: ConvolutionGradient): Convolution | undefined {
  const format = backend_util.convertConv2DDataFormat(attrs.dataFormat);
  const info = backend_util.computeConv2DInfo(
    inShape,
    filterShape,
    attrs.strides,
    1,
    attrs.pad,
    attrs.dimRoundingMode,
    false,
    format,
  );
  if (info.strideHeight !== 1 || info.strideWidth !== 1 || info.filterHeight !== 1 || info.inHeight !== 1)
    return undefined;
  if (format !== 'channelsLast') return undefined;
  return {
    batch: info.batchSize,
    inWidth: info.inWidth,
    outWidth: info.outWidth,
    inChannels: info.inChannels,
    outChannels: info.outChannels,
    taps: info.filterWidth,
    before: info.padInfo.left,
    after: info.padInfo.right,
  };
}

/**
 * dW[k] = sum over casts and times of x[t + k] dy[t], computed as one matrix product. The shifted inputs of all taps
 * are stacked as rows: [taps * inChannels, batch * outWidth].
 */
const gradientOfFilter: Kernel<ConvolutionGradient & { filterShape: Shape4 }> = ({ inputs, attrs }) => {
  const [x, dy] = [inputs['x'] as Tensor4D, inputs['dy'] as Tensor4D];
  const convolution = convolutionOf(x.shape, attrs.filterShape, attrs);
  if (convolution === undefined) return undefined;
  const { batch, inWidth, outWidth, inChannels, outChannels, taps, before, after } = convolution;
  return tidy(() => {
    const byChannel = transpose(reshape(x, [batch * inWidth, inChannels]), [1, 0]);
    const padded = pad(reshape(byChannel, [inChannels, batch, inWidth]), [
      [0, 0],
      [0, 0],
      [before, after],
    ]);
    const shifted = Array.from({ length: taps }, (_, tap) =>
      reshape(slice(padded, [0, 0, tap], [inChannels, batch, outWidth]), [inChannels, batch * outWidth]),
    );
    const gradient = matMul(concat(shifted, 0), reshape(dy, [batch * outWidth, outChannels]));
    return reshape(gradient, attrs.filterShape);
  });
};

/** dx is dy convolved with the reversed filter, channels swapped, which the fast forward kernel computes. */
const gradientOfInput: Kernel<ConvolutionGradient & { inputShape: Shape4 }> = ({ inputs, attrs }) => {
  const [dy, filter] = [inputs['dy'] as Tensor4D, inputs['filter'] as Tensor4D];
  const convolution = convolutionOf(attrs.inputShape, filter.shape, attrs);
  if (convolution === undefined) return undefined;
  const { taps, before, after } = convolution;
  return tidy(() => {
    const turned = transpose<Tensor4D>(reverse(filter, [1]), [0, 1, 3, 2]);
    return conv2d(dy, turned, 1, [
      [0, 0],
      [0, 0],
      [taps - 1 - before, taps - 1 - after],
      [0, 0],
    ]);
  });
};

/** Repeats one row of channels over casts and times: the gradient of a sum. */
const tileRows: Kernel<{ reps: number[] }> = ({ inputs, backend, attrs: { reps } }) => {
  const { x } = inputs as { x: TensorInfo };
  const last = x.shape.length - 1;
  const isOneRow = x.shape.slice(0, last).every((size) => size === 1) && reps[last] === 1;
  if (x.dtype !== 'float32' || reps.length !== x.shape.length || !isOneRow) return undefined;
  const tiled = backend.makeOutput(
    x.shape.map((size, i) => size * (reps[i] ?? 1)),
    'float32',
  );
  const [row, rows] = [backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(tiled)];
  for (let offset = 0; offset < rows.length; offset += row.length) rows.set(row, offset);
  return tiled;
};

/** Marks values [cast, time, channel] that equal their maximum over time [cast, 1, channel]: the gradient of max. */
const equalToMaximum: Kernel<undefined> = ({ inputs, backend }) => {
  const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
  const [values, maxima] = a.shape[1] === 1 ? [b, a] : [a, b];
  const [casts = 0, times = 0, channels = 0] = values.shape;
  const fits =
    values.shape.length === 3 &&
    maxima.shape.length === 3 &&
    maxima.shape[0] === casts &&
    maxima.shape[1] === 1 &&
    maxima.shape[2] === channels;
  if (!fits || times === 1 || values.dtype !== 'float32' || maxima.dtype !== 'float32') return undefined;
  const equal = backend.makeOutput(values.shape, 'bool');
  const [value, maximum] = [backend.typedArrayFromHeap(values), backend.typedArrayFromHeap(maxima)];
  const result = backend.typedArrayFromHeap(equal);
  let i = 0;
  for (let cast = 0; cast < casts; cast++)
    for (let time = 0; time < times; time++)
      for (let channel = 0; channel < channels; channel++, i++)
        result[i] = value[i] === maximum[cast * channels + channel] ? 1 : 0;
  return equal;
};
