import { Injectable } from '@nestjs/common';

/** A cast in progress sends samples many times in this time, ms. */
const MOVING_MS = 1_000;

/**
 * Whether casts move on this node, to which other work gives way. One that was started and sends nothing does not count,
 * however long it stays open.
 */
@Injectable()
export class CastActivity {
  private movedAt = -Infinity;

  /** Called when samples of a cast in progress arrive. @param now of a clock that never goes back, ms */
  moved(now: number): void {
    this.movedAt = now;
  }

  isMoving(now: number): boolean {
    return now - this.movedAt < MOVING_MS;
  }
}
