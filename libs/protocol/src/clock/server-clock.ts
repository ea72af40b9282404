import { ClockMeter, type ClockReading } from './clock-meter.js';
import type { Answer } from '../domain/entities.js';

/** Readings in a row: the quickest of them counts, and one may meet a busy moment. */
const READINGS = 3;

/** How often the clock is read again, ms. */
const AGAIN_MS = 30_000;

/** A clock that moved against time itself by more than this was set, or the phone slept, ms. */
const SET_MS = 200;

/** The way to the server, as far as its clock goes. */
export interface ClockTransport {
  read(): Promise<Answer<{ readonly at: number }>>;
  /** Is told what came of a few readings. */
  tell(reading: ClockReading): void;
}

/**
 * What a page knows of the server's clock (SPEC Z1): read a few times at every connection and again every 30 s. What was
 * measured before counts until there is something newer, so that a round goes on where the server is out of reach. A
 * clock that was set, or a machine that slept, is noticed.
 */
export class ServerClock {
  private readonly meter = new ClockMeter();
  private known: ClockReading | undefined;
  private line: ClockTransport | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  /** `now` less `steady` at the newest reading. */
  private gap = 0;
  private reading = false;

  /** @param now ms since 1970, as it may be set  @param steady ms that only ever run on, since whenever */
  constructor(
    private readonly now: () => number,
    private readonly steady: () => number,
  ) {}

  /** Ms to add to one's own clock to read the server's; null before the first reading. */
  get offsetMs(): number | null {
    return this.known?.offsetMs ?? null;
  }

  /** Ms since 1970 by the server's clock, by one's own before the first reading. */
  serverNow(): number {
    if (this.wasSet) void this.readOn();
    return this.now() + (this.known?.offsetMs ?? 0);
  }

  /** The server can be asked: whoever answers may be another server than before. */
  open(line: ClockTransport): void {
    this.close();
    this.meter.forget();
    this.line = line;
    void this.readOn();
    this.timer = setInterval(() => void this.readOn(), AGAIN_MS);
  }

  /** The server is out of reach. */
  close(): void {
    clearInterval(this.timer);
    this.line = undefined;
  }

  /** Takes one reading by way of `ask`. @throws what `ask` throws */
  async read(ask: ClockTransport['read']): Promise<void> {
    const askedAt = this.now();
    const gap = askedAt - this.steady();
    const answer = await ask();
    const answeredAt = this.now();
    if (!answer.ok || Math.abs(answeredAt - this.steady() - gap) > SET_MS) return; // set while we waited
    if (Math.abs(gap - this.gap) > SET_MS) this.meter.forget();
    this.gap = gap;
    this.meter.add(askedAt, answer.value.at, answeredAt);
    this.known = this.meter.reading;
  }

  private get wasSet(): boolean {
    return this.known !== undefined && Math.abs(this.now() - this.steady() - this.gap) > SET_MS;
  }

  /** A few readings one after another, then tells what came of them. */
  private async readOn(): Promise<void> {
    const { line } = this;
    if (line === undefined || this.reading) return;
    this.reading = true;
    try {
      for (let i = 0; i < READINGS && this.line === line; i++) await this.read(() => line.read());
      if (this.line === line && this.known !== undefined) line.tell(this.known);
    } catch {
      // no answer: the next turn, or the next connection, asks again
    } finally {
      this.reading = false;
      if (this.line !== undefined && this.line !== line) void this.readOn(); // another line opened meanwhile
    }
  }
}
