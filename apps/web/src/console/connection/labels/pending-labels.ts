import type { CastId, CastLabel, FromConsole, LabeledCast } from '@wandcast/protocol';

/** One change of a cast's label. */
export type LabelChange = FromConsole<'casts:label'>['labels'][number];

/** The label shown until the server answers: this one, the stored one, or what is shown already if undefined. */
export type ShownLabel = CastLabel | null | 'stored' | undefined;

/** A change that the server has not confirmed. */
export interface PendingLabel {
  readonly castId: CastId;
  readonly shown: ShownLabel;
  /** Whether it takes an earlier change back. */
  readonly isUndo: boolean;
  /** Read when it is sent, because a revert depends on the answer to the change before it; undefined if there is nothing to send. */
  readonly change: () => LabelChange | undefined;
  /**
   * Called once. `labeled` is undefined if the cast does not exist anymore or the change was refused; `isResent` if the
   * answer to an earlier message with this change was lost.
   */
  readonly settle: (labeled: LabeledCast | undefined, isResent: boolean) => void;
}

/** Most changes in one message: stays below MAX_MESSAGE_BYTES even with the longest spell ids. */
const MAX_BATCH = 500;

/**
 * The first pending changes that one message can carry: each cast at most once, because a message has no order.
 * @param mayUndo whether undos may be sent; what comes after one waits for it
 */
export function nextBatch(
  pending: readonly PendingLabel[],
  mayUndo: boolean,
  limit = MAX_BATCH,
): readonly PendingLabel[] {
  const batch = new Map<CastId, PendingLabel>();
  for (const one of pending) {
    if (batch.size === limit || batch.has(one.castId) || (one.isUndo && !mayUndo)) break;
    batch.set(one.castId, one);
  }
  return [...batch.values()];
}

/** The labels that casts will have when all pending changes are stored. */
export function withPending(
  stored: ReadonlyMap<CastId, CastLabel | null>,
  pending: readonly PendingLabel[],
): ReadonlyMap<CastId, CastLabel | null> {
  if (pending.length === 0) return stored;
  const all = new Map(stored);
  for (const { castId, shown } of pending) {
    const label = shown === 'stored' ? stored.get(castId) : shown;
    if (label !== undefined) all.set(castId, label);
    else if (shown === 'stored') all.delete(castId);
  }
  return all;
}

/** The label that a change gives, until the server answers with its own time. */
export function expectedLabel(change: LabelChange, by: string, at: number): CastLabel | null | undefined {
  switch (change.kind) {
    case 'spell':
      return { spell: change.spell, at, by };
    case 'discard':
      return { spell: null, at, by };
    case 'withdraw':
      return null;
    case 'unsure':
    case 'sure':
      return undefined;
  }
}

/**
 * Whether a cast still has the label that a member gave it. Undo must not take back what somebody gave it later.
 * @param given null if the member withdrew the label  @param current undefined if the page does not know it
 */
export function isStill(given: CastLabel | null, current: CastLabel | null | undefined, me: string): boolean {
  if (current === undefined) return true;
  if (given === null || current === null) return given === current;
  return given.spell === current.spell && (current.by === me || current.at <= given.at);
}

/** The change that takes back one of that kind. */
export function changeBack(
  { castId, before }: Pick<LabeledCast, 'castId' | 'before'>,
  kind: LabelChange['kind'],
  me: string,
): LabelChange {
  if (kind === 'unsure') return { castId, kind: 'sure' };
  if (before === null) return { castId, kind: 'withdraw' };
  const restores = before.by === me ? {} : ({ restores: true } as const); // it stays the other member's
  if (before.spell === null) return { castId, kind: 'discard', ...restores };
  return { castId, kind: 'spell', spell: before.spell, ...restores };
}
