import { f64, i32, i64, op, v128, type WasmFunction } from './wasm-assembler.js';

const F32 = 4;
/** Bits of the steps whose number has bit k set. */
const STEPS_WITH_BIT = [
  0xaaaa_aaaa_aaaa_aaaan,
  0xcccc_cccc_cccc_ccccn,
  0xf0f0_f0f0_f0f0_f0f0n,
  0xff00_ff00_ff00_ff00n,
  0xffff_0000_ffff_0000n,
  0xffff_ffff_0000_0000n,
];

/**
 * Pools up to 64 values by one bias; see `ConvolutionLoops.pool`. Which values are above it is kept as the bits of one
 * integer, from which their number, the sum of their positions and the longest run follow in a few instructions: six
 * counts of bits give the sum, and a binary search over runs of 32, 16 and so on the longest (Warren, Hacker's Delight,
 * 2nd edition, chapter 6-3).
 */
export function pool(): WasmFunction {
  const [values, end, bias, features] = [0, 1, 2, 3] as const;
  const [bits, shift, starts, longest, tested, firstRuns] = [4, 5, 6, 7, 8, 9] as const;
  const runsOf = (k: number): number => firstRuns + k; // of 2^k
  const [sum, over, limit, count, length, above] = [15, 16, 17, 18, 19, 20] as const;
  const addPair = (pair: readonly number[]): number[] => [...op.get(sum), ...pair, ...op.f64x2FromF32, ...op.f64x2Add, ...op.set(sum)]; // prettier-ignore
  const body = [
    ...[...op.get(values), ...op.load, ...op.set(over)],
    ...[...op.get(over), ...op.get(over), ...op.get(limit), ...op.f32x4GreaterThan, ...op.set(over)],
    ...[...op.get(bits), ...op.get(over), ...op.i32x4Bits, ...op.i64FromI32, ...op.get(shift), ...op.i64ShiftLeft, ...op.i64Or, ...op.set(bits)], // prettier-ignore
    ...[...op.get(over), ...op.v128And, ...op.set(over)],
    ...[...addPair(op.get(over)), ...addPair([...op.get(over), ...op.get(over), ...op.lastPair])],
    ...[...op.get(shift), ...op.i64Const(4n), ...op.i64Add, ...op.set(shift)],
    ...op.advance(values, 4 * F32),
  ];
  const longestRun = [
    ...[...op.get(bits), ...op.set(runsOf(0)), ...op.i64Const(-1n), ...op.set(starts)],
    ...[0, 1, 2, 3, 4].flatMap((k) => [
      ...[
        ...op.get(runsOf(k)),
        ...op.get(runsOf(k)),
        ...op.i64Const(1n << BigInt(k)),
        ...op.i64ShiftRight,
        ...op.i64And,
      ],
      ...op.set(runsOf(k + 1)),
    ]),
    ...[5, 4, 3, 2, 1, 0].flatMap((k) => [
      ...[...op.get(starts), ...op.get(runsOf(k)), ...op.get(longest), ...op.i64ShiftRight, ...op.i64And, ...op.set(tested)], // prettier-ignore
      ...[...op.get(longest), ...op.i64Const(1n << BigInt(k)), ...op.i64Add, ...op.get(longest)],
      ...[...op.get(tested), ...op.i64Const(0n), ...op.i64NotEqual, ...op.select, ...op.set(longest)],
      ...[...op.get(tested), ...op.get(starts), ...op.get(tested), ...op.i64Const(0n), ...op.i64NotEqual, ...op.select, ...op.set(starts)], // prettier-ignore
    ]),
    // The search finds 63 at most.
    ...[...op.get(longest), ...op.get(bits), ...op.i64Const(-1n), ...op.i64Equal, ...op.i64FromI32, ...op.i64Add, ...op.set(longest)], // prettier-ignore
  ];
  const positions = STEPS_WITH_BIT.flatMap((steps, k) => [
    ...[...op.get(bits), ...op.i64Const(BigInt.asIntN(64, steps)), ...op.i64And, ...op.i64CountBits],
    ...[...op.i64Const(BigInt(k)), ...op.i64ShiftLeft],
    ...(k > 0 ? op.i64Add : []),
  ]);
  const sumOfValues = [...op.get(sum), ...op.f64x2First, ...op.get(sum), ...op.f64x2Second, ...op.f64Add];
  /** Stores a value, or `none` if no value was above the bias. */
  const feature = (i: number, value: readonly number[], none: number): number[] => [
    ...[...op.get(features), ...value, ...op.f64Const(none), ...op.get(above), ...op.select],
    ...[...op.f32FromF64, ...op.f32Store(i * F32)],
  ];
  return {
    name: 'pool',
    parameters: [i32, i32, f64, i32],
    locals: [...Array<typeof i64>(11).fill(i64), v128, v128, v128, f64, f64, i32],
    body: [
      ...[...op.get(end), ...op.get(values), ...op.i32Sub, ...op.i32Const(2), ...op.i32ShiftRight],
      ...[...op.f64FromI32, ...op.set(length)],
      ...[...op.get(bias), ...op.f32FromF64, ...op.f32x4Splat, ...op.set(limit)],
      // Nothing behind the end is above a bias.
      ...[...op.get(end), ...op.f64Const(-Infinity), ...op.f32FromF64, ...op.f32x4Splat, ...op.store],
      ...op.repeatWhile(body, [...op.get(values), ...op.get(end), ...op.i32LessThan]),
      ...[...op.get(bits), ...op.i64CountBits, ...op.f64FromI64, ...op.set(count)],
      ...[...op.get(bits), ...op.i64Const(0n), ...op.i64NotEqual, ...op.set(above)],
      ...longestRun,
      ...feature(0, [...op.get(count), ...op.get(length), ...op.f64Div], 0),
      ...feature(1, [...sumOfValues, ...op.get(count), ...op.get(bias), ...op.f64Mul, ...op.f64Sub, ...op.get(count), ...op.f64Div], 0), // prettier-ignore
      ...feature(2, [...positions, ...op.f64FromI64, ...op.get(count), ...op.f64Div, ...op.get(length), ...op.f64Div], -1), // prettier-ignore
      ...feature(3, [...op.get(longest), ...op.f64FromI64, ...op.get(length), ...op.f64Div], 0),
    ],
  };
}
