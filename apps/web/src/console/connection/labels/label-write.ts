import type { CastId, CastLabel, Failure, LabeledCast } from '@wandcast/protocol';
import type { ComputedRef, ShallowRef } from 'vue';
import type { LabelChange } from './pending-labels';
import type { ReadLabels } from './reread-labels';

/** Several changes that are undone together. */
export interface LabelWrite {
  readonly castIds: readonly CastId[];
  /** The changed casts, with the labels that undo restores, once the server has answered for all. */
  readonly settled: Promise<readonly LabeledCast[]>;
  /** How many casts it changed, so far as the server has answered. Others had the label already, or were refused. */
  changed(): number;
  /** Restores the labels that these casts had before, as far as they were changed. */
  revert(): LabelWrite;
}

/** A label of this member that differs from one that another member gave at about the same time. */
export interface LabelConflict {
  readonly castId: CastId;
  readonly mine: CastLabel;
  readonly theirs: CastLabel;
  /** Whether the other member's label was stored later, so that it is the current one. */
  readonly isTheirsCurrent: boolean;
}

/** Labels that the server refused. They stay until somebody has read why. */
export interface RefusedLabels {
  readonly failure: Failure;
  readonly casts: number;
}

export interface LabelWriter {
  /** Labels changed since this page was opened, by anyone, with pending changes; null if a label was withdrawn. */
  readonly labels: ComputedRef<ReadonlyMap<CastId, CastLabel | null>>;
  /** Number of changes that the server has not confirmed. */
  readonly waiting: ComputedRef<number>;
  /** Why the server cannot store them at the moment. They are sent again. */
  readonly delay: Readonly<ShallowRef<Failure | undefined>>;
  readonly refused: Readonly<ShallowRef<RefusedLabels | undefined>>;
  readonly conflicts: Readonly<ShallowRef<readonly LabelConflict[]>>;
  /** @param shown the label that the member saw, if the page did not get it as a change */
  readonly write: (changes: readonly LabelChange[], shown?: CastLabel | null) => LabelWrite;
  readonly dismissRefused: () => void;
  readonly dismissConflict: (castId: CastId) => void;
  /**
   * Forgets what the server said before, because announcements were missed: after a reconnection it reads the labels
   * again, in another event there are none yet.
   * @returns whether it could read them all
   */
  readonly welcomed: (isSameEvent: boolean, read: ReadLabels) => Promise<boolean>;
  /** Stores labels that the server announced. */
  readonly receive: (changed: readonly { readonly castId: CastId; readonly label: CastLabel | null }[]) => void;
}
