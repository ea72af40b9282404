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
  /** Key of the moment that the phone shows now. */
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
 * What a phone shows while the show goes on. A moment takes the phone over as a round does, but it never interrupts a
 * cast, its pending result, or a page other than the start page and the cast page.
 */
export function phoneView({ event, round, page, dismissed, open, ...state }: PhoneState): PhoneView {
  const moment = showMoment(event, round);
  if (moment === undefined || state.isRoundActive || moment.key === dismissed) return { kind: 'page' };
  if (moment.kind === 'teach' && (page === 'teach' || !state.canTeach)) return { kind: 'page' };
  if (moment.kind === 'thanks' && page === 'souvenir') return { kind: 'page' };
  if (page !== 'start' && page !== 'cast') return { kind: 'invitation', moment };
  return state.isBusy && moment.key !== open ? { kind: 'page' } : { kind: 'moment', moment };
}
