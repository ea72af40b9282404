import type { CastId, StageResult } from '@wandcast/protocol';

/** Results a frame tells at most: if a whole round ends in the same breath, the rest follow in the next ones. */
const IN_A_FRAME = 20;

/** Results a late stage is shown at once. */
const RECENT = 24;

/** Results on their way to the stage, and the last that went. */
export class StageResultQueue {
  private waiting: StageResult[] = [];
  private sent: StageResult[] = [];

  add(result: StageResult): void {
    this.waiting.push(result);
  }

  /** The next for a frame, oldest first. */
  take(): StageResult[] {
    const taken = this.waiting.splice(0, IN_A_FRAME);
    this.sent = [...this.sent, ...taken].slice(-RECENT);
    return taken;
  }

  /** The last that went, of people at these slots. */
  recent(slots: ReadonlySet<number>): StageResult[] {
    return this.sent.filter(({ slot }) => slots.has(slot));
  }

  /** Nobody is at that slot any more. */
  dropSlot(gone: number): void {
    this.waiting = this.waiting.filter(({ slot }) => slot !== gone);
  }

  /** They were deleted. */
  dropCasts(gone: ReadonlySet<CastId>): void {
    const kept = ({ castId }: StageResult): boolean => !gone.has(castId);
    [this.waiting, this.sent] = [this.waiting.filter(kept), this.sent.filter(kept)];
  }
}
