import { randomUUID } from 'node:crypto';
import { unpackPath, type CastStart, type ParticipantId, type Round, type Spotlight } from '@wandcast/protocol';
import { decodeBatch } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { OpenCast } from '../../../../apps/api/src/casting/ingest/open-cast.js';
import { CastPaths, type ShownOpenCast } from '../../../../apps/api/src/casting/stage/cast-paths.service.js';
import { RoomTurns } from '../../../../apps/api/src/rooms/room/room-turns.js';
import { castMessages, circle } from '../../../support/cast-messages.js';

const person = (i: number) => `person-${i}` as ParticipantId;

function openCast(samples = 60): OpenCast {
  const { start, batches } = castMessages(circle(samples));
  const cast = new OpenCast(start as unknown as CastStart, 0);
  for (const batch of batches) cast.append(decodeBatch(batch));
  return cast;
}
/** A room with stages, where these people cast. The slot of each person is their number. */
function roomOf(people: number, samples?: number, turns = new RoomTurns()) {
  const event = { view: 'live', blank: false, spotlight: { by: 'newest' } as Spotlight };
  const eventId = randomUUID();
  const [stats, clock] = [{ connectedStages: 1 }, { time: 0, now: () => clock.time }];
  const paths = new CastPaths({ event, eventId } as never, stats as never, clock, turns);
  const open = new Map<OpenCast, ShownOpenCast>();
  for (let i = 0; i < people; i++) open.set(openCast(samples), { slot: i, participantId: person(i) });
  return { event, stats, clock, paths, open, slots: () => paths.strokes(open).map(({ slot }) => slot) };
}
const duel = (one: number, other: number): Round => ({
  ...{ id: 'r', number: 1, kind: 'duel', spell: null, duel: [person(one), person(other)] },
  ...{ startsAt: 1_000, endsAt: 9_000, pausedAt: null, pauses: [], undone: false },
});

test('[S7] strokes are of the four casts that began first, until one of them ends', () => {
  const { open, slots } = roomOf(7);
  expect(slots()).toEqual([0, 1, 2, 3]);
  const [first] = open.keys();
  if (first !== undefined) open.delete(first);
  expect(slots()).toEqual([4]); // the others have no new samples
});

test('[S7] casts that stopped growing make room for others after a second, and so do endless ones', () => {
  const { clock, slots } = roomOf(7);
  expect(slots()).toEqual([0, 1, 2, 3]);
  clock.time = 900;
  expect(slots()).toEqual([]);
  clock.time = 1_100;
  expect(slots()).toEqual([4, 5, 6]);
  const endless = { live: { count: 700 } } as unknown as OpenCast;
  const { paths } = roomOf(0);
  expect(paths.strokes(new Map([[endless, { slot: 0, participantId: person(0) }]]))).toEqual([]);
});

test('[S7] duelists come first, then the spotlight; after the duel and its late casts, duelists are like all others', () => {
  const { open, paths, event, clock } = roomOf(9);
  const chosen = () => {
    const again = new Map([...open].map(([, shown]) => [openCast(), shown]));
    return paths.strokes(again).map(({ slot }) => slot);
  };
  event.spotlight = { by: 'participant', participantId: person(8) };
  paths.round = duel(6, 7);
  clock.time = 2_000;
  expect(chosen()).toEqual([6, 7, 8, 0]);
  clock.time = 14_500; // a cast that was sent again
  expect(chosen()).toEqual([6, 7, 8, 0]);
  clock.time = 15_500;
  expect(chosen()).toEqual([8, 0, 1, 2]);
  clock.time = 2_000;
  paths.round = { ...duel(6, 7), undone: true };
  expect(chosen()).toEqual([8, 0, 1, 2]);
});

test('[S7] nothing is estimated without a stage, on a blank stage, and in views without casts', () => {
  const { event, stats, slots } = roomOf(1);
  stats.connectedStages = 0;
  expect(slots()).toEqual([]);
  stats.connectedStages = 1;
  event.blank = true;
  expect(slots()).toEqual([]);
  event.blank = false;
  for (const view of ['leaders', 'groves', 'training', 'podium', 'thanks', 'note']) {
    event.view = view;
    expect(slots()).toEqual([]);
  }
  for (const view of ['lobby', 'live', 'teach', 'round']) {
    const room = roomOf(1);
    room.event.view = view;
    expect(room.slots()).toEqual([0]);
  }
});

test('[S7] a cast of a few samples has no stroke yet; a still hand has none', () => {
  expect(roomOf(1, 8).slots()).toEqual([]);
  const { paths } = roomOf(0);
  const { start, batches } = castMessages(Array.from({ length: 60 }, (_, i) => ({ t: i * 16, linear: [0, 0, 0] })));
  const still = new OpenCast(start as unknown as CastStart, 0);
  for (const batch of batches) still.append(decodeBatch(batch));
  expect(paths.strokes(new Map([[still, { slot: 0, participantId: person(0) }]]))).toEqual([]);
});

test('[S7] six results a second have a path, at most two of them fizzled or taught ones; featured ones always', () => {
  const { paths, event } = roomOf(0);
  const [cast, recognized] = [openCast(), { modelId: 'm', spell: 'ember' as never, probabilities: [1] }];
  const fizzled = Array.from({ length: 4 }, (_, i) => paths.ofResult(person(i), cast, { ...recognized, spell: null }));
  const others = Array.from({ length: 9 }, (_, i) => paths.ofResult(person(i), cast, recognized));
  expect(fizzled.map((path) => path !== undefined)).toEqual([true, true, false, false]);
  expect(others.filter((path) => path !== undefined)).toHaveLength(4);
  event.spotlight = { by: 'participant', participantId: person(99) };
  const featured = Array.from({ length: 3 }, () => paths.ofResult(person(99), cast, null));
  for (const path of featured) expect(unpackPath(path ?? '')).toHaveLength(32);
});

test('[S7] three rooms have all their paths; eight share those of three, without going short of one', () => {
  const turns = new RoomTurns();
  const recognized = { modelId: 'm', spell: 'ember' as never, probabilities: [1] };
  const grown = ({ paths, open }: ReturnType<typeof roomOf>) =>
    paths.strokes(new Map([...open].map(([, shown]) => [openCast(), shown]))).length;
  const pathsOf = ({ paths }: ReturnType<typeof roomOf>) =>
    Array.from({ length: 9 }, (_, i) => paths.ofResult(person(i), openCast(), recognized)).filter(Boolean).length;
  const rooms = Array.from({ length: 3 }, () => roomOf(7, 60, turns));
  expect([1, 2].map(() => rooms.map(grown))).toEqual([Array(3).fill(4), Array(3).fill(4)]);
  rooms.push(...Array.from({ length: 5 }, () => roomOf(7, 60, turns)));
  for (const room of rooms) grown(room);
  const frames = Array.from({ length: 8 }, () => rooms.map(grown));
  expect(rooms.map((_, i) => frames.reduce((sum, frame) => sum + (frame[i] ?? 0), 0))).toEqual(Array(8).fill(12));
  expect(rooms.slice(3).map(pathsOf)).toEqual(Array(5).fill(3));
});
