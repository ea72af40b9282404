import { ClockMeter, type ClockReading } from './clock-meter.js';
import type { Answer } from '../domain/entities.js';

/** Readings per measurement, because a single one may be delayed. */
const READINGS = 3;

/** Interval between measurements, ms. */
const INTERVAL_MS = 30_000;

/** If the wall clock and the monotonic clock diverge by more than this, the clock was set or the device slept, ms. */
const MAX_DRIFT_MS = 200;

/** One moment by both local clocks, ms. The monotonic one starts with its page, and may stand still while it sleeps. */
export interface LocalMoment {
  readonly wall: number;
  readonly monotonic: number;
}

/** A moment at which the server's clock was read. */
export interface ClockAnchor extends LocalMoment, ClockReading {}

/** Whether the wall clock was neither set nor ran through a sleep between two moments of one page. */
export function isUndisturbed(a: LocalMoment, b: LocalMoment): boolean {
  return Math.abs(gapOf(a) - gapOf(b)) <= MAX_DRIFT_MS;
}

const gapOf = ({ wall, monotonic }: LocalMoment): number => wall - monotonic;

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
  /** The newest reading; undefined before the first. */
  anchor: ClockAnchor | undefined;
  private transport: ClockTransport | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  private measuring: Promise<void> | undefined;

  /** @param now wall clock, ms since 1970  @param monotonicNow monotonic clock with any origin, ms */
  constructor(
    private readonly now: () => number,
    private readonly monotonicNow: () => number,
  ) {}

  /** Server time minus local time, ms; null before the first reading. */
  get offsetMs(): number | null {
    const { anchor } = this;
    if (anchor === undefined) return null;
    const drift = gapOf(this.moment()) - gapOf(anchor);
    // A clock that lost time was set back: no sleep does that. One that gained time has slept, or was set.
    return drift < -MAX_DRIFT_MS ? anchor.offsetMs - drift : anchor.offsetMs;
  }

  /** Now, by both local clocks. Measures again if they diverged. */
  moment(): LocalMoment {
    const moment = { wall: this.now(), monotonic: this.monotonicNow() };
    if (this.anchor !== undefined && !isUndisturbed(moment, this.anchor)) void this.measure();
    return moment;
  }

  /** The server's time, ms since 1970; the local time before the first reading. */
  serverNow(): number {
    return this.now() + (this.offsetMs ?? 0);
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

  /** Resolves when the measurement in progress has ended, with or without an answer. */
  async measured(): Promise<void> {
    while (this.measuring !== undefined) await this.measuring;
  }

  /** Takes one reading with `request`. @throws what `request` throws */
  async read(request: ClockTransport['read']): Promise<void> {
    const sent = { wall: this.now(), monotonic: this.monotonicNow() };
    const answer = await request();
    const received = { wall: this.now(), monotonic: this.monotonicNow() };
    if (!answer.ok || !isUndisturbed(sent, received)) return;
    if (this.anchor === undefined || !isUndisturbed(sent, this.anchor)) this.meter.reset();
    this.meter.add(sent.wall, answer.value.at, received.wall);
    const { reading } = this.meter;
    if (reading !== undefined) this.anchor = { ...received, ...reading };
  }

  private measure(): Promise<void> {
    const { transport } = this;
    if (transport === undefined) return Promise.resolve();
    this.measuring ??= this.takeReadings(transport).finally(() => {
      this.measuring = undefined;
      if (this.transport !== undefined && this.transport !== transport) void this.measure(); // reopened meanwhile
    });
    return this.measuring;
  }

  /** Takes several readings in sequence, then reports the best one. */
  private async takeReadings(transport: ClockTransport): Promise<void> {
    try {
      for (let i = 0; i < READINGS && this.transport === transport; i++) await this.read(() => transport.read());
      const { reading } = this.meter;
      if (this.transport === transport && reading !== undefined) transport.report(reading);
    } catch {
      // no answer: the next interval or the next connection measures again
    }
  }
}
