import { disableAutoTraining } from '../bench/servers/wandcast/disable-auto-training.js';
import { withChaosSite } from '../chaos/site/chaos-site.js';
import { requireOpenFiles } from '../environment/require-open-files.js';
import { percentile } from '../figures/percentiles.js';
import { findRoom } from '../room-client/join-room.js';
import { becomeOwner } from '../room-client/sign-in-as-owner.js';
import { createLoadCasts } from '../bench/load/bench-cast.js';
import { Crowd, type Times } from './crowd.js';

export interface StormOptions {
  readonly wands: number;
  /** Over so many seconds they join. */
  readonly seconds: number;
  readonly progress: (text: string) => void;
}

/** Times of a crowd, ms. */
export interface StormTimes {
  readonly p50: number | null;
  readonly p99: number | null;
  readonly max: number | null;
  /** Refused, or without an answer. */
  readonly failed: number;
}

/** Result of `npm run bench:storm`; its usage explains the terms. */
export interface StormResult {
  readonly joins: StormTimes;
  readonly ends: StormTimes;
  readonly reconnects: StormTimes;
  /** From the start of the killed server to its first answer, ms. */
  readonly firstAnswerMs: number;
  readonly wands: number;
  readonly seconds: number;
}

/** Most wands that end their casts together. */
const MAX_ENDS = 1_000;
/** Within this time they end them, ms. */
const ENDS_WITHIN_MS = 100;
const SEED = 2018;
/** Open files of this process other than its wands' sockets. */
const OTHER_FILES = 100;

/** Everyone joins, casts, and comes back after the server was killed, each at once. @throws UsageError */
export function runStorms({ wands, seconds, progress }: StormOptions): Promise<StormResult> {
  requireOpenFiles(wands, OTHER_FILES);
  return withChaosSite(async ({ server, stopped }) => {
    progress('storm: starting the server');
    await server.start(stopped);
    const setUpToken = await server.waitForOutput(/#set-up=(\S+)/, stopped);
    await disableAutoTraining(server.url, await becomeOwner(server.url, setUpToken));
    const { code } = await findRoom(server.url, undefined);
    const crowd = new Crowd({ url: server.url, code }, stopped);
    try {
      progress(`storm: ${wands} wands join within ${seconds} s`);
      const joins = await crowd.join(wands, seconds);
      const ends = Math.min(wands, MAX_ENDS);
      progress(`storm: ${ends} wands end a cast within ${ENDS_WITHIN_MS} ms`);
      const ended = await crowd.endCasts(ends, createLoadCasts(SEED), ENDS_WITHIN_MS);
      progress('storm: the server is killed and started again');
      await server.end('SIGKILL');
      await crowd.away();
      const firstAnswerMs = await server.start(stopped);
      const reconnects = await crowd.back();
      return {
        ...{ joins: summaryOf(joins), ends: summaryOf(ended), reconnects: summaryOf(reconnects) },
        ...{ firstAnswerMs: Math.round(firstAnswerMs), wands, seconds },
      };
    } finally {
      crowd.leave();
    }
  });
}

function summaryOf({ ms, failed }: Times): StormTimes {
  return { p50: percentile(ms, 0.5), p99: percentile(ms, 0.99), max: percentile(ms, 1), failed };
}
