import { seeded } from '@wandcast/gesture';
import { f64, i32, op, startModule, type WasmFunction } from './wasm-assembler.js';

/** Values of a projected row: distances change by about a tenth, and 10,000 casts take 2.5 MB. */
export const PROJECTED_SIZE = 64;

/** Features that are added at once. */
const BLOCK = 4;

/** Fixed, so that features of the same model are comparable after a restart and on every node. */
const SEED = 64;

const SUMS_BYTES = Float64Array.BYTES_PER_ELEMENT * PROJECTED_SIZE;
const COLUMN_BYTES = Float32Array.BYTES_PER_ELEMENT * PROJECTED_SIZE;

interface ProjectionLoop {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Adds BLOCK weighted features, whose columns of the matrix begin at `matrix`, to the f64 values of sums..end. */
  addBlock(sums: number, end: number, matrix: number, a: number, b: number, c: number, d: number): void;
}

/**
 * The loop with the matrix of the longest features so far, which begins with that of shorter ones. All models of a thread
 * share it: it takes up to 2 MB.
 */
let shared: { readonly loop: ProjectionLoop; readonly features: number } | undefined;

function loopFor(features: number): ProjectionLoop {
  if (shared === undefined || shared.features < features) shared = { loop: newLoop(features), features };
  return shared.loop;
}

function newLoop(features: number): ProjectionLoop {
  const random = seeded(SEED);
  const unit = 1 / Math.sqrt(PROJECTED_SIZE);
  const columns = BLOCK * Math.ceil(features / BLOCK);
  const loop = startModule([addBlock()], SUMS_BYTES + columns * COLUMN_BYTES) as ProjectionLoop;
  const matrix = new Float32Array(loop.memory.buffer, SUMS_BYTES, features * PROJECTED_SIZE);
  for (let i = 0; i < matrix.length; i++) matrix[i] = random() < 0.5 ? -unit : unit;
  return loop;
}

/**
 * Projects long feature vectors to {@link PROJECTED_SIZE} values whose distances approximate those of the weighted
 * features: a matrix of random signs (Achlioptas, 2003). Computes in 64 bits, in WebAssembly because that is five times as
 * fast.
 */
export class RandomProjection {
  /** @param weights factor of each feature; without a unit */
  constructor(private readonly weights: Float32Array) {}

  /** Features that it projects. */
  get size(): number {
    return this.weights.length;
  }

  /**
   * @param features as many as there are weights
   * @returns PROJECTED_SIZE values
   */
  project(features: ArrayLike<number>): Float32Array {
    const { weights } = this;
    const loop = loopFor(weights.length);
    const sums = new Float64Array(loop.memory.buffer, 0, PROJECTED_SIZE).fill(0);
    const weighted = new Float64Array(BLOCK * Math.ceil(weights.length / BLOCK));
    for (let f = 0; f < weights.length; f++) weighted[f] = features[f]! * weights[f]!;
    for (let f = 0, at = SUMS_BYTES; f < weights.length; f += BLOCK, at += BLOCK * COLUMN_BYTES)
      loop.addBlock(0, SUMS_BYTES, at, weighted[f]!, weighted[f + 1]!, weighted[f + 2]!, weighted[f + 3]!);
    return Float32Array.from(sums);
  }
}

/** Rows of equal size, projected with equal weights. */
export function projectedRows(rows: readonly (readonly number[])[]): Float32Array[] {
  const projection = new RandomProjection(new Float32Array(rows[0]?.length ?? 0).fill(1));
  return rows.map((row) => projection.project(row));
}

function addBlock(): WasmFunction {
  const [sums, end, matrix, a] = [0, 1, 2, 3] as const;
  const pairOf = (column: number): number[] => [...op.get(matrix), ...op.loadPair(column * COLUMN_BYTES)];
  const body = [
    ...[...op.get(sums), ...op.get(sums), ...op.load],
    ...Array.from({ length: BLOCK }, (_, i) => [...op.get(a + i), ...op.f64x2Splat, ...pairOf(i), ...op.f64x2Mul, ...op.f64x2Add]).flat(), // prettier-ignore
    ...op.store,
    ...op.advance(sums, 2 * Float64Array.BYTES_PER_ELEMENT),
    ...op.advance(matrix, 2 * Float32Array.BYTES_PER_ELEMENT),
  ];
  return {
    name: 'addBlock',
    parameters: [i32, i32, i32, ...Array<typeof f64>(BLOCK).fill(f64)],
    locals: [],
    body: op.repeatWhile(body, [...op.get(sums), ...op.get(end), ...op.i32LessThan]),
  };
}
