import type { CastId } from '../domain/entities.js';

/** Bytes per cast in an answer: its id (16), x and y as 32-bit floats, and the confidence of the map's model (1). */
export const MAP_ROW_BYTES = 25;

/** The confidence of a cast that the map's model has not scored. */
export const UNSCORED = 255;

/** What a map answer says before its rows (SPEC X5). */
export interface MapHead {
  /** Changes with every new arrangement; null if there is no map yet. */
  readonly mapId: string | null;
  /** The model whose features were compared; null if the motion itself was. */
  readonly modelId: string | null;
  /** False while a map for the active model is being computed. */
  readonly isCurrent: boolean;
  /** Casts of the event. */
  readonly total: number;
  /** Rows in this answer. */
  readonly count: number;
  /** Pass it as `after=` to fetch the rows that follow. */
  readonly last: number;
  readonly isLast: boolean;
}

/** A decoded map answer. */
export interface MapPage extends MapHead {
  readonly castIds: readonly CastId[];
  /** x, then y, of each cast. */
  readonly positions: Float32Array;
  /** The highest probability of the map's model, whole percent; UNSCORED if unknown. */
  readonly confidence: Uint8Array;
}

const LENGTH_BYTES = 4;

/** Encodes an answer (SPEC X5). @param rows MAP_ROW_BYTES per cast, big-endian, as the database packs them */
export function encodeMapPage(head: MapHead, rows: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const bytes = new Uint8Array(LENGTH_BYTES + text.length + rows.length);
  new DataView(bytes.buffer).setUint32(0, text.length);
  bytes.set(text, LENGTH_BYTES);
  bytes.set(rows, LENGTH_BYTES + text.length);
  return bytes;
}

/** @throws Error if the answer is malformed */
export function decodeMapPage(buffer: ArrayBuffer): MapPage {
  const view = new DataView(buffer);
  const first = LENGTH_BYTES + view.getUint32(0);
  const head = JSON.parse(
    new TextDecoder().decode(new Uint8Array(buffer, LENGTH_BYTES, first - LENGTH_BYTES)),
  ) as MapHead;
  if (first + head.count * MAP_ROW_BYTES !== buffer.byteLength)
    throw new Error(`${buffer.byteLength - first} bytes are not ${head.count} rows`);
  const [bytes, positions] = [new Uint8Array(buffer), new Float32Array(2 * head.count)];
  const confidence = new Uint8Array(head.count);
  const castIds = Array.from({ length: head.count }, (_, i) => {
    const at = first + i * MAP_ROW_BYTES;
    positions[2 * i] = view.getFloat32(at + 16);
    positions[2 * i + 1] = view.getFloat32(at + 20);
    confidence[i] = view.getUint8(at + 24);
    return castIdAt(bytes, at);
  });
  return { ...head, castIds, positions, confidence };
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The id in the 16 bytes from `at` on. */
export function castIdAt(bytes: Uint8Array, at: number): CastId {
  let text = '';
  for (let j = 0; j < 16; j++) {
    if (j === 4 || j === 6 || j === 8 || j === 10) text += '-';
    text += hex[bytes[at + j] ?? 0] ?? '';
  }
  return text as CastId;
}
