import type { Welcome } from '@wandcast/protocol';
import type { WandSocket } from './wand-socket.js';

/** Calls `update` with every part of the welcome that the server announces as changed. */
export function onWelcomeChange(socket: Pick<WandSocket, 'on'>, update: (change: Partial<Welcome>) => void): void {
  socket.on('event:changed', (event) => {
    update({ event });
  });
  socket.on('spells:changed', (spells) => {
    update({ spells });
  });
  socket.on('model:changed', (model) => {
    update({ model });
  });
  socket.on('teaching-needs:changed', (teachingNeeds) => {
    update({ teachingNeeds });
  });
  socket.on('round:changed', (round) => {
    update({ round });
  });
  socket.on('standing:changed', (standing) => {
    update({ standing });
  });
  socket.on('adaptation:changed', (adaptation) => {
    update({ adaptation });
  });
  socket.on('free-casting:changed', (freeCasting) => {
    update({ freeCasting });
  });
  socket.on('me:changed', (participant) => {
    update({ participant });
  });
}
