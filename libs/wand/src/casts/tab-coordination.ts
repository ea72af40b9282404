import type { Answer, CastId, StoredCast } from '@wandcast/protocol';

/** What one page tells the others of the casts they share. */
export type TabMessage =
  /** A cast was put into the store. */
  | { readonly kind: 'kept' }
  /** A cast is off the store: by the server's answer, or because its person took it back (null). */
  | { readonly kind: 'settled'; readonly castId: CastId; readonly answer: Answer<StoredCast> | null }
  /** The page goes; what it had not sent is up to the others. */
  | { readonly kind: 'closing' };

/** The other pages of the same person on the same phone: they share one store, and each cast is sent by one of them. */
export interface TabCoordination {
  /** Runs `work` unless another page is at this cast. @returns undefined where one is, and nothing was run */
  claim<T extends object | string>(castId: CastId, work: () => Promise<T>): Promise<T | undefined>;
  tell(news: TabMessage): void;
  /** Hears what the others tell, for good. */
  hear(listener: (news: TabMessage) => void): void;
}

/** Of who is alone: simulated wands, and browsers that let pages know nothing of each other. */
export const singleTab: TabCoordination = {
  claim: (_castId, work) => work(),
  tell: () => undefined,
  hear: () => undefined,
};
