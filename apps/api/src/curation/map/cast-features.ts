import { shapeOf } from '@wandcast/gesture';
import type { CastId } from '@wandcast/protocol';
import { storedSignal } from '../../casting/storage/stored-signal.js';
import { Inference } from '../../models/inference.service.js';
import { RoomPart } from '../../rooms/room/room-part.js';
import { CastMapsRepository, type MappedCast } from './cast-maps.repository.js';

/** Casts per request to the model: delays a live cast by at most 20 ms. */
export const FEATURE_PAGE = 8;

/** Most casts whose features are remembered: 8 MB. */
const MAX_REMEMBERED = 30_000;

/** What the active model sees of casts; their motion if there is no model. */
@RoomPart()
export class CastFeatures {
  private readonly known = new Map<CastId, Float32Array>();
  private modelId: string | null = null;

  constructor(
    private readonly casts: CastMapsRepository,
    private readonly inference: Inference,
  ) {}

  /**
   * Features of casts, one row per cast.
   * @returns undefined if `modelId` is not the active model anymore
   */
  async of(casts: readonly MappedCast[], modelId: string | null): Promise<Float32Array[] | undefined> {
    if (this.modelId !== modelId) this.known.clear();
    this.modelId = modelId;
    const missing = casts.filter(({ id }) => !this.known.has(id));
    const rows = missing.length === 0 ? [] : await this.compute(missing, modelId);
    if (rows === undefined) return undefined;
    const fresh = new Map(missing.map(({ id }, i) => [id, rows[i] ?? new Float32Array()]));
    const features = casts.map(({ id }) => this.known.get(id) ?? fresh.get(id) ?? new Float32Array());
    for (const [id, row] of fresh) if (this.known.size < MAX_REMEMBERED) this.known.set(id, row);
    return features;
  }

  /**
   * Features by id, of casts that still exist.
   * @returns undefined if `modelId` is not the active model anymore, or after `abort`
   */
  async ofIds(
    castIds: readonly CastId[],
    modelId: string | null,
    abort: AbortSignal,
  ): Promise<ReadonlyMap<CastId, Float32Array> | undefined> {
    const features = new Map<CastId, Float32Array>();
    for (let first = 0; first < castIds.length; first += FEATURE_PAGE) {
      if (abort.aborted) return undefined;
      const ids = castIds.slice(first, first + FEATURE_PAGE);
      const isKnown = this.modelId === modelId && ids.every((id) => this.known.has(id));
      const casts = isKnown ? [] : await this.casts.listCasts(ids);
      const rows = await this.of(casts, modelId);
      if (rows === undefined) return undefined;
      if (isKnown) for (const id of ids) features.set(id, this.known.get(id) ?? new Float32Array());
      for (const [i, { id }] of casts.entries()) features.set(id, rows[i] ?? new Float32Array());
    }
    return features;
  }

  private async compute(casts: readonly MappedCast[], modelId: string | null): Promise<Float32Array[] | undefined> {
    const signals = casts.map(storedSignal);
    if (modelId !== null) return this.inference.featuresOf(signals, modelId);
    return this.inference.model === null ? signals.map((signal) => ofEqualStrength(shapeOf(signal))) : undefined;
  }
}

/** Scaled to a root mean square of 1, because a strong hand does not make another spell. */
function ofEqualStrength(shape: Int8Array): Float32Array {
  const squares = shape.reduce((sum, value) => sum + value * value, 0);
  const gain = squares === 0 ? 0 : 1 / Math.sqrt(squares / shape.length);
  return Float32Array.from(shape, (value) => gain * value);
}
