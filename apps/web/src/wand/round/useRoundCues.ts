import type { Spell } from '@wandcast/protocol';
import { watch } from 'vue';
import { announce } from '../feedback/announce';
import { buzz } from '../feedback/vibration';
import { play } from '../feedback/sound';
import { COUNT_BUZZ, COUNT_NOTE, GO_BUZZ, GO_NOTE } from '../feedback/spell-tones';
import { texts } from '../texts/room-texts';
import type { RoundView } from './round-view';
import { announcedWords, orderLine, orderOf } from './round-order-text';

/** Number of counts with feedback before a round starts. */
const COUNTS = 3;

/** Vibration, tones and announcements of a round: when it is announced, for the last three counts, and at its start. */
export function useRoundCues(view: () => RoundView | undefined, spells: () => readonly Spell[]): void {
  watch(
    view,
    (now, last) => {
      if (now === undefined) return;
      const isNew = last?.round.id !== now.round.id;
      if (now.stage === 'ready') {
        if (isNew) announce(announcedWords(orderOf(now.round, spells()), now.seconds));
        if (now.seconds <= COUNTS && (isNew || last.seconds !== now.seconds)) {
          buzz(COUNT_BUZZ);
          play(COUNT_NOTE);
        }
      }
      if (now.stage === 'running' && !isNew && last.stage === 'ready') {
        buzz(GO_BUZZ);
        play(GO_NOTE);
      }
      if (now.stage === 'running' && isNew) announce(texts().roundPlay.now(orderLine(orderOf(now.round, spells()))));
      if (now.stage === 'paused' && !isNew && last.stage !== 'paused') announce(texts().roundPlay.spokenPause);
    },
    { immediate: true },
  );
}
