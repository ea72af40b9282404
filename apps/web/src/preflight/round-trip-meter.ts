import { ClockMeter } from '@wandcast/protocol';

/** Statistics of several readings of the server's clock; null without readings. */
export interface RoundTripFigures {
  /** Median and maximum round trip, ms. */
  readonly roundTripMs: number | null;
  readonly slowestMs: number | null;
  /** Offset to add to the phone's clock to get the server's time, ms. */
  readonly offsetMs: number | null;
}

/** Measures round trips and the clock offset to the server. */
export class RoundTripMeter {
  private readonly clock = new ClockMeter();
  private readonly trips: number[] = [];

  /** @param askedAt, answeredAt ms on the phone's clock  @param serverAt ms on the server's clock, read in between */
  add(askedAt: number, serverAt: number, answeredAt: number): void {
    this.clock.add(askedAt, serverAt, answeredAt);
    this.trips.push(answeredAt - askedAt);
  }

  get figures(): RoundTripFigures {
    const sorted = [...this.trips].sort((a, b) => a - b);
    const at = (place: number): number | undefined => sorted[place];
    const [low, high] = [at(Math.ceil(sorted.length / 2) - 1), at(Math.floor(sorted.length / 2))];
    return {
      roundTripMs: low === undefined || high === undefined ? null : (low + high) / 2,
      slowestMs: sorted.at(-1) ?? null,
      offsetMs: this.clock.reading?.offsetMs ?? null,
    };
  }
}
