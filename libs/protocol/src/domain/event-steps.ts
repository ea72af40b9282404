import type { StepKind, RoundKind, SpellId } from './entities.js';

/** One step of the run of show. */
export interface Step {
  readonly id: string;
  readonly kind: StepKind;
  /** If empty, the UI derives a title from the kind and the spell. */
  readonly title: string;
  /** Planned duration, or the length of the round, in seconds; null if open-ended. */
  readonly seconds: number | null;
  /** The spell to teach or cast; null for any. */
  readonly spell: SpellId | null;
  /** The kind of round; null for other steps. */
  readonly challenge: RoundKind | null;
  /** Whether wands also cast without a press (C14); only on `cast` and `round`. */
  readonly freeCasting: boolean;
  /** When it was last entered, server time in ms since 1970; null if never. */
  readonly enteredAt: number | null;
  /** The newest round it started. */
  readonly roundId: string | null;
}

/** Whether people cast in steps of this kind, instead of teaching or watching. */
export function hasCasting(kind: StepKind): boolean {
  return kind === 'cast' || kind === 'round';
}

export interface RunOfShow {
  /** In order. */
  readonly steps: readonly Step[];
  /** Id of the current step; null before the first. */
  readonly current: string | null;
  /** Removed steps that can be restored, newest first. */
  readonly removed: readonly Step[];
}

/** A rehearsal with simulated wizards. */
export interface Rehearsal {
  readonly wizards: number;
  /** When it started, ms since 1970. */
  readonly since: number;
}
