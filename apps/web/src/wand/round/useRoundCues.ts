import type { ParticipantId, Spell } from '@wandcast/protocol';
import { watch } from 'vue';
import { announce } from '../feedback/announce';
import { vibrate } from '../feedback/vibration';
import { playNote } from '../feedback/sound';
import { COUNT_VIBRATION, COUNT_NOTE, GO_VIBRATION, GO_NOTE } from '../feedback/cues';
import { texts } from '../texts/room-texts';
import type { RoundView } from './round-view';
import { announcementText, challengeOf, spokenChallenge } from './round-challenge';

/** Number of counts with feedback before a round starts. */
const COUNTS = 3;

/** Vibration, tones and announcements of a round: when it is announced, for the last three counts, and at its start. */
export function useRoundCues(
  view: () => RoundView | undefined,
  spells: () => readonly Spell[],
  me: () => ParticipantId,
): void {
  watch(
    view,
    (now, last) => {
      if (now === undefined) return;
      const isNew = last?.round.id !== now.round.id;
      if (now.stage === 'ready') {
        if (isNew) announce(announcementText(challengeOf(now.round, spells(), me()), now.seconds));
        if (now.seconds <= COUNTS && (isNew || last.seconds !== now.seconds)) {
          vibrate(COUNT_VIBRATION);
          playNote(COUNT_NOTE);
        }
      }
      if (now.stage === 'running' && !isNew && last.stage === 'ready') {
        vibrate(GO_VIBRATION);
        playNote(GO_NOTE);
      }
      if (now.stage === 'running' && isNew)
        announce(texts().roundPlay.now(spokenChallenge(challengeOf(now.round, spells(), me()))));
      if (now.stage === 'paused' && !isNew && last.stage !== 'paused') announce(texts().roundPlay.spokenPause);
    },
    { immediate: true },
  );
}
