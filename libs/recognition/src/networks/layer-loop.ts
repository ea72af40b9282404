import { f64, i32, op, startModule, v128, type WasmFunction, type WasmMemory } from '../features/wasm-assembler.js';

const F32 = 4;
/** Rows and outputs that the loop computes at once: as many sums as fit into registers. */
export const ROWS_AT_ONCE = 4;
export const OUTPUTS_AT_ONCE = 8;
/** Inputs that one pass of the loop reads. */
export const INPUTS_AT_ONCE = 2;
/** Values of one register. */
const LANES = 4;
const REGISTERS = OUTPUTS_AT_ONCE / LANES;

/** The inner loop of a network, with a memory of its own. All positions and steps are in bytes. */
export interface LayerLoop {
  readonly memory: WasmMemory;
  /**
   * Computes OUTPUTS_AT_ONCE outputs of a dense layer for each row from `output` to `outputEnd`: their biases plus the
   * products of the inputs with the weights, at least `least`. Rows are `outputStep` and `inputStep` apart and may overlap,
   * which makes the layer a convolution. Their number is a multiple of ROWS_AT_ONCE.
   * @param weights OUTPUTS_AT_ONCE biases, then as many weights for each input, up to `weightsEnd`
   */
  multiply(
    output: number,
    outputEnd: number,
    outputStep: number,
    input: number,
    inputStep: number,
    weights: number,
    weightsEnd: number,
    least: number,
  ): void;
}

/**
 * In WebAssembly, because tfjs takes as long for calling its kernels as they take.
 * @param bytes of memory for weights, inputs and outputs
 */
export function startLayerLoop(bytes: number): LayerLoop {
  return startModule([multiply()], bytes) as LayerLoop;
}

function multiply(): WasmFunction {
  const [output, outputEnd, outputStep, input, inputStep, weights, weightsEnd, least] = [
    0, 1, 2, 3, 4, 5, 6, 7,
  ] as const;
  const rows = [8, 9, 10, 11] as const;
  const [weight, limit, value] = [12, 13, 14] as const;
  const weightAt = (register: number): number => 15 + register;
  const sumAt = (row: number, register: number): number => 17 + REGISTERS * row + register;
  const registers = Array.from({ length: REGISTERS }, (_, register) => register);
  const loadWeight = (register: number, at: number): number[] => [
    ...op.get(weight),
    ...op.loadAt(F32 * (at + LANES * register)),
  ];
  const begin = [
    ...rows.flatMap((row, i) => [
      ...(i === 0 ? op.get(input) : [...op.get(row - 1), ...op.get(inputStep), ...op.i32Add]),
      ...op.set(row),
    ]),
    ...[...op.get(rows[3]), ...op.get(inputStep), ...op.i32Add, ...op.set(input)],
    ...[...op.get(weights), ...op.set(weight)],
    ...rows.flatMap((_, i) => registers.flatMap((r) => [...loadWeight(r, 0), ...op.set(sumAt(i, r))])),
    ...op.advance(weight, F32 * OUTPUTS_AT_ONCE),
  ];
  const addInput = (step: number): number[] => [
    ...registers.flatMap((r) => [...loadWeight(r, OUTPUTS_AT_ONCE * step), ...op.set(weightAt(r))]),
    ...rows.flatMap((row, i) => [
      ...[...op.get(row), ...op.loadSplat(F32 * step), ...op.set(value)],
      ...registers.flatMap((r) => [
        ...[...op.get(sumAt(i, r)), ...op.get(value), ...op.get(weightAt(r)), ...op.f32x4Mul],
        ...[...op.f32x4Add, ...op.set(sumAt(i, r))],
      ]),
    ]),
  ];
  const addInputs = [
    ...Array.from({ length: INPUTS_AT_ONCE }, (_, step) => addInput(step)).flat(),
    ...rows.flatMap((row) => op.advance(row, F32 * INPUTS_AT_ONCE)),
    ...op.advance(weight, F32 * OUTPUTS_AT_ONCE * INPUTS_AT_ONCE),
  ];
  const store = rows.flatMap((_, i) => [
    ...registers.flatMap((r) => [
      ...[...op.get(output), ...op.get(sumAt(i, r)), ...op.get(limit), ...op.f32x4Max],
      ...op.storeAt(F32 * LANES * r),
    ]),
    ...[...op.get(output), ...op.get(outputStep), ...op.i32Add, ...op.set(output)],
  ]);
  return {
    name: 'multiply',
    parameters: [i32, i32, i32, i32, i32, i32, i32, f64],
    locals: [i32, i32, i32, i32, i32, ...Array<typeof v128>(4 + REGISTERS * ROWS_AT_ONCE).fill(v128)],
    body: [
      ...[...op.get(least), ...op.f32FromF64, ...op.f32x4Splat, ...op.set(limit)],
      ...op.repeatWhile(
        [
          ...begin,
          ...op.repeatWhile(addInputs, [...op.get(weight), ...op.get(weightsEnd), ...op.i32LessThan]),
          ...store,
        ],
        [...op.get(output), ...op.get(outputEnd), ...op.i32LessThan],
      ),
    ],
  };
}
