import type { StepKind, RoundKind, SpellId } from './entities.js';

/** One step of the run of show. */
export interface Step {
  readonly id: string;
  readonly kind: StepKind;
  /** What the plan calls it; where it is empty its kind and spell say it. */
  readonly title: string;
  /** How long it is meant to take, or a round takes, seconds; null where that is open. */
  readonly seconds: number | null;
  /** To teach or to cast; null where it is any. */
  readonly spell: SpellId | null;
  /** Of a round. */
  readonly challenge: RoundKind | null;
  /** When it was entered last, ms since 1970 by the server's clock; null where it never was. */
  readonly enteredAt: number | null;
  /** The newest round it began. */
  readonly roundId: string | null;
}

export interface RunOfShow {
  /** In their order. */
  readonly steps: readonly Step[];
  /** The one the room is in; null before the first. */
  readonly current: string | null;
  /** Steps taken out of the plan that can be put back, newest first. */
  readonly removed: readonly Step[];
}

/** Simulated wizards in the room. */
export interface Rehearsal {
  readonly wizards: number;
  /** When they were sent in, ms since 1970. */
  readonly since: number;
}
