/** A function of a module. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly WasmType[];
  /** Zero at first, numbered after the parameters. */
  readonly locals: readonly WasmType[];
  /** Instructions without the final `end`. */
  readonly body: readonly number[];
}

/** Types of values, as the binary format numbers them. */
export const i32 = 0x7f;
export const i64 = 0x7e;
export const f64 = 0x7c;
export const v128 = 0x7b;
type WasmType = typeof i32 | typeof i64 | typeof f64 | typeof v128;

/** Unit of memory sizes. */
const PAGE_BYTES = 65_536;

/** The part of the global object that is used here; the standard library declares it only for browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/**
 * Starts a module of these functions.
 * @param bytes smallest size of its memory
 * @returns the functions by name, and `memory`
 */
export function startModule(functions: readonly WasmFunction[], bytes: number): unknown {
  const module = new WebAssembly.Module(assemble(functions, Math.ceil(bytes / PAGE_BYTES)));
  return new WebAssembly.Instance(module).exports;
}

/** Adds pages to a memory that has fewer bytes. Its earlier buffer is no longer usable then. */
export function growMemory(memory: WasmMemory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/**
 * Assembles a WebAssembly module that exports functions without results, and the memory `memory`.
 * @param pages smallest size of the memory, in units of 64 kB
 * @returns the binary format (WebAssembly Core Specification, chapter 5)
 */
function assemble(functions: readonly WasmFunction[], pages: number): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [0x60, ...vector(parameters.map((type) => [type])), 0]);
  const exports = functions.map(({ name }, i) => [...text(name), 0x00, i]);
  const bodies = functions.map(({ locals, body }) => {
    const code = [...vector(locals.map((type) => [1, type])), ...body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(3, vector(functions.map((_, i) => [i]))),
    ...section(5, vector([[0x00, ...unsigned(pages)]])),
    ...section(7, vector([...exports, [...text('memory'), 0x02, 0]])),
    ...section(10, vector(bodies)),
  ]);
}

/** Instructions of the binary format. Addresses and offsets are in bytes. */
export const op = {
  get: (local: number) => [0x20, local],
  set: (local: number) => [0x21, local],
  i32Const: (value: number) => [0x41, ...signed(value)],
  f64Const: (value: number) => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
  f32Load: (offset: number) => [0x2a, 2, ...unsigned(offset)],
  f32Store: (offset: number) => [0x38, 2, ...unsigned(offset)],
  i32Load: (offset: number) => [0x28, 2, ...unsigned(offset)],
  i64Const: (value: bigint) => [0x42, ...signed64(value)],
  call: (number: number) => [0x10, ...unsigned(number)],
  /** Fills as many bytes as the last operand says. */
  fillMemory: [0xfc, 0x0b, 0x00],
  select: [0x1b],
  i32LessThan: [0x49],
  i32Add: [0x6a],
  i32Sub: [0x6b],
  i32ShiftRight: [0x76],
  i64Equal: [0x51],
  i64NotEqual: [0x52],
  i64CountBits: [0x7b],
  i64Add: [0x7c],
  i64And: [0x83],
  i64Or: [0x84],
  i64ShiftLeft: [0x86],
  i64ShiftRight: [0x88],
  i64FromI32: [0xad],
  f64Add: [0xa0],
  f64Mul: [0xa2],
  f64FromI64: [0xba],
  f64Sub: [0xa1],
  f64Div: [0xa3],
  f64FromI32: [0xb8],
  f64FromF32: [0xbb],
  f32FromF64: [0xb6],
  load: simd(0x00, 2, 0),
  loadAt: (offset: number) => simd(0x00, 2, ...unsigned(offset)),
  store: simd(0x0b, 2, 0),
  storeAt: (offset: number) => simd(0x0b, 2, ...unsigned(offset)),
  /** Reads one f32 four times. */
  loadSplat: (offset: number) => simd(0x09, 2, ...unsigned(offset)),
  zeros: simd(0x0c, ...Array<number>(16).fill(0)),
  /** Reads two f32 as f64, and writes two f64 as f32. */
  loadPair: (offset: number) => [...simd(0x5d, 2, ...unsigned(offset)), ...simd(0x5f)],
  storePair: (offset: number) => [...simd(0x5e), ...simd(0x5b, 2, ...unsigned(offset), 0)],
  f32x4Add: simd(0xe4),
  f32x4Sub: simd(0xe5),
  f32x4Mul: simd(0xe6),
  f32x4Max: simd(0xeb),
  f64x2Splat: simd(0x14),
  f64x2Add: simd(0xf0),
  f64x2Mul: simd(0xf2),
  f64x2First: simd(0x21, 0),
  f64x2Second: simd(0x21, 1),
  f64x2FromF32: simd(0x5f),
  f32x4Splat: simd(0x13),
  f32x4GreaterThan: simd(0x44),
  v128And: simd(0x4e),
  /** The sign of each of four integers. */
  i32x4Bits: simd(0xa4),
  /** The last two of four values. */
  lastPair: simd(0x0d, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15),
  /** Increases an address. */
  advance: (local: number, bytes: number) => [0x20, local, 0x41, ...signed(bytes), 0x6a, 0x21, local],
  /** Runs `body` once, and again while the condition is true. */
  repeatWhile: (body: readonly number[], condition: readonly number[]) => [
    0x03,
    0x40,
    ...body,
    ...condition,
    0x0d,
    0,
    0x0b,
  ],
} as const;

function simd(code: number, ...rest: number[]): number[] {
  return [0xfd, ...unsigned(code), ...rest];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function text(value: string): number[] {
  return vector([...new TextEncoder().encode(value)].map((byte) => [byte]));
}

/** LEB128, seven bits at a time. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  const isLast = value >= -64 && value < 64;
  return isLast ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}

function signed64(value: bigint): number[] {
  const low = Number(value & 0x7fn);
  return value >= -64n && value < 64n ? [low] : [low | 0x80, ...signed64(value >> 7n)];
}
