import { REACTIONS_PER_10_S } from '@wandcast/protocol';

const WINDOW_MS = 10_000;

/** Limits reactions as the server does, so that the phone can say why one would not be shown. */
export class ReactionLimit {
  private sentAt: readonly number[] = [];

  /** Counts a reaction at `now`, ms. @returns whether it may be sent */
  take(now: number): boolean {
    if (this.waitMs(now) > 0) return false;
    this.sentAt = [...this.sentAt, now].slice(-REACTIONS_PER_10_S);
    return true;
  }

  /** Time until the next reaction may be sent, ms; 0 if it may be sent now. */
  waitMs(now: number): number {
    const oldest = this.sentAt.at(-REACTIONS_PER_10_S);
    return oldest === undefined ? 0 : Math.max(0, oldest + WINDOW_MS - now);
  }
}

const limits = new WeakMap<object, ReactionLimit>();

/** The limit of a wand, on whichever page: the server has one, too. */
export function limitOf(wand: object): ReactionLimit {
  const limit = limits.get(wand) ?? new ReactionLimit();
  limits.set(wand, limit);
  return limit;
}
