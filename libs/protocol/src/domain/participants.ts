import type { Participant, SpellId } from './entities.js';

/** Someone of the room, as the console knows them. `nickname` is what everyone sees. */
export interface ConsoleParticipant extends Participant {
  /** What they signed, where everyone sees another name. */
  readonly signed: string | null;
  /** The filter did not let through what they signed. */
  readonly flagged: boolean;
  readonly here: boolean;
  /** Casts that were no lessons. */
  readonly casts: number;
  /** Share of them that were recognized; null before the first. */
  readonly understood: number | null;
  readonly taught: number;
  /** What was heard last: null where it fizzled, undefined before the first cast. */
  readonly last?: SpellId | null;
  /** Ms since 1970. */
  readonly lastAt: number | null;
  /** As their phone measured it last, on this node; null where it has not. */
  readonly roundTripMs: number | null;
  readonly points: number;
  /** Out of sight of stage and board; they do not know. */
  readonly hidden: boolean;
  readonly removed: Removal;
}

/** `sent`: out, and may come back after a while. `banned`: out for good. */
export type Removal = 'no' | 'sent' | 'banned';
