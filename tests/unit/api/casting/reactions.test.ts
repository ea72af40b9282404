import type { Participant, ParticipantId } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { Reactions } from '../../../../apps/api/src/casting/stage/reactions.service.js';

const person = (i: number) => ({ id: `person-${i}` as ParticipantId }) as Participant;
function roomOf(people: number) {
  const slots = new Map(Array.from({ length: people }, (_, i) => [person(i).id, i]));
  const room = { event: { reactions: true, blank: false } };
  const presence = { slotOf: ({ id }: Participant) => slots.get(id) };
  return { slots, room, reactions: new Reactions(room as never, presence as never) };
}

test('a frame shows at most 24 reactions, however many people tap at once; the next frame shows more', () => {
  const { reactions } = roomOf(500);
  for (let i = 0; i < 500; i++) reactions.react(person(i), 'applause');
  expect(reactions.take().reactions).toHaveLength(24);
  expect(reactions.take()).toEqual({});
  for (let i = 0; i < 500; i++) reactions.react(person(i), 'applause');
  expect(reactions.take().reactions).toHaveLength(24);
});

test('a reaction that found no place in its frame does not count against the limit of its participant', () => {
  const { reactions } = roomOf(30);
  for (let i = 0; i < 24; i++) reactions.react(person(i), 'heart');
  for (let i = 0; i < 50; i++) reactions.react(person(29), 'heart'); // dropped
  reactions.take();
  for (let i = 0; i < 12; i++) reactions.react(person(29), 'heart');
  expect(reactions.take().reactions).toHaveLength(10);
});

test('what waits of a participant who leaves or is hidden is not shown', () => {
  const { reactions, slots } = roomOf(2);
  for (const one of [person(0), person(1)]) {
    reactions.react(one, 'sparks');
    reactions.locate(one);
  }
  slots.delete(person(0).id);
  expect(reactions.take()).toEqual({ reactions: [[1, 4]], located: [1] });
});

test('nothing is collected while the stage is blank', () => {
  const { reactions, room } = roomOf(1);
  room.event.blank = true;
  reactions.react(person(0), 'heart');
  reactions.locate(person(0));
  room.event.blank = false;
  expect(reactions.take()).toEqual({});
});
