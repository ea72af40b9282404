import type { Board, BoardRow, Round } from '@wandcast/protocol';
import { countWord, ordinalWord } from '../ui/number-text';

/** Places one must climb to be spoken of. */
const CLIMB = 2;
/** Rounds in a row that are worth a sentence. */
const STREAK = 3;

/** What the board is a board of: "After round four". @param running the round that is being played, if one is */
export function boardTitle({ recent }: Pick<Board, 'recent'>, running: Pick<Round, 'number'> | null): string {
  const last = recent.at(-1);
  if (last === undefined) return 'The board';
  return running?.number === last ? `In round ${countWord(last)}` : `After round ${countWord(last)}`;
}

/** What happened last, in two sentences at most: who is ahead, and who else one should look at. */
export function boardWords(board: Pick<Board, 'rows' | 'rounds' | 'people'>): string[] {
  const [first, second] = board.rows;
  if (first === undefined) return [];
  return [leadWords(first, second, board), newsWords(board)].filter((words) => words !== '');
}

function leadWords(first: BoardRow, second: BoardRow | undefined, board: Pick<Board, 'rows' | 'rounds'>): string {
  const level = board.rows.filter(({ rank }) => rank === first.rank).length;
  if (second !== undefined && level === 2) return `${first.nickname} and ${second.nickname} are level.`;
  if (level > 2) return `${capital(countWord(level))} are level at the top.`;
  if (board.rounds <= 1) return `${first.nickname} has the first lead.`;
  if (first.moved === null || first.moved > 0) return `${first.nickname} takes the lead.`;
  if (second === undefined) return `${first.nickname} leads.`;
  const gap = first.points - second.points;
  return `${first.nickname} stays ahead by ${gap.toLocaleString('en')}.`;
}

/** The best news beside the lead: who climbed farthest, else who came in new, else who has scored most rounds in a row. */
function newsWords({ rows, rounds, people }: Pick<Board, 'rows' | 'rounds' | 'people'>): string {
  const others = rows.filter(({ rank }) => rank > 1);
  const climber = best(others, ({ moved }) => moved ?? 0);
  if (climber?.moved != null && climber.moved >= CLIMB)
    return `${climber.nickname} climbs from ${ordinalWord(climber.rank + climber.moved)}.`;
  const newcomer = others.find(({ moved }) => moved === null);
  if (rounds > 1 && newcomer !== undefined) return `${newcomer.nickname} is new, in ${ordinalWord(newcomer.rank)}.`;
  const steady = best(rows, ({ streak }) => streak);
  if (steady !== undefined && steady.streak >= STREAK)
    return steady === rows[0] && steady.rank < (rows[1]?.rank ?? Infinity)
      ? `That makes ${countWord(steady.streak)} rounds in a row.`
      : `${steady.nickname} scored ${countWord(steady.streak)} rounds in a row.`;
  return people > 1 ? `${capital(countWord(people))} people have points.` : '';
}

/** The first with the highest `score`. */
function best(rows: readonly BoardRow[], score: (row: BoardRow) => number): BoardRow | undefined {
  return rows.reduce<BoardRow | undefined>(
    (top, row) => (top === undefined || score(row) > score(top) ? row : top),
    undefined,
  );
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
