import type { Welcome } from '@wandcast/protocol';
import { spellName } from '../../shared/format/spell-name';
import { texts } from '../texts/room-texts';
import type { ShowMoment } from './show-moment';

/** The number of steps on the podium. */
const PODIUM = 3;

type Known = Pick<Welcome, 'standing' | 'spells'>;

/** Whether the participant is on the podium. */
export function isOnPodium({ rank }: Known['standing']): boolean {
  return rank !== null && rank <= PODIUM;
}

/** The participant's rank and points in one sentence. */
export function rankText({ rank, points }: Known['standing']): string {
  return rank === null ? texts().show.unranked : texts().show.rank(rank, points);
}

/** A moment in one or two sentences: for screen readers, and for the invitation on another page. */
export function momentText(moment: ShowMoment, { standing, spells }: Known): string {
  const words = texts().show;
  switch (moment.kind) {
    case 'teach':
      return words.teach(moment.spell === null ? undefined : spellName(spells, moment.spell));
    case 'training':
      return `${words.training}.`;
    case 'leaders':
      return `${words.leaders}. ${rankText(standing)}`;
    case 'groves':
      return `${words.groves}. ${words.look}`;
    case 'podium':
      return isOnPodium(standing) ? `${words.onPodium}. ${words.look}` : `${words.podium}. ${rankText(standing)}`;
    case 'thanks':
      return words.thanks;
  }
}
