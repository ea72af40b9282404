import { describe, expect, test } from 'vitest';
import { LANE, lobbyArea, lobbyField } from '../../../../../apps/web/src/stage/lobby/lobby-field';
import { lobbyPlaces, planLobby } from '../../../../../apps/web/src/stage/lobby/lobby-layout';
import {
  CAST_NAMED_MS,
  NAME_GAP,
  NAME_LEAST_MS,
  NAME_TURN_MS,
  nextNames,
  noNames,
  type LobbyNames,
  type Nameable,
} from '../../../../../apps/web/src/stage/lobby/lobby-names';
import { MAX_NAME_WIDTH, markRadius } from '../../../../../apps/web/src/stage/lobby/draw-lobby';
import { crowd } from '../../../../browser/stage/stage-snapshots';

/** A bound of the width of a name: W is the widest letter of the font, and capped names have an ellipsis. */
const widthOf = (name: string): number =>
  Math.min(
    MAX_NAME_WIDTH,
    Array.from(name).reduce((sum, letter) => sum + (letter === 'W' ? 33 : 17), 0),
  );

const STEP_MS = 100;

/** People in the lobby, and the layout for them. All lengths are in stage units, so they hold for every resolution. */
function lobbyOf(count: number, announcement: string | null = null, long = false) {
  const places = lobbyPlaces(planLobby(undefined, count, 0, true), 0, announcement);
  const people = crowd(count, long).map(({ id, nickname }, seat): Nameable & { y: number } => {
    const [x, y] = places.pointOf(seat) ?? [NaN, NaN];
    const width = widthOf(nickname);
    return { id, x, y, lane: places.laneOf(seat), width, arrivedAt: -Infinity, castAt: -Infinity };
  });
  return { field: places.field, people };
}

type Lobby = ReturnType<typeof lobbyOf>;
const step = ({ field }: Lobby, names: LobbyNames, people: readonly Nameable[], now: number): LobbyNames =>
  nextNames(names, people, field.area, field.lanes.length, now);

const NEWS = 'The doors at the back are open again, and there is water in the foyer for everyone who would like some.';

describe.each([5, 13, 30, 150, 500])('the names of %i people in the lobby', (count) => {
  test.each([
    ['', null, false],
    [', above an announcement', NEWS, false],
    [', which are the longest possible', null, true],
  ] as const)('never overlap each other, a mark, the texts or an edge%s', (_, announcement, long) => {
    const lobby = lobbyOf(count, announcement, long);
    const { field, people } = lobby;
    const r = markRadius(field.cell) * 1.06; // with the ring of a named mark
    for (const { x, y } of people) {
      expect(x - r).toBeGreaterThan(700); // the QR code ends at 676
      expect(x + r).toBeLessThan(1_900);
      for (const lane of field.lanes) expect(Math.abs(y - lane)).toBeGreaterThanOrEqual(LANE / 2 + r - 1e-9);
    }
    let names = noNames;
    for (let now = 0; now < 6 * NAME_TURN_MS; now += STEP_MS) {
      names = step(lobby, names, people, now);
      expect(names.shown.length).toBeGreaterThan(0);
      for (const { left, width, lane } of names.shown) {
        expect(left).toBeGreaterThanOrEqual(field.area.x);
        expect(left + width).toBeLessThanOrEqual(field.area.x + field.area.width);
        expect((field.lanes[lane] ?? 0) - LANE / 2).toBeGreaterThanOrEqual(612); // the headline ends above
        expect((field.lanes[lane] ?? Infinity) + LANE / 2).toBeLessThanOrEqual(announcement === null ? 1_060 : 912);
      }
      const byLane = names.shown.toSorted((a, b) => a.lane - b.lane || a.left - b.left);
      for (const [i, one] of byLane.entries()) {
        const next = byLane[i + 1];
        if (next?.lane === one.lane) expect(next.left).toBeGreaterThanOrEqual(one.left + one.width + NAME_GAP);
      }
    }
  });

  test('are beside their marks, and stay long enough to be read', () => {
    const lobby = lobbyOf(count);
    const xOf = new Map(lobby.people.map(({ id, x }) => [id, x]));
    const shownFor = new Map<string, number>();
    let names = noNames;
    for (let now = 0; now < 5 * NAME_TURN_MS; now += STEP_MS) {
      const before = names;
      names = step(lobby, names, lobby.people, now);
      for (const { id, left, width, since } of names.shown) {
        expect(xOf.get(id)).toBeGreaterThan(left);
        expect(xOf.get(id)).toBeLessThan(left + width);
        shownFor.set(id, now - since);
      }
      for (const { id } of before.shown)
        if (names.shown.every((one) => one.id !== id)) expect(shownFor.get(id)).toBeGreaterThanOrEqual(NAME_LEAST_MS);
    }
  });
});

