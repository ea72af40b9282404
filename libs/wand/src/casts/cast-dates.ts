import { isUndisturbed, type CastReplay, type CastStart, type ServerClock } from '@wandcast/protocol';
import { v7 as uuidv7 } from 'uuid';
import { offsetOf } from './cast-date.js';
import type { CastMoment, PendingCast } from './pending-cast.js';

/** Dates casts so that they stay right if the phone's clock is set before they are sent (SPEC Z2a). */
export class CastDates {
  /** Identifies this page, whose monotonic clock its casts are dated by. */
  private readonly page = uuidv7();

  constructor(private readonly clock: ServerClock) {}

  /** The times of a cast that starts now; `made` is undefined if they are known to be right. */
  start(): [Pick<CastStart, 'startedAt' | 'offsetMs'>, CastMoment | undefined] {
    const moment = this.clock.moment();
    const { anchor: before, offsetMs } = this.clock;
    const isDated = before !== undefined && isUndisturbed(moment, before);
    return [{ startedAt: moment.wall, offsetMs }, isDated ? undefined : { ...moment, page: this.page, before }];
  }

  /** A pending cast as it is sent: with a corrected offset if the one recorded with it may be wrong. */
  async dated({ made, ...cast }: PendingCast): Promise<CastReplay> {
    if (made === undefined || !(made.before ?? this.clock.anchor ?? made.page !== this.page)) return cast;
    await this.clock.measured();
    const { anchor } = this.clock;
    if (anchor !== undefined && made.page === this.page && anchor.monotonic < made.monotonic) return cast; // no reading since
    return { ...cast, offsetMs: offsetOf(made, anchor, this.page) };
  }
}
