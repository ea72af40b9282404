import { describe, expect, test } from 'vitest';
import { stage } from '../../../../../apps/web/src/locales/en/stage/index';
import { boardSentences, boardTitle } from '../../../../../apps/web/src/stage/board/board-sentences';
import { groveTitle, winningGroves } from '../../../../../apps/web/src/stage/board/leading-groves';
import { boardRow as row, grove } from './board-fixture';

const sentencesOf = (standing: ReturnType<typeof board>): string[] => boardSentences(standing, stage.board);
const titleOf = (...[shown, running]: [{ recent: number[] }, { number: number } | null]): string =>
  boardTitle(shown, running, stage.board);
const grovesTitle = (standings: ReturnType<typeof grove>[]): string => groveTitle(standings, stage.groves);
const winners = (standings: ReturnType<typeof grove>[]): string => winningGroves(standings, stage.groves);
const board = (rounds: number, people: number, ...rows: ReturnType<typeof row>[]) => ({ rounds, people, rows });

describe('the sentences of the board', () => {
  test('are empty while nobody has points', () => {
    expect(sentencesOf(board(0, 0))).toEqual([]);
  });

  test('name who takes the lead, and who climbed most and from where', () => {
    const words = sentencesOf(
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

  test('say by how much the leader stays ahead', () => {
    const words = sentencesOf(board(3, 2, row('Otter', { points: 1_210 }), row('Wren', { rank: 2, points: 190 })));
    expect(words).toEqual(['Otter stays ahead by 1,020.', 'Two people have points.']);
  });

  test('say who has the first lead', () => {
    expect(sentencesOf(board(1, 1, row('Otter', { moved: null })))).toEqual(['Otter has the first lead.']);
  });

  test('say that a newcomer at the top takes the lead', () => {
    const words = sentencesOf(board(2, 2, row('Otter', { moved: null }), row('Wren', { rank: 2, moved: -1 })));
    expect(words[0]).toBe('Otter takes the lead.');
  });

  test('report a tie at the top, with names only for two people', () => {
    const level = [row('Otter'), row('Wren')];
    expect(sentencesOf(board(2, 2, ...level))[0]).toBe('Otter and Wren are level.');
    expect(sentencesOf(board(2, 3, ...level, row('Newt')))[0]).toBe('Three are level at the top.');
  });

  test('name a newcomer if nobody climbed, then a streak, then the number of people', () => {
    const lead = row('Otter', { streak: 4 });
    const newcomer = row('Wren', { rank: 5, moved: null });
    expect(sentencesOf(board(4, 9, lead, newcomer))[1]).toBe('Wren is new, in fifth.');
    expect(sentencesOf(board(4, 9, lead, row('Newt', { rank: 2, moved: 1 })))[1]).toBe(
      'That makes four rounds in a row.',
    );
    expect(sentencesOf(board(4, 9, row('Otter'), row('Newt', { rank: 2, streak: 3 })))[1]).toBe(
      'Newt scored three rounds in a row.',
    );
    expect(sentencesOf(board(4, 143, row('Otter'), row('Newt', { rank: 2 })))[1]).toBe('143 people have points.');
  });

  test('have a title that names the round and says whether it is still running', () => {
    expect(titleOf({ recent: [3, 4] }, null)).toBe('After round four');
    expect(titleOf({ recent: [3, 4] }, { number: 4 })).toBe('In round four');
    expect(titleOf({ recent: [13, 14] }, { number: 15 })).toBe('After round 14');
    expect(titleOf({ recent: [] }, null)).toBe('The board');
  });
});

describe('the sentences of the groves', () => {
  test('name the leading grove, all tied groves, or none before the first point', () => {
    expect(grovesTitle([grove('birch', 40, 1), grove('ash', 30, 2)])).toBe('Birch is ahead');
    expect(grovesTitle([grove('ash', 40, 1), grove('birch', 40, 1), grove('yew', 3, 3)])).toBe(
      'Ash and Birch are level',
    );
    expect(grovesTitle([])).toBe('The groves');
    expect(grovesTitle([grove('ash', 0, 1), grove('birch', 0, 1)])).toBe('The groves');
  });

  test('name the winning groves, or none', () => {
    expect(winners([grove('birch', 40, 1), grove('ash', 30, 2)])).toBe('Birch wins the night');
    expect(winners([grove('ash', 4, 1), grove('rowan', 4, 1), grove('yew', 4, 1)])).toBe(
      'Ash, Rowan and Yew share the night',
    );
    expect(winners([])).toBe('');
  });

  test('round averages of ten or more to whole numbers', () => {
    expect([0, 3.14, 41.6, 1_203.2].map(stage.groves.average)).toEqual(['0', '3.1', '42', '1,203']);
  });
});
