/** How long a room that someone asked this node for by its name may be opened here, ms. */
const ASKED_MS = 15_000;

/** Rooms that are remembered. */
const MAX_ASKED = 1_000;

/** Rooms that someone asked this node for by their name. A proxy sends all who name a room to one node. */
export class AskedRooms {
  private readonly asked = new Map<string, number>();

  add(roomId: string): void {
    this.asked.delete(roomId);
    this.asked.set(roomId, performance.now()); // last, and dropped last
    const [oldest] = this.asked.keys();
    if (this.asked.size > MAX_ASKED && oldest !== undefined) this.asked.delete(oldest);
  }

  /** Whether someone asked for it lately. */
  has(roomId: string): boolean {
    return performance.now() - (this.asked.get(roomId) ?? -ASKED_MS) < ASKED_MS;
  }
}
