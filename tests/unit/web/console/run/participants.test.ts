import type { SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import {
  SILENT_MS,
  filterCounts,
  findParticipants,
  isSilent,
} from '../../../../../apps/web/src/console/run/participants/participant-filter';
import {
  sortParticipants,
  type ParticipantOrder,
} from '../../../../../apps/web/src/console/run/participants/participant-sort';
import {
  roundTripText,
  enteredNameText,
  statusText,
} from '../../../../../apps/web/src/console/run/participants/participant-text';
import { rowTop, rowWindow } from '../../../../../apps/web/src/console/ui/virtual-rows';
import { withParticipant } from '../../../../../apps/web/src/console/run/participants/useParticipants';
import { run } from '../../../../../apps/web/src/locales/en/console/run';
import { person } from '../fixtures';

const NOW = 1_000_000;
const people = [
  person('Quiet Otter', { lastAt: NOW - 1_000, last: 'tide' as SpellId, casts: 4, points: 30, recognizedShare: 0.5 }),
  person('Zoë Wren', { lastAt: NOW - SILENT_MS - 1, roundTripMs: 80, casts: 9, points: 90, recognizedShare: 1 }),
  person('Amber Newt', { enteredName: 'xx boss xx', flagged: true, roundTripMs: 612 }),
  person('Velvet Crow', { connected: false, removed: 'sent' }),
  person('Late Finch', { connected: false, lastAt: NOW, hidden: true }),
];
const names = (list: readonly { nickname: string }[]): string[] => list.map(({ nickname }) => nickname);

describe('participants', () => {
  test('are counted per filter', () => {
    expect(filterCounts(people, NOW)).toEqual({ all: 5, here: 3, silent: 2, flagged: 1, out: 1 });
  });
  test('are silent if they are here and have not cast for two minutes', () => {
    expect(people.map((one) => isSilent(one, NOW))).toEqual([false, true, true, false, false]);
  });
  test('are found by shown and entered name, ignoring accents', () => {
    expect(names(findParticipants(people, 'all', ' zoe ', NOW))).toEqual(['Zoë Wren']);
    expect(names(findParticipants(people, 'all', 'BOSS', NOW))).toEqual(['Amber Newt']);
    expect(names(findParticipants(people, 'here', 'e', NOW))).toEqual(['Quiet Otter', 'Zoë Wren', 'Amber Newt']);
    expect(findParticipants(people, 'out', 'wren', NOW)).toEqual([]);
  });
  test('are sorted on request, else in order of arrival', () => {
    const first = (by: ParticipantOrder): string | undefined => sortParticipants(people, by)[0]?.nickname;
    expect(sortParticipants(people, 'came')).toBe(people);
    expect((['name', 'casts', 'understood', 'roundTrip', 'points'] as const).map(first)).toEqual(
      ['Amber Newt', 'Zoë Wren', 'Quiet Otter', 'Amber Newt', 'Zoë Wren'], // prettier-ignore
    );
    expect(names(sortParticipants(people, 'understood')).slice(0, 2)).toEqual(['Quiet Otter', 'Zoë Wren']);
  });
  test('are sorted by taught and cast spells together, and show both', () => {
    const taught = person('Eager Hare', { taught: 100, casts: 0 });
    expect(sortParticipants([...people, taught], 'casts')[0]?.nickname).toBe('Eager Hare');
    expect(run.participants.taughtAndCast(1_000, 0)).toBe('1,000 / 0');
  });
  test('are sorted by name with numbers by value', () => {
    const numbered = ['Salt Hare 10', 'Salt Hare 2'].map((name) => person(name));
    expect(names(sortParticipants(numbered, 'name'))).toEqual(['Salt Hare 2', 'Salt Hare 10']);
  });
  test('have a status if something is unusual', () => {
    expect(people.map(statusText)).toEqual(['', '', '', 'removed', 'hidden, away']);
    expect(people.map(enteredNameText)).toEqual(['', '', 'flagged “xx boss xx”', '', '']);
    expect([null, 59.4, 612].map(roundTripText)).toEqual(['–', '59 ms', 'slow, 612 ms']);
  });
  test('are updated individually before the next list arrives', () => {
    const changed = withParticipant(people, person('Zoë Wren', { hidden: true }));
    expect(changed.map(({ hidden }) => hidden)).toEqual([false, true, false, false, true]);
  });
});

describe('a long list', () => {
  const heights = { row: 36, more: 84, open: -1 };

  test('renders the visible rows and a margin', () => {
    const seen = rowWindow(500, 3_600, 720, heights);
    expect(seen.from).toBeLessThanOrEqual(100);
    expect(seen.to).toBeGreaterThanOrEqual(120);
    expect(seen.to - seen.from).toBeLessThan(45);
    expect(seen.above + seen.below + (seen.to - seen.from) * 36).toBe(500 * 36);
  });
  test('makes space for the open row', () => {
    for (const open of [0, 110, 499])
      for (const top of [0, 3_600, 500 * 36 + 84 - 720]) {
        const seen = rowWindow(500, top, 720, { ...heights, open });
        const isDrawn = open >= seen.from && open < seen.to;
        expect(seen.above + seen.below + (seen.to - seen.from) * 36 + (isDrawn ? 84 : 0)).toBe(500 * 36 + 84);
        expect(seen.above).toBeLessThanOrEqual(top);
        expect(500 * 36 + 84 - seen.below).toBeGreaterThanOrEqual(top + 720);
      }
    expect([3, 4].map((place) => rowTop(place, { ...heights, open: 3 }))).toEqual([108, 228]);
  });
  test('of a few rows is rendered whole', () => {
    expect(rowWindow(3, 0, 720, heights)).toEqual({ from: 0, to: 3, above: 0, below: 0 });
    expect(rowWindow(0, 0, 720, heights)).toEqual({ from: 0, to: 0, above: 0, below: 0 });
  });
});
