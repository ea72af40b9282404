import type { Board, BoardRow, Round } from '@wandcast/protocol';
import type { StageTexts } from '../../locales/en/stage';

type BoardTexts = StageTexts['board'];

/** Places that someone must climb to be mentioned. */
const MIN_CLIMB = 2;
/** Rounds in a row that are worth a sentence. */
const MIN_STREAK = 3;

/** The board's title: "After round four". @param running the round in progress, if any */
export function boardTitle(
  { recent }: Pick<Board, 'recent'>,
  running: Pick<Round, 'number'> | null,
  texts: BoardTexts,
): string {
  const last = recent.at(-1);
  if (last === undefined) return texts.title;
  return running?.number === last ? texts.during(last) : texts.after(last);
}

/** The latest news in at most two sentences: who leads, and one other notable person. */
export function boardSentences(board: Pick<Board, 'rows' | 'rounds' | 'people'>, texts: BoardTexts): string[] {
  const [first, second] = board.rows;
  if (first === undefined) return [];
  return [leadSentence(first, second, board, texts), newsSentence(board, texts)].filter((sentence) => sentence !== '');
}

function leadSentence(
  first: BoardRow,
  second: BoardRow | undefined,
  { rows, rounds }: Pick<Board, 'rows' | 'rounds'>,
  texts: BoardTexts,
): string {
  const level = rows.filter(({ rank }) => rank === first.rank).length;
  if (second !== undefined && level === 2) return texts.twoLevel(first.nickname, second.nickname);
  if (level > 2) return texts.manyLevel(level);
  if (rounds <= 1) return texts.firstLead(first.nickname);
  if (first.moved === null || first.moved > 0) return texts.takesLead(first.nickname);
  return second === undefined
    ? texts.leads(first.nickname)
    : texts.staysAhead(first.nickname, first.points - second.points);
}

/** The best climber; otherwise a newcomer; otherwise the longest streak; otherwise the number of people. */
function newsSentence({ rows, rounds, people }: Pick<Board, 'rows' | 'rounds' | 'people'>, texts: BoardTexts): string {
  const others = rows.filter(({ rank }) => rank > 1);
  const climber = firstWithHighest(others, ({ moved }) => moved ?? 0);
  if (climber?.moved != null && climber.moved >= MIN_CLIMB)
    return texts.climbs(climber.nickname, climber.rank + climber.moved);
  const newcomer = others.find(({ moved }) => moved === null);
  if (rounds > 1 && newcomer !== undefined) return texts.isNew(newcomer.nickname, newcomer.rank);
  const steady = firstWithHighest(rows, ({ streak }) => streak);
  if (steady !== undefined && steady.streak >= MIN_STREAK)
    return steady === rows[0] && steady.rank < (rows[1]?.rank ?? Infinity)
      ? texts.leaderStreak(steady.streak)
      : texts.streak(steady.nickname, steady.streak);
  return people > 1 ? texts.people(people) : '';
}

function firstWithHighest(rows: readonly BoardRow[], score: (row: BoardRow) => number): BoardRow | undefined {
  return rows.reduce<BoardRow | undefined>(
    (top, row) => (top === undefined || score(row) > score(top) ? row : top),
    undefined,
  );
}
