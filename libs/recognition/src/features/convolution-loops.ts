import { growMemory, i32, op, startModule, v128, type WasmFunction, type WasmMemory } from './wasm-assembler.js';
import { pool } from './pooling-loop.js';

/** Taps of a kernel: three heavy ones with weight 2, and six of -1. */
export const TAPS = 9;
/** Bytes of an f32 and of an f64, the types of values in memory. */
export const F32 = 4;
export const F64 = 8;
/** Values that one instruction writes: loops write up to 4 values behind the end of their output. */
const LANES = 4;
/** Pooled values per convolution and bias. */
export const POOLS = 4;
/** Most steps of a series: pooling keeps one bit for each. */
export const MAX_STEPS = 64;

/** Numbers of the functions that `transform` calls. */
const [ADD_TAPS, POOL] = [1, 2] as const;

/** Inner loops of the random convolutions. All positions are addresses in the memory, in bytes. */
interface ConvolutionLoops {
  readonly memory: WasmMemory;
  /** Writes minus the sum of TAPS f32 that are `distance` apart, for each start from `from` on, to the f64 of sums..end. */
  sumTaps(sums: number, end: number, from: number, distance: number): void;
  /** Adds the sums and three times the values from a, b and c on, all f64, to the f32 of output..end. */
  addTaps(output: number, end: number, sums: number, a: number, b: number, c: number): void;
  /**
   * Writes four features of values..end: the share of values above the bias, their mean excess (0 if there are none),
   * their mean position (-1 if there are none) and their longest run. Position and run are shares of the length.
   */
  pool(values: number, end: number, bias: number, features: number): void;
  /**
   * Computes the convolutions that the words of plan..end describe and pools each of them: in one call, because each
   * call from JavaScript costs as much as a tenth of a convolution. Each convolution has the words `output` and `end` for
   * `addTaps`, the address behind its channels and that behind its biases; then `sums`, `a`, `b` and `c` of
   * each channel; then the biases as f32. The output of the last one stays in memory.
   */
  transform(plan: number, end: number, features: number): void;
}

/**
 * In WebAssembly, because that takes a fraction of the time. The results are those of JavaScript: computed in 64
 * bits, and rounded to 32 bits when stored. The memory is shared by all kernels of a thread.
 */
export const loops = startModule([sumTaps(), addTaps(), pool(), transform()], 0) as ConvolutionLoops;

/** Arrays in the memory: the series with zeros around each channel, sums of taps, one convolution, and features. */
type LoopArray = 'padded' | 'sums' | 'output' | 'features';

/** The addresses of arrays; `wide` is a copy of the padded series as f64, which saves converting each value many times. */
type Addresses = Readonly<Record<LoopArray | 'wide', number>>;

/** The addresses of arrays with these lengths. The arrays of all kernels begin at the start of the memory. */
export function addressesOf(lengths: Readonly<Record<LoopArray, number>>): Addresses {
  const after = (address: number, length: number, bytes: number): number => address + bytes * (length + LANES);
  const sums = after(0, lengths.padded, F64);
  const padded = after(sums, lengths.sums, F64);
  const output = after(padded, lengths.padded, F32);
  return { wide: 0, sums, padded, output, features: after(output, lengths.output, F32) };
}

/** The f32 at an address. The array ends when the memory grows, which it does if it is too small for the last one. */
export function valuesAt(address: number, length: number): Float32Array {
  growMemory(loops.memory, address + F32 * (length + LANES));
  return new Float32Array(loops.memory.buffer, address, length);
}

/** The f64 at an address; see {@link valuesAt}. */
export function doublesAt(address: number, length: number): Float64Array {
  growMemory(loops.memory, address + F64 * (length + LANES));
  return new Float64Array(loops.memory.buffer, address, length);
}

/** The integers at an address; see {@link valuesAt}. */
export function wordsAt(address: number, length: number): Int32Array {
  const { buffer, byteOffset } = valuesAt(address, length);
  return new Int32Array(buffer, byteOffset, length);
}

