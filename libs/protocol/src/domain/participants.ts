import type { Participant, SpellId } from './entities.js';

/** A participant as the console sees them. `nickname` is the public name. */
export interface ConsoleParticipant extends Participant {
  /** The name they entered, if it differs from the public name. */
  readonly enteredName: string | null;
  /** The name filter rejected the name they entered. */
  readonly flagged: boolean;
  /** Whether they are connected. */
  readonly connected: boolean;
  /** Number of casts, without taught ones. */
  readonly casts: number;
  /** Share of them that was recognized, 0..1; null before the first. */
  readonly recognizedShare: number | null;
  readonly taught: number;
  /** Spell of their last cast; null if it fizzled, undefined before the first. */
  readonly last?: SpellId | null;
  /** Ms since 1970. */
  readonly lastAt: number | null;
  /** Last round trip their phone reported to this node; null if none. */
  readonly roundTripMs: number | null;
  readonly points: number;
  /** Hidden from stage and leaderboard, without their knowledge. */
  readonly hidden: boolean;
  readonly removed: Removal;
}

/** `sent`: removed for a few minutes. `banned`: removed for good. */
export type Removal = 'no' | 'sent' | 'banned';
