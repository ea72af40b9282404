import type { CastId, StageResult } from '@wandcast/protocol';

/** Most results per frame. If a whole round ends at once, the rest follow in the next frames. */
const PER_FRAME = 20;

/** Number of sent results kept for stages that join late. */
const RECENT = 24;

/** Results waiting for a stage frame, and the latest ones sent. */
export class StageResultQueue {
  private waiting: StageResult[] = [];
  private sent: StageResult[] = [];

  add(result: StageResult): void {
    this.waiting.push(result);
  }

  /** Removes and returns the results for the next frame, oldest first. */
  take(): StageResult[] {
    const taken = this.waiting.splice(0, PER_FRAME);
    this.sent = [...this.sent, ...taken].slice(-RECENT);
    return taken;
  }

  /** The latest sent results of participants with these slots. */
  recent(slots: ReadonlySet<number>): StageResult[] {
    return this.sent.filter(({ slot }) => slots.has(slot));
  }

  /** Drops waiting results of a participant who was hidden. */
  dropSlot(gone: number): void {
    this.waiting = this.waiting.filter(({ slot }) => slot !== gone);
  }

  /** Drops results of deleted casts. */
  dropCasts(gone: ReadonlySet<CastId>): void {
    const kept = ({ castId }: StageResult): boolean => !gone.has(castId);
    [this.waiting, this.sent] = [this.waiting.filter(kept), this.sent.filter(kept)];
  }
}
