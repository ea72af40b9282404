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

/** A crowd, and what its room hears of it. */
function newCrowd() {
  const events = new RoomEvents();
  let changes = 0;
  const hidden: number[] = [];
  events.on('presence:changed', () => {
    changes++;
  });
  events.on('participant:hidden', ({ slot }) => {
    hidden.push(slot);
  });
  return { crowd: new Presence({ events } as Room), changes: () => changes, hidden };
}

describe('the crowd on the stage', () => {
  test('comes and goes once, however many pages someone has', () => {
    const { crowd, changes } = newCrowd();
    crowd.arrived(ada, false);
    expect(changes()).toBe(1);
    crowd.arrived(ada, false);
    expect(changes()).toBe(1);
    expect(crowd.takeChanges()).toEqual({ joined: [{ slot: 0, ...ada }] });
    crowd.departed(ada);
    expect(changes()).toBe(1);
    crowd.departed(ada);
    expect(changes()).toBe(2);
    crowd.departed(ada);
    expect(changes()).toBe(2);
    expect(crowd.takeChanges()).toEqual({ left: [0] });
    expect(crowd.takeChanges()).toEqual({});
  });

  test('tells a new name on the same slot, and only where it is one', () => {
    const { crowd } = newCrowd();
    crowd.arrived(ada, false);
    crowd.takeChanges();
    expect(crowd.rename(person('ada'))).toBe(false);
    expect(crowd.takeChanges()).toEqual({});
    expect(crowd.rename(person('ada', 'Nimble Puffin'))).toBe(true);
    expect(crowd.takeChanges()).toEqual({ joined: [{ slot: 0, ...ada, nickname: 'Nimble Puffin' }] });
    expect(crowd.rename(bea)).toBe(false);
  });

  test('says once who came and was renamed in the same tick', () => {
    const { crowd } = newCrowd();
    crowd.arrived(ada, false);
    crowd.rename(person('ada', 'Nimble Puffin'));
    expect(crowd.takeChanges().joined).toEqual([{ slot: 0, ...ada, nickname: 'Nimble Puffin' }]);
  });

  test('counts whoever is hidden, and shows nothing of them', () => {
    const { crowd } = newCrowd();
    crowd.arrived(ada, true);
    crowd.arrived(bea, false);
    expect([crowd.size, crowd.people()]).toEqual([2, ['ada', 'bea']]);
    expect([crowd.slotOf(ada), crowd.slotOf(bea)]).toEqual([undefined, 1]);
    expect(crowd.wands().map(({ id }) => id)).toEqual(['bea']);
    crowd.rename(person('ada', 'Nimble Puffin'));
    crowd.departed(ada);
    expect(crowd.takeChanges()).toEqual({ joined: [{ slot: 1, ...bea }] });
  });

  test('gives whoever is seen again another slot, so that a frame means what it says', () => {
    const { crowd, hidden } = newCrowd();
    crowd.arrived(ada, false);
    crowd.takeChanges();
    for (const isHidden of [true, true, false]) crowd.hide(ada.id, isHidden);
    expect(hidden).toEqual([0]);
    expect(crowd.takeChanges()).toEqual({ left: [0], hidden: [0], joined: [{ slot: 1, ...ada }] });
    expect(crowd.slotOf(ada)).toBe(1);
  });

  test('is empty in another event, and counts slots on', () => {
    const before = newCrowd();
    before.crowd.arrived(ada, false);
    const { crowd, changes } = newCrowd();
    crowd.onTakeOver(before.crowd);
    crowd.arrived(bea, false);
    expect(crowd.takeChanges()).toEqual({ joined: [{ slot: 1, ...bea }] });
    crowd.departed(ada);
    expect(changes()).toBe(1); // Bea arrived; Ada is not here
  });
});
