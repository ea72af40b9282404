import { setImmediate } from 'node:timers/promises';
import { shapeOf } from '@wandcast/gesture';
import type { CastId } from '@wandcast/protocol';
import { storedSignal } from '../../casting/storage/stored-signal.js';
import { Inference } from '../../models/inference.service.js';
import { RoomPart } from '../../rooms/room/room-part.js';
import { CastMapsRepository, type MappedCast } from './cast-maps.repository.js';
import { PackedRows } from './packed-rows.js';

/** Casts that are read from the database at once. */
export const READ_PAGE = 128;

/** Casts per request to the model: delays a live cast by at most 20 ms. */
const MODEL_PAGE = 8;

/**
 * Most casts whose features are remembered: the landmarks of a map and those read ahead. A cast that is placed needs none
 * any more. 2 MB.
 */
const MAX_REMEMBERED = 6_000;

/** What the active model sees of casts; their motion if there is no model. */
@RoomPart()
export class CastFeatures {
  private readonly known = new PackedRows<CastId>(MAX_REMEMBERED);
  private modelId: string | null = null;

  constructor(
    private readonly casts: CastMapsRepository,
    private readonly inference: Inference,
  ) {}

  /**
   * Features by id, in the given order, of casts that still exist.
   * @returns undefined if `modelId` is not the active model anymore, or after `abort`
   */
  async of(
    castIds: readonly CastId[],
    modelId: string | null,
    abort: AbortSignal,
  ): Promise<ReadonlyMap<CastId, Float32Array> | undefined> {
    if (this.modelId !== modelId) this.known.clear();
    this.modelId = modelId;
    const found = new Map<CastId, Float32Array>();
    const missing = castIds.filter((id) => !this.known.has(id));
    for (const page of pagesOf(missing, READ_PAGE)) {
      if (abort.aborted) return undefined;
      const casts = await this.casts.listCasts(page);
      const rows = await this.compute(casts, modelId);
      if (rows === undefined || this.modelId !== modelId) return undefined;
      for (const [i, { id }] of casts.entries()) {
        const row = rows[i] ?? new Float32Array();
        found.set(id, row);
        this.known.add(id, row);
      }
    }
    return new Map(
      castIds.flatMap((id) => {
        const row = found.get(id) ?? this.known.get(id);
        return row === undefined ? [] : [[id, row] as const];
      }),
    );
  }

  private async compute(casts: readonly MappedCast[], modelId: string | null): Promise<Float32Array[] | undefined> {
    const pages = pagesOf(casts, MODEL_PAGE);
    if (modelId === null) return this.inference.model === null ? shapesOf(pages) : undefined;
    // All at once, so that the model always has a next page. Live casts overtake those that wait.
    const rows = await Promise.all(pages.map((page) => this.inference.featuresOf(page.map(storedSignal), modelId)));
    return rows.every((page) => page !== undefined) ? rows.flat() : undefined;
  }
}

function pagesOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

async function shapesOf(pages: readonly (readonly MappedCast[])[]): Promise<Float32Array[]> {
  const rows: Float32Array[] = [];
  for (const page of pages) {
    rows.push(...page.map((cast) => ofEqualStrength(shapeOf(storedSignal(cast)))));
    await setImmediate(); // lets other work of the event loop in between
  }
  return rows;
}

/** Scaled to a root mean square of 1, because a strong hand does not make another spell. */
function ofEqualStrength(shape: Int8Array): Float32Array {
  const squares = shape.reduce((sum, value) => sum + value * value, 0);
  const gain = squares === 0 ? 0 : 1 / Math.sqrt(squares / shape.length);
  return Float32Array.from(shape, (value) => gain * value);
}
