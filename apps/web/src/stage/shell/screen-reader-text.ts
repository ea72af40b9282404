import type { StageView } from '@wandcast/protocol';
import { boardTitle, boardWords } from '../board/board-text';
import { groveTitle, nightWords } from '../board/grove-text';
import { counted, ordinal } from '../ui/number-text';
import { roundClock } from '../round/round-clock';
import { castersWords, orderWords, plain, resultWords } from '../round/stage-round-text';
import { sceneOf } from '../state/scene';
import type { StageState } from '../state/stage-state';

/** What the picture is about, which is said at once when it is another; and what it says, which grows meanwhile. */
export interface Said {
  readonly about: string;
  readonly words: string;
}

/** The picture in a few sentences, for whoever cannot see it. @param now ms since 1970 by the server's clock */
export function saidWords(state: StageState, now: number): Said {
  if (state.event.blank) return { about: 'blank', words: 'The stage is dark.' };
  const scene = sceneOf(state);
  if (scene.kind === 'note') return { about: scene.key, words: scene.words };
  const { about, words } = viewSaid(state, scene.view, now);
  return { about, words: words.filter((one) => one !== '').join(' ') };
}

interface ViewSaid {
  readonly about: string;
  readonly words: readonly string[];
}

function viewSaid(state: StageState, view: StageView, now: number): ViewSaid {
  const { event, board, counts } = state;
  const wands = `${counted(state.tiles.size, 'wand is', 'wands are')} awake.`;
  switch (view) {
    case 'lobby': {
      const how = event.locked
        ? 'The door is closed.'
        : `Join at ${new URL(state.joinUrl).host} with the code ${event.code}.`;
      return { about: `lobby ${event.code} ${event.locked}`, words: [how, wands] };
    }
    case 'teach': {
      const spell = state.spells.find(({ id }) => id === event.teaching);
      const what = spell === undefined ? 'The room teaches.' : `Teach it ${spell.name}.`;
      return {
        about: `teach ${spell?.id ?? ''}`,
        words: [what, `${counted(state.lessons.length, 'cast', 'casts')} taught.`],
      };
    }
    case 'training': {
      const rests = state.training === null;
      return { about: `training ${rests}`, words: [rests ? 'The network has learnt.' : 'The network learns.'] };
    }
    case 'live':
      return { about: 'live', words: ['Cast anything.', `${counted(counts.casts, 'cast', 'casts')} so far.`, wands] };
    case 'round':
      return roundSaid(state, now);
    case 'note':
      return { about: 'note', words: [] }; // its words are a scene of their own
    case 'leaders':
      return { about: `leaders ${board.rounds}`, words: [`${boardTitle(board, null)}.`, ...boardWords(board)] };
    case 'groves':
      return { about: `groves ${board.rounds}`, words: [`${groveTitle(board.groves)}.`] };
    case 'podium': {
      const places = board.podium.map(({ nickname, rank }) => `${ordinal(rank)}: ${nickname}.`);
      const nobody = places.length === 0 ? 'Nobody stands on the podium yet.' : '';
      return { about: 'podium', words: [nobody, ...places, nightWords(board.groves)] };
    }
  }
}

function roundSaid({ round, tally, spells }: StageState, now: number): ViewSaid {
  if (round === null) return { about: 'round', words: ['The next challenge comes in a moment.'] };
  if (round.undone) return { about: `round ${round.id} undone`, words: ['This round does not count.'] };
  const { stage } = roundClock(round, now);
  const spell = spells.find(({ id }) => id === round.spell);
  const own = tally?.roundId === round.id ? tally : null;
  const about = `round ${round.id} ${stage}`;
  if (stage === 'over') return { about, words: [`${plain(resultWords(round, own, spell))}.`] };
  const { order, hint } = orderWords(round.kind, spell, stage === 'ready' ? 'ready' : 'running');
  const cast = own === null || stage === 'ready' ? '' : `${castersWords(own).figure} ${castersWords(own).words}.`;
  return { about, words: [stage === 'paused' ? 'Paused.' : '', ended(plain(order)), hint, cast] };
}

const ended = (sentence: string): string => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);
