import type { ClockReading, Participant, ParticipantId } from '@wandcast/protocol';

/** A phone with this round trip or longer is slow, ms: its casts feel late. */
const SLOW_MS = 400;

/** A slow phone is reported again after this long, ms. */
const REPORT_INTERVAL_MS = 60_000;

export interface SlowPhone {
  readonly nickname: string;
  readonly roundTripMs: number;
}

/** Latest clock readings of connected phones and stages. */
export class ClockReadings {
  private readonly readings = new Map<string, ClockReading & { readonly phone: ParticipantId | null }>();
  private readonly reportedAt = new Map<ParticipantId, number>();
  private slow: SlowPhone[] = [];

  /** @param socketId socket that sent the reading  @param phone null for a stage  @param now ms since 1970 */
  record(socketId: string, phone: Participant | null, reading: ClockReading, now: number): void {
    this.readings.set(socketId, { ...reading, phone: phone?.id ?? null });
    if (phone === null || reading.roundTripMs < SLOW_MS) return;
    if (now - (this.reportedAt.get(phone.id) ?? -Infinity) < REPORT_INTERVAL_MS) return;
    for (const [id, at] of this.reportedAt) if (now - at >= REPORT_INTERVAL_MS) this.reportedAt.delete(id);
    this.reportedAt.set(phone.id, now);
    this.slow.push({ nickname: phone.nickname, roundTripMs: reading.roundTripMs });
  }

  gone(socketId: string): void {
    this.readings.delete(socketId);
  }

  /** Latest round trips of phones, ms. */
  roundTrips(): number[] {
    return [...this.readings.values()].filter(({ phone }) => phone !== null).map(({ roundTripMs }) => roundTripMs);
  }

  /** Maximum clock error of each reading, ms: half its round trip. */
  errors(): number[] {
    return Array.from(this.readings.values(), ({ roundTripMs }) => roundTripMs / 2);
  }

  /** Latest round trip by participant, ms. */
  byPhone(): ReadonlyMap<ParticipantId, number> {
    const measured = new Map<ParticipantId, number>();
    for (const { phone, roundTripMs } of this.readings.values()) if (phone !== null) measured.set(phone, roundTripMs);
    return measured;
  }

  /** Returns and clears the slow phones found since the last call. */
  takeSlow(): SlowPhone[] {
    const { slow } = this;
    this.slow = [];
    return slow;
  }
}
