/** A finished cast, as its wand sends it. Times on the clock of `performance.now`. */
export interface CastEntry {
  readonly castId: string;
  readonly participantId: string;
  readonly count: number;
  readonly checksum: number;
  readonly begunAt: number;
  readonly endedAt: number;
  /** The wand was offline when it ended, and kept it for later. */
  readonly kept: boolean;
}

/** A cast that the server has stored. */
export interface AckedCast extends CastEntry {
  readonly ackedAt: number;
}

/** Every finished cast of a drive, and what became of it. */
export class CastLog {
  readonly pending = new Map<string, CastEntry>();
  readonly acked = new Map<string, AckedCast>();
  /** Refused for good: how many casts by failure code. */
  readonly refusals: Record<string, number> = {};

  /** @param answered is called when a cast was acknowledged, and with undefined when it was refused */
  constructor(private readonly answered: (acked: CastEntry | undefined) => void) {}

  add(entry: CastEntry): void {
    this.pending.set(entry.castId, entry);
  }

  stored(castId: string): void {
    const entry = this.pending.get(castId);
    if (entry === undefined) return;
    this.pending.delete(castId);
    this.acked.set(castId, { ...entry, ackedAt: performance.now() });
    this.answered(entry);
  }

  refused(castId: string, code: string): void {
    if (!this.pending.delete(castId)) return;
    this.refusals[code] = (this.refusals[code] ?? 0) + 1;
    this.answered(undefined);
  }
}
