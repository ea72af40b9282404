import type { ParticipantId } from '@wandcast/protocol';

/** A disconnected phone counts as lost for this long, ms. */
const LOST_MS = 10_000;

/** A phone that returns after this long does not count as returned, ms. */
const AWAY_MS = 10 * 60_000;

/** Tracks which phones are connected, which were lost, and which returned. Times in ms. */
export class PhoneConnections {
  private readonly connected = new Map<ParticipantId, number>();
  private readonly leftAt = new Map<ParticipantId, number>();
  private returned = 0;

  arrived(id: ParticipantId, now: number): void {
    this.connected.set(id, (this.connected.get(id) ?? 0) + 1);
    if (now - (this.leftAt.get(id) ?? -Infinity) < AWAY_MS) this.returned++;
    this.leftAt.delete(id);
  }

  /** @param closedByServer whether the server closed the connection: the phone is then not lost */
  departed(id: ParticipantId, now: number, closedByServer: boolean): void {
    const left = (this.connected.get(id) ?? 1) - 1;
    if (left > 0) {
      this.connected.set(id, left);
      return;
    }
    this.connected.delete(id);
    if (!closedByServer) this.leftAt.set(id, now);
  }

  /** Number of phones that left within the last ten seconds and have not returned. */
  lost(now: number): number {
    let lost = 0;
    for (const [id, at] of this.leftAt) {
      if (now - at < LOST_MS) lost++;
      else if (now - at >= AWAY_MS) this.leftAt.delete(id);
    }
    return lost;
  }

  /** Returns and resets the number of phones that returned. */
  takeReturned(): number {
    const { returned } = this;
    this.returned = 0;
    return returned;
  }
}
