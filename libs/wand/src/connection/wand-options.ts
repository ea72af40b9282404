import type { CastId, CastStart, Failure, NextEvent, Profile, StoredCast, Welcome } from '@wandcast/protocol';
import type { CastStore } from '../casts/pending-cast.js';
import type { TabCoordination } from '../casts/tab-coordination.js';

export interface WandOptions {
  /** Origin of the server, as in `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly code: string;
  /** This participant's secret, see newKey. */
  readonly key: string;
  readonly profile: Profile;
  readonly store?: CastStore;
  readonly tabs?: TabCoordination;
  /** Ms since 1970; names a cast's start. */
  readonly now?: () => number;
  /** Ms that only ever run on, whatever `now` is set to. */
  readonly steady?: () => number;
}

/** What one says of a cast that begins. `orientation` is left out where no hand holds a phone. */
export type CastOpening = Pick<CastStart, 'intent' | 'spell' | 'source' | 'channels'> &
  Partial<Pick<CastStart, 'orientation'>>;

export type WandState =
  | { readonly kind: 'connecting' }
  /** `welcome` is kept current: the room, the round, one's own standing and name are what was heard last. */
  | { readonly kind: 'joined'; readonly welcome: Welcome }
  /** Was joined, and is trying to come back. */
  | { readonly kind: 'lost'; readonly welcome: Welcome }
  /** The event is over, and so is every cast begun before; what the wand still keeps is sent all the same. */
  | { readonly kind: 'over'; readonly next: NextEvent }
  | { readonly kind: 'refused'; readonly failure: Failure };

export interface WandEvents {
  state: (state: WandState) => void;
  bars: (bars: { readonly castId: CastId; readonly probabilities: readonly number[] }) => void;
  result: (result: { readonly castId: CastId; readonly stored: StoredCast }) => void;
  refused: (refusal: { readonly castId: CastId | null; readonly failure: Failure }) => void;
  /** How many finished casts the server has not acknowledged yet; also told where one is no longer kept by this page alone. */
  waiting: (count: number) => void;
  /** When the next try to connect or to send begins, ms from now; null where none is due. */
  trying: (inMs: number | null) => void;
}
