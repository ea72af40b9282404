import type { FailureCode, Health, ParticipantId } from '@wandcast/protocol';
import { ClockReadings } from './clock-readings.js';
import { PhoneConnections } from './phone-connections.js';
import { RecentWindow } from './recent-window.js';
import { percentilesOf } from './percentiles.js';
import { Clock } from '../../platform/clock.js';
import { RoomPart, type RoomLifecycle } from '../room/room-part.js';

/** Times are of so long, ms; failures of a minute. */
const WINDOW_MS = 10_000;
const FAILURES_MS = 60_000;

/** What the door says as it was told to: a phone that knocks again and again is no trouble. */
const DOOR: ReadonlySet<FailureCode> = new Set([
  ...(['participant-removed', 'participant-banned', 'participant-forgotten'] as const),
  ...(['event-locked', 'event-over'] as const),
]);

/** Counters since they were last read. */
interface Since {
  readonly back: number;
  readonly sent: number;
  readonly broken: number;
  readonly overloaded: number;
}

/** Measurements of a room's health, taken where things happen: at handshakes, at casts, at the database. */
@RoomPart()
export class HealthStats implements RoomLifecycle {
  clocks = new ClockReadings();
  private phones = new PhoneConnections();
  private store = new RecentWindow<number>(WINDOW_MS);
  private recognitions = new RecentWindow<number>(WINDOW_MS);
  private failures = new RecentWindow<FailureCode>(FAILURES_MS);
  private stages = 0;
  private since = { sent: 0, broken: 0, overloaded: 0 };

  constructor(private readonly clock: Clock) {}

  /** Connections move over to the next room, and so does what is known of them. */
  onTakeOver(before: HealthStats): void {
    [this.clocks, this.phones, this.stages] = [before.clocks, before.phones, before.stages];
    [this.store, this.recognitions, this.failures] = [before.store, before.recognitions, before.failures];
    this.since = before.since;
  }

  phoneArrived(id: ParticipantId): void {
    this.phones.arrived(id, this.clock.now());
  }
  /** @param sent the server closed the connection */
  phoneDeparted(id: ParticipantId, sent: boolean): void {
    this.phones.departed(id, this.clock.now(), sent);
  }
  /** @returns how many there are now */
  stageArrived(): number {
    return ++this.stages;
  }
  stageDeparted(): number {
    return --this.stages;
  }

  /** From the end of a cast to its COMMIT, ms. */
  stored(ms: number): void {
    this.store.add(ms, this.clock.now());
  }
  recognized(ms: number): void {
    this.recognitions.add(ms, this.clock.now());
  }
  /** A cast that a phone had kept is here. */
  pendingCastStored(): void {
    this.since.sent++;
  }
  refused(code: FailureCode): void {
    if (DOOR.has(code)) return;
    this.failures.add(code, this.clock.now());
    if (code === 'internal') this.since.broken++;
    if (code === 'overloaded') this.since.overloaded++;
  }

  read(): Pick<Health, 'at' | 'roundTrip' | 'clockMs' | 'store' | 'recognize' | 'lost' | 'stages' | 'failures'> {
    const now = this.clock.now();
    return {
      at: now,
      roundTrip: percentilesOf(this.clocks.roundTrips()),
      clockMs: percentilesOf(this.clocks.errors())?.p95 ?? null,
      store: percentilesOf(this.store.list(now)),
      recognize: percentilesOf(this.recognitions.list(now)),
      lost: this.phones.lost(now),
      stages: this.stages,
      failures: this.failures.list(now).length,
    };
  }

  takeCounters(): Since {
    const { since } = this;
    this.since = { sent: 0, broken: 0, overloaded: 0 };
    return { ...since, back: this.phones.takeBack() };
  }
}