test.each([
  [5, 0],
  [13, 4],
  [30, 8],
  [150, 52],
  [500, 110],
])('of %i people, everyone is named within %i s', (count, seconds) => {
  const lobby = lobbyOf(count);
  let names = noNames;
  let allNamedAt: number | undefined;
  for (let now = 0; allNamedAt === undefined && now < 600_000; now += STEP_MS) {
    names = step(lobby, names, lobby.people, now);
    if (names.named.size === count) allNamedAt = now;
  }
  expect(allNamedAt).toBeLessThanOrEqual(1_000 * seconds);
});

describe('a lane', () => {
  const area = { x: 0, width: 1_000 };
  const person = (id: string, x: number, part: Partial<Nameable> = {}): Nameable => ({
    ...{ id, x, lane: 0, width: 400, arrivedAt: 0, castAt: -Infinity },
    ...part,
  });
  const shown = (names: LobbyNames): string[] => names.shown.map(({ id }) => id).sort();

  test('names the newest arrival first, and everyone before anyone a second time', () => {
    const people = [1, 2, 3, 4, 5].map((n) => person(`p${n}`, 150 * n, { arrivedAt: n }));
    let names = nextNames(noNames, people, area, 1, 10);
    expect(shown(names)).toContain('p5');
    for (let turn = 1; names.named.size < 5; turn++) {
      const named = names.named.size;
      names = nextNames(names, people, area, 1, 10 + turn * NAME_TURN_MS);
      expect(names.named.size).toBeGreaterThan(named); // each turn names someone for the first time
    }
  });

  test('gives a free place to an arrival at once, without moving the others', () => {
    const first = nextNames(noNames, [person('a', 300)], area, 1, 0);
    const both = nextNames(first, [person('a', 300), person('b', 700, { arrivedAt: 50 })], area, 1, 50);
    expect(shown(both)).toEqual(['a', 'b']);
    expect(both.shown.find(({ id }) => id === 'a')).toEqual(first.shown[0]);
    expect(both.changesAt).toBe(Infinity);
  });

  test('names a caster as soon as others have been read, and not instead of another new caster', () => {
    const wide = { width: 900 };
    const [a, b] = [person('a', 500, wide), person('b', 500, { ...wide, arrivedAt: -1 })];
    const first = nextNames(noNames, [a, b], area, 1, 0);
    expect(shown(first)).toEqual(['a']);
    const casting = { ...b, castAt: 500 };
    const early = nextNames(first, [a, casting], area, 1, NAME_LEAST_MS - 1);
    expect(shown(early)).toEqual(['a']);
    const late = nextNames(early, [a, casting], area, 1, NAME_LEAST_MS);
    expect(shown(late)).toEqual(['b']);
    const both = nextNames(early, [{ ...a, castAt: 600 }, casting], area, 1, NAME_LEAST_MS);
    expect(shown(both)).toEqual(['a']);
    expect(CAST_NAMED_MS).toBeGreaterThan(NAME_LEAST_MS);
  });

  test('keeps names whose width changes, as after the font was loaded', () => {
    const people = [person('a', 300), person('b', 700)];
    const first = nextNames(noNames, people, area, 1, 0);
    const wider = people.map((one) => ({ ...one, width: 420 }));
    expect(shown(nextNames(first, wider, area, 1, 100))).toEqual(['a', 'b']);
  });

  test('names nobody who left', () => {
    const names = nextNames(noNames, [person('a', 300)], area, 1, 0);
    expect(nextNames(names, [], area, 1, 10).shown).toEqual([]);
  });
});

test('all marks of a full lobby have a different place inside the area, above any announcement', () => {
  for (const announcement of [null, 'Tea', NEWS, `${NEWS} ${NEWS}`.slice(0, 160)])
    for (const capacity of [1, 6, 12, 40, 160, 500, 1_600]) {
      const area = lobbyArea(announcement);
      const { points, cell } = lobbyField(capacity, area);
      expect(cell).toBeGreaterThan(4);
      expect(new Set(points.map(String)).size).toBe(capacity);
      for (const [x, y] of points) {
        expect(x - cell / 2).toBeGreaterThanOrEqual(area.x - 1e-9);
        expect(x + cell / 2).toBeLessThanOrEqual(area.x + area.width + 1e-9);
        expect(y - cell / 2).toBeGreaterThanOrEqual(area.y - 1e-9);
        expect(y + cell / 2).toBeLessThanOrEqual(area.y + area.height + 1e-9);
      }
    }
});
