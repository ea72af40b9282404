import type { BoardRow, GroveStanding, ParticipantId } from '@wandcast/protocol';

/** A row of the board with the given changes. */
export function boardRow(nickname: string, part: Partial<BoardRow> = {}): BoardRow {
  return {
    id: nickname as ParticipantId,
    nickname,
    sigil: 'moth',
    metal: 'brass',
    grove: 'ash',
    rank: 1,
    points: 100,
    moved: 0,
    streak: 0,
    ranks: [],
    ...part,
  };
}

export function grove(grove: GroveStanding['grove'], perHead: number, rank: number): GroveStanding {
  return { grove, perHead, rank, points: perHead * 10, people: 10, moved: 0 };
}
