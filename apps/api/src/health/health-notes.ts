import type { HealthNote } from '@wandcast/protocol';
import type { SlowPhone } from '../rooms/health-stats/clock-readings.js';

const MAX_NOTES = 8;

/** So many of a room at once are no coincidence; of a small room, this many. */
const EXODUS_SHARE = 0.05;
const EXODUS = 5;

/** Shorter, and nobody notices that the server stands still, ms. */
const STANDSTILL_MS = 500;

/** Beats after which returned phones are reported, even if more are still coming. */
const PATIENCE = 5;

/** More slow phones than this are reported as a number. */
const NAMED = 2;

/** What happened since the last beat, but for `lost`: that is of the last ten seconds. */
export interface Beat {
  /** Ms since 1970. */
  readonly at: number;
  readonly here: number;
  readonly lost: number;
  readonly back: number;
  /** Casts that phones had kept and sent. */
  readonly sent: number;
  readonly slow: readonly SlowPhone[];
  readonly loopMs: number;
  /** Failures that are the server's own, and casts that it could not take. */
  readonly broken: number;
  readonly overloaded: number;
}

/** Recent events in words, for the person who runs the room. */
export class HealthNotes {
  private notes: readonly HealthNote[] = [];
  private returned = { back: 0, sent: 0, beats: 0 };
  /** How many have left, as it was told; 0 while nobody leaves. */
  private gone = 0;

  /** Newest first. */
  list(): readonly HealthNote[] {
    return this.notes;
  }

  say(at: number, words: string, alarm = false): void {
    this.notes = [{ at, words, alarm }, ...this.notes].slice(0, MAX_NOTES);
  }

  beat(beat: Beat): void {
    this.tellOfReturned(beat);
    this.tellOfGone(beat);
    this.tellOfSlow(beat);
    const { at, here, loopMs, broken, overloaded } = beat;
    if (loopMs >= STANDSTILL_MS && here > 0) this.say(at, `The server stood still for ${Math.round(loopMs)} ms`, true);
    if (overloaded > 0)
      this.say(at, `${counted(overloaded, 'cast')} had to wait on the phones: the server is busy`, true);
    if (broken > 0) this.say(at, `${counted(broken, 'message')} failed, the server’s log says why`, true);
  }

  /** They return and replay over some seconds, and are reported together. */
  private tellOfReturned({ at, back, sent }: Beat): void {
    const all = this.returned;
    all.back += back;
    all.sent += sent;
    if (all.back + all.sent === 0) return;
    all.beats++;
    if (back + sent > 0 && all.beats < PATIENCE) return;
    const cameBack = all.back > 0 ? [`${counted(all.back, 'phone')} came back`] : [];
    const wereSent = all.sent > 0 ? [`${counted(all.sent, all.back > 0 ? 'cast' : 'kept cast')} sent`] : [];
    this.say(at, [...cameBack, ...wereSent].join(', '));
    this.returned = { back: 0, sent: 0, beats: 0 };
  }

  /** One note for those who leave together, with their number as it grows. */
  private tellOfGone({ at, lost, here }: Beat): void {
    if (lost < Math.max(EXODUS, EXODUS_SHARE * (here + lost))) {
      if (lost === 0) this.gone = 0;
      return;
    }
    if (lost <= this.gone) return;
    if (this.gone > 0) {
      const before = wordsOfGone(this.gone);
      this.notes = this.notes.filter(({ words }) => words !== before);
    }
    this.gone = lost;
    this.say(at, wordsOfGone(lost), true);
  }

  private tellOfSlow({ at, slow }: Beat): void {
    if (slow.length > NAMED) this.say(at, `${slow.length} phones are slow, ${worst(slow)} ms at worst`);
    else
      for (const { nickname, roundTripMs } of slow) this.say(at, `${nickname} is slow, ${Math.round(roundTripMs)} ms`);
  }
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
const wordsOfGone = (lost: number): string => `${counted(lost, 'phone')} left within ten seconds`;
const worst = (slow: readonly SlowPhone[]): number =>
  Math.round(Math.max(...slow.map(({ roundTripMs }) => roundTripMs)));
