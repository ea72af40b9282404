import type { Holder, LeasesRepository } from './leases.repository.js';

/** How long what is known of a room is used, ms. */
const KNOWN_MS = 1_000;

/** Rooms that are remembered. */
const MAX_KNOWN = 1_000;

/** Which other nodes serve rooms, or should open them, as known for a moment: everyone in a room asks. */
export class KnownHolders {
  private readonly known = new Map<string, { readonly node: Promise<Holder | undefined>; readonly at: number }>();

  constructor(private readonly leases: Pick<LeasesRepository, 'findHolder' | 'findEmptier'>) {}

  /** The other node that serves the room, or that should open it; undefined for the one with the id `nodeId`. */
  async find(roomId: string, nodeId: string): Promise<Holder | undefined> {
    const known = this.known.get(roomId);
    if (known !== undefined && performance.now() - known.at < KNOWN_MS) return known.node;
    const node = this.leases.findHolder(roomId).then((holder) => {
      if (holder === undefined) return this.leases.findEmptier(nodeId);
      return holder.id === nodeId ? undefined : holder;
    });
    this.known.delete(roomId);
    this.known.set(roomId, { node, at: performance.now() });
    const [oldest] = this.known.keys();
    if (this.known.size > MAX_KNOWN && oldest !== undefined) this.known.delete(oldest);
    return node;
  }

  forget(roomId: string): void {
    this.known.delete(roomId);
  }

  clear(): void {
    this.known.clear();
  }
}
