import type { ParticipantId } from '@wandcast/protocol';

/** A disconnected phone counts as lost for this long, ms. */
const LOST_MS = 10_000;

/** A phone that returns after this long is not counted as back, ms. */
const AWAY_MS = 10 * 60_000;

/** Tracks which phones are connected, which were lost, and which came back. Times in ms. */
export class PhoneConnections {
  private readonly here = new Map<ParticipantId, number>();
  private readonly leftAt = new Map<ParticipantId, number>();
  private back = 0;

  arrived(id: ParticipantId, now: number): void {
    this.here.set(id, (this.here.get(id) ?? 0) + 1);
    if (now - (this.leftAt.get(id) ?? -Infinity) < AWAY_MS) this.back++;
    this.leftAt.delete(id);
  }

  /** @param closedByServer whether the server closed the connection: the phone is then not lost */
  departed(id: ParticipantId, now: number, closedByServer: boolean): void {
    const left = (this.here.get(id) ?? 1) - 1;
    if (left > 0) {
      this.here.set(id, left);
      return;
    }
    this.here.delete(id);
    if (!closedByServer) this.leftAt.set(id, now);
  }

  /** Number of phones that left within the last ten seconds and are not back. */
  lost(now: number): number {
    let lost = 0;
    for (const [id, at] of this.leftAt) {
      if (now - at < LOST_MS) lost++;
      else if (now - at >= AWAY_MS) this.leftAt.delete(id);
    }
    return lost;
  }

  /** Returns and resets the number of phones that came back. */
  takeBack(): number {
    const { back } = this;
    this.back = 0;
    return back;
  }
}
