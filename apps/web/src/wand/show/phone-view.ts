import type { EventInfo, Round } from '@wandcast/protocol';
import type { RoomPageName } from './useRoomNavigation';
import { showMoment, type ShowMoment } from './show-moment';

export interface PhoneState {
  readonly event: Pick<EventInfo, 'view' | 'teaching'>;
  /** The newest round. */
  readonly round: Pick<Round, 'id'> | null;
  /** Whether that round is announced, running or paused. */
  readonly isRoundActive: boolean;
  readonly page: RoomPageName;
  /** Whether a cast is in progress or its result is pending. */
  readonly isBusy: boolean;
  /** Whether this phone can teach. */
  readonly canTeach: boolean;
  /** Key of the moment that the participant dismissed. */
  readonly dismissed: string | undefined;
  /** Key of the moment that the phone shows or invites to now. */
  readonly open: string | undefined;
}

export type PhoneView =
  /** The page that the participant opened. */
  | { readonly kind: 'page' }
  /** The moment's page, instead of the start page or the cast page. */
  | { readonly kind: 'moment'; readonly moment: ShowMoment }
  /** The participant's page with an invitation to the moment above it. */
  | { readonly kind: 'invitation'; readonly moment: ShowMoment };

/**
 * What a phone shows while the show goes on. A moment takes the phone over as a round does, but it only invites on pages
 * other than the start page and the cast page. Neither interrupts a cast or its pending result.
 */
export function phoneView({ event, round, page, dismissed, open, ...state }: PhoneState): PhoneView {
  const moment = showMoment(event, round);
  if (moment === undefined || state.isRoundActive || moment.key === dismissed) return { kind: 'page' };
  if (moment.kind === 'teach' && (page === 'teach' || !state.canTeach)) return { kind: 'page' };
  if (moment.kind === 'thanks' && page === 'souvenir') return { kind: 'page' };
  if (state.isBusy && moment.key !== open) return { kind: 'page' };
  return { kind: page === 'start' || page === 'cast' ? 'moment' : 'invitation', moment };
}
