import type { EventInfo, TeachingNeed, Spell, Welcome } from '@wandcast/protocol';
import type { Socket } from 'socket.io-client';
import { beforeEach, afterEach, expect, test } from 'vitest';
import { castMessages, circle } from '../../support/cast-messages.js';
import { connectWand, nextMessage } from '../../support/test-server.js';
import { openRoom } from '../../support/console-client.js';

const room = openRoom();
let wand: Socket;
let welcome: Welcome;
beforeEach(async () => {
  wand = connectWand(room.server);
  welcome = await nextMessage<Welcome>(wand, 'wand:welcomed');
});
afterEach(() => wand.disconnect());

test('[P5] the spell to teach is sent to everyone, including those who join later', async () => {
  expect(welcome.event.teaching).toBeNull();
  const changed = nextMessage<EventInfo>(wand, 'event:changed');
  await room.client.ask('room:teach', { spell: 'tide' });
  expect((await changed).teaching).toBe('tide');
  const late = connectWand(room.server);
  expect((await nextMessage<Welcome>(late, 'wand:welcomed')).event.teaching).toBe('tide');
  late.disconnect();
  const over = nextMessage<EventInfo>(wand, 'event:changed');
  await room.client.ask('room:teach', { spell: null });
  expect((await over).teaching).toBeNull();
});

test('[P5] removing the spell ends its teaching, and spells outside the book cannot be taught', async () => {
  const spell = await room.client.ask<Spell>('spell:create', { name: 'Nudge', hue: 'veil', glyph: null });
  await room.client.ask('room:teach', { spell: spell.id });
  const over = room.client.waitForMessage('event:changed', ({ teaching }) => teaching === null);
  await room.client.ask('spell:remove', { spellId: spell.id });
  await over;
  expect(await room.client.refusal('room:teach', { spell: spell.id })).toBe('spell-unknown');
  expect(await room.client.refusal('room:teach', {})).toBe('invalid-message');
});

test('[P6] wands receive the teaching needs in the welcome and after taught casts', async () => {
  expect(welcome.teachingNeeds.map(({ spell }) => spell)).toEqual(welcome.spells.map(({ id }) => id));
  const need = ({ spell }: TeachingNeed): boolean => spell === 'gale';
  expect(welcome.teachingNeeds.find(need)).toMatchObject({ casts: 0, people: 0 });
  const taught = new Promise<TeachingNeed | undefined>((resolve) => {
    wand.on('teaching-needs:changed', (needs: TeachingNeed[]) => {
      if (needs.find(need)?.casts === 2) resolve(needs.find(need));
    });
  });
  for (let i = 0; i < 2; i++)
    await wand.emitWithAck('cast:replay', castMessages(circle(), { intent: 'teach', spell: 'gale' }).replay);
  expect(await taught).toEqual({
    ...{ spell: 'gale', casts: 2, people: 1, needs: 'Gale needs 3 more casts from 2 more people' },
  });
});
