import { f64, growMemory, i32, op, startModule, v128, type WasmFunction, type WasmMemory } from './wasm-assembler.js';

/** Taps of a kernel: three heavy ones with weight 2, and six of -1. */
export const TAPS = 9;
/** Bytes of an f32, the type of all arrays in memory. */
export const F32 = 4;
/** Values that one instruction writes: loops write up to 3 values behind the end of their output. */
const LANES = 4;

/** Inner loops of the random convolutions. All positions are addresses in the memory, in bytes. */
interface ConvolutionLoops {
  readonly memory: WasmMemory;
  /** Writes minus the sum of TAPS values that are `distance` apart, for each start from `from` on, to sums..end. */
  sumTaps(sums: number, end: number, from: number, distance: number): void;
  /** Adds the sums and three times the values from a, b and c on to output..end. */
  addTaps(output: number, end: number, sums: number, a: number, b: number, c: number): void;
  /**
   * Writes four features of values..end: the share of values above the bias, their mean excess (0 if there are none),
   * their mean position (-1 if there are none) and their longest run. Position and run are shares of the length.
   */
  pool(values: number, end: number, bias: number, features: number): void;
}

/**
 * In WebAssembly, because that takes a quarter of the time. The results are exactly those of JavaScript: computed in 64
 * bits, and rounded to 32 bits when stored. The memory is shared by all kernels of a thread.
 */
export const loops = startModule([sumTaps(), addTaps(), pool()], 0) as ConvolutionLoops;

/** Arrays in the memory: the series with zeros around each channel, sums of taps, one convolution, and features. */
type LoopArray = 'padded' | 'sums' | 'output' | 'features';

/** The addresses of arrays with these lengths. The arrays of all kernels begin at the start of the memory. */
export function addressesOf(lengths: Readonly<Record<LoopArray, number>>): Readonly<Record<LoopArray, number>> {
  const after = (address: number, length: number): number => address + F32 * (length + LANES);
  const sums = after(0, lengths.padded);
  const output = after(sums, lengths.sums);
  return { padded: 0, sums, output, features: after(output, lengths.output) };
}

/** The values at an address. The array ends when the memory grows, which it does if it is too small for the last one. */
export function valuesAt(address: number, length: number): Float32Array {
  growMemory(loops.memory, address + F32 * (length + LANES));
  return new Float32Array(loops.memory.buffer, address, length);
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
    ...[...op.get(sums), ...op.get(sum), ...op.store],
    ...[...op.advance(sums, 4 * F32), ...op.advance(from, 4 * F32)],
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
  const pairAt = (address: number): number[] => [...op.get(address), ...op.loadPair(0)];
  const body = [
    ...op.get(output),
    ...[...pairAt(output), ...pairAt(sums), ...op.f64x2Add],
    ...[...op.f64Const(3), ...op.f64x2Splat],
    ...[...pairAt(a), ...pairAt(b), ...op.f64x2Add, ...pairAt(c), ...op.f64x2Add],
    ...[...op.f64x2Mul, ...op.f64x2Add, ...op.storePair],
    ...[output, sums, a, b, c].flatMap((address) => op.advance(address, 2 * F32)),
  ];
  return {
    name: 'addTaps',
    parameters: [i32, i32, i32, i32, i32, i32],
    locals: [],
    body: op.repeatWhile(body, [...op.get(output), ...op.get(end), ...op.i32LessThan]),
  };
}

function pool(): WasmFunction {
  const [values, end, bias, features] = [0, 1, 2, 3] as const;
  const [count, above, positions, run, longest, isOver, over, excess] = [4, 5, 6, 7, 8, 9, 10, 11] as const;
  const increase = (local: number, by: readonly number[]): number[] => [...op.get(local), ...by, ...op.i32Add, ...op.set(local)]; // prettier-ignore
  /** Zero instead of the integer on the stack unless the value is above the bias. */
  const ifOver = [...op.i32Const(0), ...op.get(isOver), ...op.i32Sub, ...op.i32And];
  const real = (local: number): number[] => [...op.get(local), ...op.f64FromI32];
  const body = [
    ...[...op.get(values), ...op.f32Load(0), ...op.f64FromF32, ...op.get(bias), ...op.f64Sub, ...op.set(over)],
    ...[...op.get(over), ...op.f64Const(0), ...op.f64GreaterThan, ...op.set(isOver)],
    ...increase(above, op.get(isOver)),
    ...increase(positions, [...op.get(count), ...ifOver]),
    // By the pair instruction for the larger of two, because engines compile the one for single values to a branch.
    ...[...op.get(excess), ...op.zeros, ...op.get(over), ...op.f64x2Splat, ...op.f64x2Larger, ...op.f64x2Add, ...op.set(excess)], // prettier-ignore
    ...[...op.get(run), ...op.i32Const(1), ...op.i32Add, ...ifOver, ...op.set(run)],
    ...[...op.get(run), ...op.get(longest), ...op.get(run), ...op.get(longest), ...op.i32GreaterThan, ...op.select, ...op.set(longest)], // prettier-ignore
    ...increase(count, op.i32Const(1)),
    ...op.advance(values, F32),
  ];
  /** Stores a value, or `none` if no value was above the bias. */
  const feature = (i: number, value: readonly number[], none: number): number[] => [
    ...[...op.get(features), ...value, ...op.f64Const(none), ...op.get(above), ...op.select],
    ...[...op.f32FromF64, ...op.f32Store(i * F32)],
  ];
  return {
    name: 'pool',
    parameters: [i32, i32, f64, i32],
    locals: [i32, i32, i32, i32, i32, i32, f64, v128],
    body: [
      ...op.repeatWhile(body, [...op.get(values), ...op.get(end), ...op.i32LessThan]),
      ...feature(0, [...real(above), ...real(count), ...op.f64Div], 0),
      ...feature(1, [...op.get(excess), ...op.f64x2First, ...real(above), ...op.f64Div], 0),
      ...feature(2, [...real(positions), ...real(above), ...op.f64Div, ...real(count), ...op.f64Div], -1),
      ...feature(3, [...real(longest), ...real(count), ...op.f64Div], 0),
    ],
  };
}
