import type { FailureCode, Health, ParticipantId } from '@wandcast/protocol';
import { ClockReadings } from './clock-readings.js';
import { PhoneConnections } from './phone-connections.js';
import { RecentCount } from './recent-count.js';
import { RecentWindow } from './recent-window.js';
import { percentilesOf } from './percentiles.js';
import { Clock } from '../../platform/clock.js';
import { RoomPart, type RoomLifecycle } from '../room/room-part.js';

/** Windows over which times and failures are reported, ms. */
const WINDOW_MS = 10_000;
const FAILURES_MS = 60_000;

/** Expected refusals at the handshake, which do not count as failures. */
const EXPECTED_REFUSALS: ReadonlySet<FailureCode> = new Set([
  ...(['participant-removed', 'participant-banned', 'participant-forgotten'] as const),
  ...(['event-locked', 'event-over'] as const),
]);

/** Counts since they were last read. */
interface Counters {
  readonly returned: number;
  readonly pendingCastsStored: number;
  readonly internalFailures: number;
  readonly overloaded: number;
}

/** Health measurements of a room: connections, clocks, storage and recognition times, failures. */
@RoomPart()
export class HealthStats implements RoomLifecycle {
  clocks = new ClockReadings();
  private phones = new PhoneConnections();
  private store = new RecentWindow<number>(WINDOW_MS);
  private recognitions = new RecentWindow<number>(WINDOW_MS);
  private failures = new RecentCount(FAILURES_MS);
  private stages = 0;
  private since = { pendingCastsStored: 0, internalFailures: 0, overloaded: 0 };

  constructor(private readonly clock: Clock) {}

  /** Connections move to the next room, so their measurements move too. */
  onTakeOver(before: HealthStats): void {
    [this.clocks, this.phones, this.stages] = [before.clocks, before.phones, before.stages];
    [this.store, this.recognitions, this.failures] = [before.store, before.recognitions, before.failures];
    this.since = before.since;
  }

  phoneArrived(id: ParticipantId): void {
    this.phones.arrived(id, this.clock.now());
  }
  /** @param closedByServer whether the server closed the connection */
  phoneDeparted(id: ParticipantId, closedByServer: boolean): void {
    this.phones.departed(id, this.clock.now(), closedByServer);
  }
  /** @returns the number of connected stages */
  stageArrived(): number {
    return ++this.stages;
  }
  stageDeparted(): number {
    return --this.stages;
  }

  get connectedStages(): number {
    return this.stages;
  }

  /** Records the time from the end of a cast to its COMMIT, ms. */
  stored(ms: number): void {
    this.store.add(ms, this.clock.now());
  }
  recognized(ms: number): void {
    this.recognitions.add(ms, this.clock.now());
  }
  /** Counts a stored cast that a phone had kept while it was offline. */
  pendingCastStored(): void {
    this.since.pendingCastsStored++;
  }
  refused(code: FailureCode): void {
    if (EXPECTED_REFUSALS.has(code)) return;
    this.failures.add(this.clock.now());
    if (code === 'internal') this.since.internalFailures++;
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
      failures: this.failures.count(now),
    };
  }

  takeCounters(): Counters {
    const { since } = this;
    this.since = { pendingCastsStored: 0, internalFailures: 0, overloaded: 0 };
    return { ...since, returned: this.phones.takeReturned() };
  }
}
