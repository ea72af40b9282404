import { describe, expect, test } from 'vitest';
import { boardTitle, boardWords } from '../../../../../apps/web/src/stage/board/board-text';
import { groveTitle, nightWords, perHeadWords } from '../../../../../apps/web/src/stage/board/grove-text';
import { boardRow as row, grove } from './board-fixture';

const board = (rounds: number, people: number, ...rows: ReturnType<typeof row>[]) => ({ rounds, people, rows });

describe('what the board says of itself', () => {
  test('is nothing while nobody has points', () => {
    expect(boardWords(board(0, 0))).toEqual([]);
  });

  test('names who takes the lead, and who climbed farthest, from where', () => {
    const words = boardWords(
      board(
        4,
        143,
        row('Quiet Otter', { rank: 1, moved: 1 }),
        row('Brisk Wren', { rank: 2, moved: -1 }),
        row('Amber Newt', { rank: 3, moved: 6 }),
        row('Salt Hare', { rank: 8, moved: 5 }),
      ),
    );
    expect(words).toEqual(['Quiet Otter takes the lead.', 'Amber Newt climbs from ninth.']);
  });

  test('a leader who stays is ahead by so much', () => {
    const words = boardWords(board(3, 2, row('Otter', { points: 1_210 }), row('Wren', { rank: 2, points: 190 })));
    expect(words).toEqual(['Otter stays ahead by 1,020.', 'Two people have points.']);
  });

  test('after the first round nobody takes a lead from anybody', () => {
    expect(boardWords(board(1, 1, row('Otter', { moved: null })))).toEqual(['Otter has the first lead.']);
  });

  test('someone who comes from nothing to the top takes the lead', () => {
    const words = boardWords(board(2, 2, row('Otter', { moved: null }), row('Wren', { rank: 2, moved: -1 })));
    expect(words[0]).toBe('Otter takes the lead.');
  });

  test('equals at the top are level, and three of them have no names', () => {
    const level = [row('Otter'), row('Wren')];
    expect(boardWords(board(2, 2, ...level))[0]).toBe('Otter and Wren are level.');
    expect(boardWords(board(2, 3, ...level, row('Newt')))[0]).toBe('Three are level at the top.');
  });

  test('without a climber a newcomer is news, then a streak, then how many there are', () => {
    const lead = row('Otter', { streak: 4 });
    const newcomer = row('Wren', { rank: 5, moved: null });
    expect(boardWords(board(4, 9, lead, newcomer))[1]).toBe('Wren is new, in fifth.');
    expect(boardWords(board(4, 9, lead, row('Newt', { rank: 2, moved: 1 })))[1]).toBe(
      'That makes four rounds in a row.',
    );
    expect(boardWords(board(4, 9, row('Otter'), row('Newt', { rank: 2, streak: 3 })))[1]).toBe(
      'Newt scored three rounds in a row.',
    );
    expect(boardWords(board(4, 143, row('Otter'), row('Newt', { rank: 2 })))[1]).toBe('143 people have points.');
  });

  test('its title knows the round, and whether it is still being played', () => {
    expect(boardTitle({ recent: [3, 4] }, null)).toBe('After round four');
    expect(boardTitle({ recent: [3, 4] }, { number: 4 })).toBe('In round four');
    expect(boardTitle({ recent: [13, 14] }, { number: 15 })).toBe('After round 14');
    expect(boardTitle({ recent: [] }, null)).toBe('The board');
  });
});

describe('what is said of the groves', () => {
  test('one is ahead, several are level, and before the first point none is', () => {
    expect(groveTitle([grove('birch', 40, 1), grove('ash', 30, 2)])).toBe('Birch is ahead');
    expect(groveTitle([grove('ash', 40, 1), grove('birch', 40, 1), grove('yew', 3, 3)])).toBe(
      'Ash and Birch are level',
    );
    expect(groveTitle([])).toBe('The groves');
    expect(groveTitle([grove('ash', 0, 1), grove('birch', 0, 1)])).toBe('The groves');
  });

  test('the night is one grove’s, or shared, or nobody’s', () => {
    expect(nightWords([grove('birch', 40, 1), grove('ash', 30, 2)])).toBe('Birch wins the night');
    expect(nightWords([grove('ash', 4, 1), grove('rowan', 4, 1), grove('yew', 4, 1)])).toBe(
      'Ash, Rowan and Yew share the night',
    );
    expect(nightWords([])).toBe('');
  });

  test('points a head are whole numbers where they are many', () => {
    expect([0, 3.14, 41.6, 1_203.2].map(perHeadWords)).toEqual(['0', '3.1', '42', '1,203']);
  });
});
