import type { ParticipantId } from '@wandcast/protocol';

/** A phone that left this long ago is lost, not just switching networks, ms. */
const LOST_MS = 10_000;

/** After this long a returning phone is not counted as back, ms. */
const AWAY_MS = 10 * 60_000;

/** Which phones are here, which were lost, and which came back. Times in ms. */
export class PhoneConnections {
  private readonly here = new Map<ParticipantId, number>();
  private readonly leftAt = new Map<ParticipantId, number>();
  private back = 0;

  arrived(id: ParticipantId, now: number): void {
    this.here.set(id, (this.here.get(id) ?? 0) + 1);
    if (now - (this.leftAt.get(id) ?? -Infinity) < AWAY_MS) this.back++;
    this.leftAt.delete(id);
  }

  /** @param sent the server closed the connection: nobody who is lost */
  departed(id: ParticipantId, now: number, sent: boolean): void {
    const left = (this.here.get(id) ?? 1) - 1;
    if (left > 0) {
      this.here.set(id, left);
      return;
    }
    this.here.delete(id);
    if (!sent) this.leftAt.set(id, now);
  }

  /** How many left within the last ten seconds and are not back. */
  lost(now: number): number {
    let lost = 0;
    for (const [id, at] of this.leftAt) {
      if (now - at < LOST_MS) lost++;
      else if (now - at >= AWAY_MS) this.leftAt.delete(id);
    }
    return lost;
  }

  /** How many came back since this was asked last. */
  takeBack(): number {
    const { back } = this;
    this.back = 0;
    return back;
  }
}
