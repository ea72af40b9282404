import type { ClockReading, Participant, ParticipantId } from '@wandcast/protocol';

/** Round trips from which on a phone is slow, ms: what it casts is felt to be late. */
const SLOW_MS = 400;

/** A slow phone is reported again after this long, ms. */
const AGAIN_MS = 60_000;

export interface SlowPhone {
  readonly nickname: string;
  readonly roundTripMs: number;
}

/** What phones and stages measured of this server's clock last, as long as they are connected. */
export class ClockReadings {
  private readonly readings = new Map<string, ClockReading & { readonly phone: ParticipantId | null }>();
  private readonly reportedAt = new Map<ParticipantId, number>();
  private slow: SlowPhone[] = [];

  /** @param socketId whose page measured  @param phone null of a stage  @param now ms */
  record(socketId: string, phone: Participant | null, reading: ClockReading, now: number): void {
    this.readings.set(socketId, { ...reading, phone: phone?.id ?? null });
    if (phone === null || reading.roundTripMs < SLOW_MS) return;
    if (now - (this.reportedAt.get(phone.id) ?? -Infinity) < AGAIN_MS) return;
    for (const [id, at] of this.reportedAt) if (now - at >= AGAIN_MS) this.reportedAt.delete(id);
    this.reportedAt.set(phone.id, now);
    this.slow.push({ nickname: phone.nickname, roundTripMs: reading.roundTripMs });
  }

  gone(socketId: string): void {
    this.readings.delete(socketId);
  }

  /** Phones' own round trips, ms. */
  roundTrips(): number[] {
    return [...this.readings.values()].filter(({ phone }) => phone !== null).map(({ roundTripMs }) => roundTripMs);
  }

  /** How far each idea of this server's clock may be off, ms: half of what its reading took. */
  errors(): number[] {
    return Array.from(this.readings.values(), ({ roundTripMs }) => roundTripMs / 2);
  }

  /** Of everyone whose phone has measured, ms; of several pages the newest. */
  byPhone(): ReadonlyMap<ParticipantId, number> {
    const measured = new Map<ParticipantId, number>();
    for (const { phone, roundTripMs } of this.readings.values()) if (phone !== null) measured.set(phone, roundTripMs);
    return measured;
  }

  /** Phones that turned out to be slow since this was asked last. */
  takeSlow(): SlowPhone[] {
    const { slow } = this;
    this.slow = [];
    return slow;
  }
}
