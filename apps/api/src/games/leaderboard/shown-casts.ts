import type { CastId, ShownCast } from '@wandcast/protocol';

/** Finds casts as they are shown to people. Caches those of the last call, because the best casts rarely change. */
export class ShownCasts {
  private cached: ReadonlyMap<CastId, ShownCast> = new Map();

  constructor(private readonly find: (id: CastId) => Promise<ShownCast | undefined>) {}

  /** The casts in the given order; one that was deleted has no spell, seal or path. */
  async list(ids: readonly CastId[]): Promise<ShownCast[]> {
    const shown: ShownCast[] = [];
    const found = new Map<CastId, ShownCast>();
    for (const castId of ids) {
      const cast = this.cached.get(castId) ?? (await this.find(castId));
      if (cast !== undefined) found.set(castId, cast);
      shown.push(cast ?? { castId, spell: null, confidence: 0, seal: [], path: '' });
    }
    this.cached = found;
    return shown;
  }
}
