import type { Round } from '@wandcast/protocol';
import type { PlayedCast } from './played-cast.js';

/** Casts in the order they began: those of a round are found without a look at all others. */
export class CastsByStart {
  private readonly casts: readonly PlayedCast[];

  constructor(casts: readonly PlayedCast[]) {
    this.casts = [...casts].sort((a, b) => a.beganAt - b.beganAt);
  }

  /** Those that began while the round was open. */
  during({ startsAt, endsAt, pausedAt }: Pick<Round, 'startsAt' | 'endsAt' | 'pausedAt'>): readonly PlayedCast[] {
    return this.casts.slice(this.indexOf(startsAt), this.indexOf(pausedAt ?? endsAt));
  }

  /** Index of the first cast that began at this time or later, ms since 1970. */
  private indexOf(at: number): number {
    let [from, until] = [0, this.casts.length];
    while (from < until) {
      const middle = (from + until) >>> 1;
      if ((this.casts[middle]?.beganAt ?? Infinity) < at) from = middle + 1;
      else until = middle;
    }
    return from;
  }
}
