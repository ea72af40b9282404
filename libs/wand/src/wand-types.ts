import type { CastId, Failure, NextEvent, StoredCast, Welcome } from '@wandcast/protocol';

export type WandState =
  | { readonly kind: 'connecting' }
  /** `welcome` is kept up to date with every change the server announces. */
  | { readonly kind: 'joined'; readonly welcome: Welcome }
  /** Was joined and is reconnecting. */
  | { readonly kind: 'lost'; readonly welcome: Welcome }
  /** The event is over and no cast is in progress. Pending casts are still sent. */
  | { readonly kind: 'over'; readonly next: NextEvent }
  | { readonly kind: 'refused'; readonly failure: Failure };

export interface WandEvents {
  state: (state: WandState) => void;
  bars: (bars: { readonly castId: CastId; readonly probabilities: readonly number[] }) => void;
  result: (result: { readonly castId: CastId; readonly stored: StoredCast }) => void;
  /** Whether a cast is being recorded. */
  casting: (isCasting: boolean) => void;
  /** A stage shows this cast of the participant in its spotlight. */
  spotlight: (spotlight: { readonly castId: CastId }) => void;
  refused: (refusal: { readonly castId: CastId | null; readonly failure: Failure }) => void;
  /** The number of finished casts that the server has not acknowledged; also emitted if `unsavedCount` changes. */
  waiting: (count: number) => void;
  /** Delay until the next attempt to connect or send, ms; null if none is scheduled. */
  nextAttempt: (inMs: number | null) => void;
}
