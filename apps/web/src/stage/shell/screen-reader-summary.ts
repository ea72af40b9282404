import { shownEventCode, type Round, type RoundTally, type StageView } from '@wandcast/protocol';
import type { StageTexts } from '../../locales/en/stage';
import { boardSentences, boardTitle } from '../board/board-sentences';
import { groveTitle, winningGroves } from '../board/leading-groves';
import { duelists } from '../round/duel/duelists';
import { leaderRanks } from '../round/result/leader-ranks';
import { givesPoints, roundPhase, tallyOfRound } from '../round/time/round-phase';
import { plainText, titleText } from '../round/title/round-sentences';
import { sceneOf } from '../state/scene';
import type { StageState } from '../state/stage-state';
import { taughtCount } from '../teach/taught-count';

/** The picture in words. */
interface SpokenSummary {
  /** What the picture is about. A change is announced at once. */
  readonly topic: string;
  /** The sentences, which may change while the topic stays. */
  readonly text: string;
}

/** The picture in a few sentences, for screen readers. @param now ms since 1970 on the server's clock */
export function spokenSummary(state: StageState, now: number, texts: StageTexts): SpokenSummary {
  if (state.event.blank) return { topic: 'blank', text: texts.spoken.blank };
  const scene = sceneOf(state);
  if (scene.kind === 'note') return { topic: scene.key, text: scene.text };
  const { topic, sentences } = viewSummary(state, scene.view, now, texts);
  return { topic, text: sentences.filter((sentence) => sentence !== '').join(' ') };
}

interface ViewSummary {
  readonly topic: string;
  readonly sentences: readonly string[];
}

function viewSummary(state: StageState, view: StageView, now: number, texts: StageTexts): ViewSummary {
  const { event, board, counts } = state;
  const { spoken } = texts;
  const wands = spoken.wandsAwake(state.tiles.size);
  switch (view) {
    case 'lobby': {
      const entry = event.locked ? spoken.locked : spoken.join(new URL(state.joinUrl).host, shownEventCode(event.code));
      return { topic: `lobby:${event.code}:${event.locked}`, sentences: [entry, wands] };
    }
    case 'teach': {
      const spell = state.spells.find(({ id }) => id === event.teaching);
      const shown = spell === undefined ? state.spells : [spell];
      const taught = shown.reduce((sum, { id }) => sum + taughtCount(state, id), 0);
      const request = spell === undefined ? spoken.teachAny : spoken.teach(spell.name);
      return { topic: `teach:${spell?.id ?? ''}`, sentences: [request, spoken.taught(taught)] };
    }
    case 'training': {
      const isIdle = state.training === null;
      return { topic: `training:${isIdle}`, sentences: [isIdle ? spoken.learned : spoken.learning] };
    }
    case 'live':
      return { topic: 'live', sentences: [spoken.castAnything, spoken.casts(counts.casts), wands] };
    case 'round':
      return roundSummary(state, now, texts);
    case 'note':
      return { topic: 'note', sentences: [] }; // notes are their own scene
    case 'leaders': {
      const title = boardTitle(board, null, texts.board);
      return { topic: `leaders:${board.rounds}`, sentences: [`${title}.`, ...boardSentences(board, texts.board)] };
    }
    case 'groves':
      return { topic: `groves:${board.rounds}`, sentences: [`${groveTitle(board.groves, texts.groves)}.`] };
    case 'thanks': {
      const { totals } = state;
      return { topic: 'thanks', sentences: [spoken.thanks, totals === null ? '' : spoken.totals(totals)] };
    }
    case 'podium': {
      if (givesPoints(roundPhase(state.round, tallyOfRound(state), now)))
        return { topic: 'podium:counting', sentences: [spoken.counting] };
      const places = board.podium.map(({ nickname, rank }) => spoken.place(rank, nickname));
      const empty = places.length === 0 ? spoken.emptyPodium : '';
      return { topic: 'podium', sentences: [empty, ...places, winningGroves(board.groves, texts.groves)] };
    }
  }
}

function roundSummary(state: StageState, now: number, texts: StageTexts): ViewSummary {
  const { round, spells } = state;
  const { spoken } = texts;
  if (round === null) return { topic: 'round', sentences: [spoken.noRound] };
  const tally = tallyOfRound(state);
  const phase = roundPhase(round, tally, now);
  const spell = spells.find(({ id }) => id === round.spell);
  const title = titleText(round, phase, tally, spell, texts.round);
  const topic = `round:${round.id}:${phase}`;
  const challenge = withPeriod(plainText(title.challenge));
  switch (phase) {
    case 'none':
    case 'undone':
      return { topic, sentences: [spoken.undone] };
    case 'announced':
    case 'countdown':
      // One topic: the countdown itself would interrupt the announcement.
      return { topic: `round:${round.id}:ready`, sentences: [challenge, duelSentence(state, texts), title.hint] };
    case 'running':
    case 'paused': {
      const paused = phase === 'paused' ? spoken.paused : '';
      return { topic, sentences: [paused, challenge, title.hint, castersSentence(tally, texts)] };
    }
    case 'counting':
      return { topic, sentences: [title.hint, spoken.counting] };
    case 'result':
      return { topic, sentences: [challenge, ...winnerSentences(round, tally, texts)] };
  }
}

function duelSentence({ round, tiles }: StageState, texts: StageTexts): string {
  if (round?.duel == null) return '';
  const [first, second] = duelists(round, tiles.values(), [], texts.round);
  return first === undefined || second === undefined ? '' : texts.spoken.duel(first.nickname, second.nickname);
}

function castersSentence(tally: RoundTally | null, texts: StageTexts): string {
  if (tally === null) return '';
  return `${texts.numbers.count(tally.people)} ${texts.round.casters(tally.people, tally.of)}.`;
}

function winnerSentences({ kind }: Round, tally: RoundTally | null, texts: StageTexts): string[] {
  const leaders = tally?.leaders ?? [];
  if (leaders.length === 0) return kind === 'duel' ? [] : [texts.round.noWinner];
  const ranks = leaderRanks(leaders);
  return leaders.map(({ nickname, points }, i) => texts.spoken.winner(ranks[i] ?? i + 1, nickname, points));
}

const withPeriod = (sentence: string): string => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`);
