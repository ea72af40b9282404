import { ClockMeter } from '@wandcast/protocol';

/** What some readings of the server's clock show. */
export interface TripFigures {
  /** The middle of the round trips and the slowest, ms. */
  readonly roundTripMs: number | null;
  readonly slowestMs: number | null;
  /** Ms to add to one's own clock to read the server's. */
  readonly offsetMs: number | null;
}

/** Times the way to the server and back. */
export class TripMeter {
  private readonly clock = new ClockMeter();
  private readonly trips: number[] = [];

  /** @param askedAt, answeredAt ms by one's own clock  @param serverAt ms by the server's, read in between */
  add(askedAt: number, serverAt: number, answeredAt: number): void {
    this.clock.add(askedAt, serverAt, answeredAt);
    this.trips.push(answeredAt - askedAt);
  }

  get figures(): TripFigures {
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
