import type { Answer, CastId, StoredCast } from '@wandcast/protocol';

/** A message between tabs that share a cast store. */
export type TabMessage =
  /** A cast was added to the store. */
  | { readonly kind: 'kept' }
  /** A cast was removed from the store: after the server's answer, or deleted by the participant (null). */
  | { readonly kind: 'settled'; readonly castId: CastId; readonly answer: Answer<StoredCast> | null }
  /** The tab is closing; the other tabs send its remaining casts. */
  | { readonly kind: 'closing' };

/** Coordinates the tabs of one participant on one phone: they share a store, and one of them sends each cast. */
export interface TabCoordination {
  /** Runs `work` unless another tab has claimed the cast. @returns undefined if another tab has */
  claim<T extends object | string>(castId: CastId, work: () => Promise<T>): Promise<T | undefined>;
  broadcast(message: TabMessage): void;
  /** Adds a listener for messages from the other tabs. It cannot be removed. */
  onMessage(listener: (message: TabMessage) => void): void;
}

/** No coordination: for simulated wands, and browsers in which tabs cannot communicate. */
export const singleTab: TabCoordination = {
  claim: (_castId, work) => work(),
  broadcast: () => undefined,
  onMessage: () => undefined,
};
