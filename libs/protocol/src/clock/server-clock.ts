import { ClockMeter, type ClockReading } from './clock-meter.js';
import type { Answer } from '../domain/entities.js';

/** Readings per measurement, because a single one may be delayed. */
const READINGS = 3;

/** Interval between measurements, ms. */
const INTERVAL_MS = 30_000;

/** If the wall clock and the monotonic clock diverge by more than this, the clock was set or the device slept, ms. */
const MAX_DRIFT_MS = 200;

/** Sends clock requests to the server. */
export interface ClockTransport {
  read(): Promise<Answer<{ readonly at: number }>>;
  /** Reports the result of a measurement. */
  report(reading: ClockReading): void;
}

/**
 * Estimates the server's clock (SPEC Z1). Measures on every connection and every 30 s, and again after the local clock
 * was set or the device slept. Offline, the last offset stays in use so that a round can continue.
 */
export class ServerClock {
  private readonly meter = new ClockMeter();
  private known: ClockReading | undefined;
  private transport: ClockTransport | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  /** Wall clock minus monotonic clock at the newest reading, ms. */
  private clockGap = 0;
  private measuring = false;

  /** @param now wall clock, ms since 1970  @param monotonicNow monotonic clock with any origin, ms */
  constructor(
    private readonly now: () => number,
    private readonly monotonicNow: () => number,
  ) {}

  /** Server time minus local time, ms; null before the first reading. */
  get offsetMs(): number | null {
    return this.known?.offsetMs ?? null;
  }

  /** The server's time, ms since 1970; the local time before the first reading. */
  serverNow(): number {
    if (this.wasSet) void this.measure();
    return this.now() + (this.known?.offsetMs ?? 0);
  }

  /** Starts measuring over a new connection. Earlier readings are discarded: another server may answer. */
  open(transport: ClockTransport): void {
    this.close();
    this.meter.reset();
    this.transport = transport;
    void this.measure();
    this.timer = setInterval(() => void this.measure(), INTERVAL_MS);
  }

  /** Stops measuring, and keeps the last offset. */
  close(): void {
    clearInterval(this.timer);
    this.transport = undefined;
  }

  /** Takes one reading with `request`. @throws what `request` throws */
  async read(request: ClockTransport['read']): Promise<void> {
    const sentAt = this.now();
    const clockGap = sentAt - this.monotonicNow();
    const answer = await request();
    const receivedAt = this.now();
    const wasSetMeanwhile = Math.abs(receivedAt - this.monotonicNow() - clockGap) > MAX_DRIFT_MS;
    if (!answer.ok || wasSetMeanwhile) return;
    if (Math.abs(clockGap - this.clockGap) > MAX_DRIFT_MS) this.meter.reset();
    this.clockGap = clockGap;
    this.meter.add(sentAt, answer.value.at, receivedAt);
    this.known = this.meter.reading;
  }

  private get wasSet(): boolean {
    return this.known !== undefined && Math.abs(this.now() - this.monotonicNow() - this.clockGap) > MAX_DRIFT_MS;
  }

  /** Takes several readings in sequence, then reports the best one. */
  private async measure(): Promise<void> {
    const { transport } = this;
    if (transport === undefined || this.measuring) return;
    this.measuring = true;
    try {
      for (let i = 0; i < READINGS && this.transport === transport; i++) await this.read(() => transport.read());
      if (this.transport === transport && this.known !== undefined) transport.report(this.known);
    } catch {
      // no answer: the next interval or the next connection measures again
    } finally {
      this.measuring = false;
      if (this.transport !== undefined && this.transport !== transport) void this.measure(); // reopened meanwhile
    }
  }
}