function sumTaps(): WasmFunction {
  const [sums, end, from, distance, tap, sum] = [0, 1, 2, 3, 4, 5] as const;
  const subtractTap = [
    ...[...op.get(sum), ...op.get(tap), ...op.load, ...op.f32x4Sub, ...op.set(sum)],
    ...[...op.get(tap), ...op.get(distance), ...op.i32Add, ...op.set(tap)],
  ];
  const body = [
    ...[...op.get(from), ...op.set(tap), ...op.zeros, ...op.set(sum)],
    ...Array.from({ length: TAPS }, () => subtractTap).flat(),
    ...[...op.get(sums), ...op.get(sum), ...op.f64x2FromF32, ...op.store],
    ...[...op.advance(sums, 2 * F64), ...op.get(sums), ...op.get(sum), ...op.get(sum), ...op.lastPair, ...op.f64x2FromF32, ...op.store], // prettier-ignore
    ...[...op.advance(sums, 2 * F64), ...op.advance(from, 4 * F32)],
  ];
  return {
    name: 'sumTaps',
    parameters: [i32, i32, i32, i32],
    locals: [i32, v128],
    body: op.repeatWhile(body, [...op.get(sums), ...op.get(end), ...op.i32LessThan]),
  };
}

function addTaps(): WasmFunction {
  const [output, end, sums, a, b, c] = [0, 1, 2, 3, 4, 5] as const;
  const pair = (i: number): number[] => {
    const at = (address: number): number[] => [...op.get(address), ...op.loadAt(i * 2 * F64)];
    return [
      ...op.get(output),
      ...[...op.get(output), ...op.loadPair(i * 2 * F32), ...at(sums), ...op.f64x2Add],
      ...[...op.f64Const(3), ...op.f64x2Splat],
      ...[...at(a), ...at(b), ...op.f64x2Add, ...at(c), ...op.f64x2Add],
      ...[...op.f64x2Mul, ...op.f64x2Add, ...op.storePair(i * 2 * F32)],
    ];
  };
  const body = [
    ...[...pair(0), ...pair(1), ...op.advance(output, 4 * F32)],
    ...[sums, a, b, c].flatMap((address) => op.advance(address, 4 * F64)),
  ];
  return {
    name: 'addTaps',
    parameters: [i32, i32, i32, i32, i32, i32],
    locals: [],
    body: op.repeatWhile(body, [...op.get(output), ...op.get(end), ...op.i32LessThan]),
  };
}

function transform(): WasmFunction {
  const [plan, planEnd, features, output, outputEnd, channelsEnd, biasesEnd] = [0, 1, 2, 3, 4, 5, 6] as const;
  const word = (i: number): number[] => [...op.get(plan), ...op.i32Load(i * F32)];
  const addChannel = [
    ...[...op.get(output), ...op.get(outputEnd), ...word(0), ...word(1), ...word(2), ...word(3), ...op.call(ADD_TAPS)],
    ...op.advance(plan, 4 * F32),
  ];
  const poolBias = [
    ...[...op.get(output), ...op.get(outputEnd), ...op.get(plan), ...op.f32Load(0), ...op.f64FromF32],
    ...[...op.get(features), ...op.call(POOL)],
    ...[...op.advance(features, POOLS * F32), ...op.advance(plan, F32)],
  ];
  const whilePlanBefore = (end: number): number[] => [...op.get(plan), ...op.get(end), ...op.i32LessThan];
  const convolution = [
    ...[...word(0), ...op.set(output), ...word(1), ...op.set(outputEnd)],
    ...[...word(2), ...op.set(channelsEnd), ...word(3), ...op.set(biasesEnd)],
    ...op.advance(plan, 4 * F32),
    ...[...op.get(output), ...op.i32Const(0), ...op.get(outputEnd), ...op.get(output), ...op.i32Sub, ...op.fillMemory],
    ...op.repeatWhile(addChannel, whilePlanBefore(channelsEnd)),
    ...op.repeatWhile(poolBias, whilePlanBefore(biasesEnd)),
  ];
  return {
    name: 'transform',
    parameters: [i32, i32, i32],
    locals: [i32, i32, i32, i32],
    body: op.repeatWhile(convolution, whilePlanBefore(planEnd)),
  };
}
