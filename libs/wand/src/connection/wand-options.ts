import type { CastStart, Profile } from '@wandcast/protocol';
import type { CastStore } from '../casts/pending-cast.js';
import type { TabCoordination } from '../casts/tab-coordination.js';

export interface WandOptions {
  /** Origin of the server, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly code: string;
  /** The participant's secret, see newKey. */
  readonly key: string;
  /**
   * A function is called at each connection attempt. It must return the new profile after a change: connecting with an
   * older one restores the old name.
   */
  readonly profile: Profile | (() => Profile);
  readonly store?: CastStore;
  readonly tabs?: TabCoordination;
  /** Wall clock, ms since 1970. */
  readonly now?: () => number;
  /** Monotonic clock, ms. */
  readonly monotonicNow?: () => number;
}

/**
 * Options of a new cast. Omit `orientation` if it was not recorded with a phone in the hand, and `startedAt` if it starts
 * now. `spotted`: a movement that was found without a press (SPEC C14); it is sent when it is finished.
 */
export type CastOpening = Pick<CastStart, 'intent' | 'spell' | 'source' | 'channels'> &
  Partial<Pick<CastStart, 'orientation' | 'startedAt'>> & { readonly spotted?: true };
