import { MAX_PER_SECOND } from './levels';
import type { Cue } from './cue';

const SECOND_MS = 1_000;

/** Allows MAX_PER_SECOND cues of each kind in any second. */
export class CueLimiter {
  private readonly times = new Map<Cue['kind'], readonly number[]>();

  /** Those of `cues` that may play at `now`, ms; `now` never decreases. */
  take(cues: readonly Cue[], now: number): Cue[] {
    return cues.filter(({ kind }) => {
      const recent = (this.times.get(kind) ?? []).filter((time) => now - time < SECOND_MS);
      const isFree = recent.length < MAX_PER_SECOND[kind];
      this.times.set(kind, isFree ? [...recent, now] : recent);
      return isFree;
    });
  }
}
