import type { BoardRow, HouseStanding, ParticipantId } from '@wandcast/protocol';

/** A row of the board, with what a test wants of it. */
export function boardRow(nickname: string, part: Partial<BoardRow> = {}): BoardRow {
  return {
    id: nickname as ParticipantId,
    nickname,
    sigil: 'moth',
    metal: 'brass',
    house: 'ash',
    rank: 1,
    points: 100,
    moved: 0,
    streak: 0,
    ranks: [],
    ...part,
  };
}

export function grove(house: HouseStanding['house'], perHead: number, rank: number): HouseStanding {
  return { house, perHead, rank, points: perHead * 10, people: 10, moved: 0 };
}
