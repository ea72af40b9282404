import type { Participant, ParticipantId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { Presence } from '../../../../apps/api/src/rooms/participants/presence.js';
import type { Room } from '../../../../apps/api/src/rooms/room/room.js';
import { RoomEvents } from '../../../../apps/api/src/rooms/room/room-events.js';

const person = (id: string, nickname = id): Participant => ({
  ...{ id: id as ParticipantId, nickname },
  ...{ sigil: 'moth', metal: 'brass', grove: 'ash' },
});
const [ada, bea] = [person('ada'), person('bea')];

/** A Presence of an empty room, with the room events that it emitted. */
function newPresence() {
  const events = new RoomEvents();
  let changes = 0;
  const hidden: number[] = [];
  events.on('presence:changed', () => {
    changes++;
  });
  events.on('participant:hidden', ({ slot }) => {
    hidden.push(slot);
  });
  const left: ParticipantId[] = [];
  events.on('participant:left', (id) => {
    left.push(id);
  });
  return { presence: new Presence({ events } as Room), changes: () => changes, hidden, left };
}

describe('presence', () => {
  test('counts a participant once, however many pages they have open', () => {
    const { presence, changes, left } = newPresence();
    presence.arrived(ada, false);
    expect(changes()).toBe(1);
    presence.arrived(ada, false);
    expect(changes()).toBe(1);
    expect(presence.takeChanges()).toEqual({ joined: [{ slot: 0, ...ada }] });
    presence.departed(ada);
    expect(changes()).toBe(1);
    expect(left).toEqual([]);
    presence.departed(ada);
    expect(changes()).toBe(2);
    presence.departed(ada);
    expect(changes()).toBe(2);
    expect(left).toEqual([ada.id]);
    expect(presence.takeChanges()).toEqual({ left: [0] });
    expect(presence.takeChanges()).toEqual({});
  });

  test('reports a new name in the same slot, only if it differs', () => {
    const { presence } = newPresence();
    presence.arrived(ada, false);
    presence.takeChanges();
    expect(presence.rename(person('ada'))).toBe(false);
    expect(presence.takeChanges()).toEqual({});
    expect(presence.rename(person('ada', 'Nimble Puffin'))).toBe(true);
    expect(presence.takeChanges()).toEqual({ joined: [{ slot: 0, ...ada, nickname: 'Nimble Puffin' }] });
    expect(presence.rename(bea)).toBe(false);
  });

  test('reports a participant once if they joined and were renamed in the same tick', () => {
    const { presence } = newPresence();
    presence.arrived(ada, false);
    presence.rename(person('ada', 'Nimble Puffin'));
    expect(presence.takeChanges().joined).toEqual([{ slot: 0, ...ada, nickname: 'Nimble Puffin' }]);
  });

  test('counts hidden participants but shows none of their data', () => {
    const { presence } = newPresence();
    presence.arrived(ada, true);
    presence.arrived(bea, false);
    expect([presence.size, presence.ids()]).toEqual([2, ['ada', 'bea']]);
    expect([presence.slotOf(ada), presence.slotOf(bea)]).toEqual([undefined, 1]);
    expect(presence.wands().map(({ id }) => id)).toEqual(['bea']);
    presence.rename(person('ada', 'Nimble Puffin'));
    presence.departed(ada);
    expect(presence.takeChanges()).toEqual({ joined: [{ slot: 1, ...bea }] });
  });

  test('gives a participant a new slot when they are shown again', () => {
    const { presence, hidden } = newPresence();
    presence.arrived(ada, false);
    presence.takeChanges();
    for (const isHidden of [true, true, false]) presence.hide(ada.id, isHidden);
    expect(hidden).toEqual([0]);
    expect(presence.takeChanges()).toEqual({ left: [0], hidden: [0], joined: [{ slot: 1, ...ada }] });
    expect(presence.slotOf(ada)).toBe(1);
  });

  test('hiding somebody who has left names them by id, once', () => {
    const { presence } = newPresence();
    presence.arrived(ada, false);
    presence.departed(ada);
    presence.takeChanges();
    presence.hide(ada.id, false);
    expect(presence.takeChanges()).toEqual({});
    presence.hide(ada.id, true);
    expect(presence.takeChanges()).toEqual({ hiddenIds: ['ada'] });
    expect(presence.takeChanges()).toEqual({});
  });

  test('is empty in the next event, and continues the slot numbers', () => {
    const before = newPresence();
    before.presence.arrived(ada, false);
    const { presence, changes } = newPresence();
    presence.onTakeOver(before.presence);
    presence.arrived(bea, false);
    expect(presence.takeChanges()).toEqual({ joined: [{ slot: 1, ...bea }] });
    presence.departed(ada);
    expect(changes()).toBe(1); // Bea arrived; Ada is not here
  });
});
