import type { HealthNote, HealthNoteContent, StorageFaultName } from '@wandcast/protocol';
import type { SlowPhone } from '../rooms/health-stats/clock-readings.js';

const MAX_NOTES = 8;

/** Phones lost within ten seconds are reported from this share of the room on, but at least this many. */
const MIN_LOST_SHARE = 0.05;
const MIN_LOST = 5;

/** Event-loop delays from this long on are reported, ms. */
const REPORTED_DELAY_MS = 500;

/** Returned phones are reported after this many beats even if more keep returning. */
const MAX_BEATS = 5;

/** More slow phones than this are reported as a number instead of by name. */
const MAX_NAMED = 2;

/** Measurements since the last beat; `lost` covers the last ten seconds. */
export interface Beat {
  /** Ms since 1970. */
  readonly at: number;
  /** Connected phones. */
  readonly connected: number;
  readonly lost: number;
  readonly returned: number;
  /** Casts that phones had kept while offline. */
  readonly pendingCastsStored: number;
  readonly slow: readonly SlowPhone[];
  readonly loopMs: number;
  readonly internalFailures: number;
  /** `overloaded` failures: casts that the server could not accept. */
  readonly overloaded: number;
}

/** Recent notable events, for moderators. */
export class HealthNotes {
  private notes: readonly HealthNote[] = [];
  private returned = { phones: 0, casts: 0, beats: 0 };
  /** Number of lost phones in the current note; 0 if there is none. */
  private reportedLost = 0;
  private storageFault: StorageFaultName | undefined;

  /** Newest first. */
  list(): readonly HealthNote[] {
    return this.notes;
  }

  add(at: number, notice: HealthNoteContent, alarm = false): void {
    this.notes = [{ at, alarm, ...notice }, ...this.notes].slice(0, MAX_NOTES);
  }

  /** Whether casts could not be stored when that was last checked. */
  get storageFails(): boolean {
    return this.storageFault !== undefined;
  }

  /** Notes why casts cannot be stored, and when they can again. */
  storageChecked(at: number, fault: StorageFaultName | undefined): void {
    if (fault === this.storageFault) return;
    this.storageFault = fault;
    if (fault === undefined) this.add(at, { kind: 'storage-restored' });
    else this.add(at, { kind: 'storage-failing', fault }, true);
  }

  beat(beat: Beat): void {
    this.noteReturned(beat);
    this.noteLost(beat);
    this.noteSlow(beat);
    const { at, connected, loopMs, internalFailures, overloaded } = beat;
    if (loopMs >= REPORTED_DELAY_MS && connected > 0)
      this.add(at, { kind: 'server-stalled', ms: Math.round(loopMs) }, true);
    if (overloaded > 0 && !this.storageFails) this.add(at, { kind: 'casts-postponed', casts: overloaded }, true);
    if (internalFailures > 0) this.add(at, { kind: 'messages-failed', messages: internalFailures }, true);
  }

  /** Phones return and send their casts over several seconds, so they are reported together. */
  private noteReturned({ at, returned, pendingCastsStored }: Beat): void {
    const all = this.returned;
    all.phones += returned;
    all.casts += pendingCastsStored;
    if (all.phones + all.casts === 0) return;
    all.beats++;
    if (returned + pendingCastsStored > 0 && all.beats < MAX_BEATS) return;
    this.add(at, { kind: 'phones-returned', phones: all.phones, casts: all.casts });
    this.returned = { phones: 0, casts: 0, beats: 0 };
  }

  /** Adds one note about lost phones, and replaces it when their number grows. */
  private noteLost({ at, lost, connected }: Beat): void {
    if (lost < Math.max(MIN_LOST, MIN_LOST_SHARE * (connected + lost))) {
      if (lost === 0) this.reportedLost = 0;
      return;
    }
    if (lost <= this.reportedLost) return;
    const before = this.reportedLost;
    this.notes = this.notes.filter((note) => note.kind !== 'phones-lost' || note.phones !== before);
    this.reportedLost = lost;
    this.add(at, { kind: 'phones-lost', phones: lost }, true);
  }

  private noteSlow({ at, slow }: Beat): void {
    if (slow.length > MAX_NAMED) this.add(at, { kind: 'phones-slow', phones: slow.length, roundTripMs: slowest(slow) });
    else
      for (const { nickname, roundTripMs } of slow)
        this.add(at, { kind: 'phone-slow', nickname, roundTripMs: Math.round(roundTripMs) });
  }
}

const slowest = (phones: readonly SlowPhone[]): number =>
  Math.round(Math.max(...phones.map(({ roundTripMs }) => roundTripMs)));
