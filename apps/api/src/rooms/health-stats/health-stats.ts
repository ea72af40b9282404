import type { FailureCode, Health, ParticipantId } from '@wandcast/protocol';
import { Clocks } from './clock-readings.js';
import { Phones } from './phone-connections.js';
import { Recent } from './recent-window.js';
import { timesOf } from './percentiles.js';

/** Times are of so long, ms; failures of a minute. */
const WINDOW_MS = 10_000;
const FAILURES_MS = 60_000;

/** What the door says as it was told to: a phone that knocks again and again is no trouble. */
const DOOR: ReadonlySet<FailureCode> = new Set([
  ...(['participant-removed', 'participant-banned', 'participant-forgotten'] as const),
  ...(['event-locked', 'event-over'] as const),
]);

/** Counters since they were asked for last. */
interface Since {
  readonly back: number;
  readonly sent: number;
  readonly broken: number;
  readonly overloaded: number;
}

/** What of the room's health is felt where it happens: at the doors, at the desks, before the database. */
export class RoomPulse {
  readonly clocks = new Clocks();
  private readonly phones = new Phones();
  private readonly store = new Recent<number>(WINDOW_MS);
  private readonly recognitions = new Recent<number>(WINDOW_MS);
  private readonly failures = new Recent<FailureCode>(FAILURES_MS);
  private stages = 0;
  private since = { sent: 0, broken: 0, overloaded: 0 };

  /** @param now ms since 1970 */
  constructor(private readonly now: () => number) {}

  phoneArrived(id: ParticipantId): void {
    this.phones.arrived(id, this.now());
  }
  /** @param sent the server closed the connection */
  phoneDeparted(id: ParticipantId, sent: boolean): void {
    this.phones.departed(id, this.now(), sent);
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
    this.store.add(ms, this.now());
  }
  recognized(ms: number): void {
    this.recognitions.add(ms, this.now());
  }
  /** A cast that a phone had kept is here. */
  caughtUp(): void {
    this.since.sent++;
  }
  refused(code: FailureCode): void {
    if (DOOR.has(code)) return;
    this.failures.add(code, this.now());
    if (code === 'internal') this.since.broken++;
    if (code === 'overloaded') this.since.overloaded++;
  }

  read(): Pick<Health, 'at' | 'roundTrip' | 'clockMs' | 'store' | 'recognize' | 'lost' | 'stages' | 'failures'> {
    const now = this.now();
    return {
      at: now,
      roundTrip: timesOf(this.clocks.roundTrips()),
      clockMs: timesOf(this.clocks.errors())?.p95 ?? null,
      store: timesOf(this.store.list(now)),
      recognize: timesOf(this.recognitions.list(now)),
      lost: this.phones.lost(now),
      stages: this.stages,
      failures: this.failures.list(now).length,
    };
  }

  takeSince(): Since {
    const { since } = this;
    this.since = { sent: 0, broken: 0, overloaded: 0 };
    return { ...since, back: this.phones.takeBack() };
  }
}
