import { EventEmitter } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Answer } from '@wandcast/protocol';
import type { Socket } from 'socket.io';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineMessage, wireType } from '../../../../../libs/protocol/src/definition/define-message.js';
import { MessageFailures } from '../../../../../apps/api/src/platform/failures/message-failures.js';
import { dispatchMessages } from '../../../../../apps/api/src/platform/sockets/message-dispatcher.js';
import { EventLoopQueue } from '../../../../../apps/api/src/platform/queues/event-loop-queue.js';
import { HandlerRegistry } from '../../../../../apps/api/src/platform/sockets/handler-registry.js';

const define = (name: string) =>
  defineMessage({ name, schema: z.int(), answer: wireType<number>('number'), role: 'viewer', about: 'Counts.' });
const messages = { 'list:read': define('list:read'), 'cast:end': define('cast:end') };

/** A socket whose messages arrive in the order in which they are emitted, in one turn of the event loop. */
class ArrivingMessages extends EventEmitter {
  readonly conn = {};
  readonly disconnected = false;
  use(): void {
    // every message is known here
  }
}

const answer = (_: unknown, send: () => void): void => {
  send();
};

/** What one connection was asked, in the order in which it was handled. */
function connect(who: string, handled: string[], ms = 0): ArrivingMessages {
  const handlers = new HandlerRegistry<typeof messages, null>(messages);
  const handle = (name: string) => (_: null, n: number) => {
    for (const began = performance.now(); performance.now() - began < ms;);
    handled.push(`${who} ${name} ${n}`);
    return n;
  };
  handlers.register({ 'list:read': handle('reads'), 'cast:end': handle('casts') });
  const socket = new ArrivingMessages();
  const connection = { role: 'wand', who, handlers, caller: null, urgent: ['cast:end'] };
  dispatchMessages(socket as unknown as Socket, connection, null as unknown as MessageFailures);
  return socket;
}

test('urgent messages are handled at once, others in turns, connection after connection', async () => {
  const handled: string[] = [];
  const [a, b] = [connect('a', handled, 2), connect('b', handled, 2)];
  for (const n of [1, 2, 3]) a.emit('list:read', n);
  b.emit('list:read', 1);
  b.emit('cast:end', 2);
  expect(handled).toEqual(['b casts 2']);
  for (let turn = 1; turn <= 4; turn++) {
    await nextTurn();
    expect(handled).toHaveLength(1 + turn); // one long message in each turn
  }
  expect(handled.slice(1)).toEqual(['a reads 1', 'b reads 1', 'a reads 2', 'a reads 3']);
});

test('of messages that wait, as many are answered as may be unanswered', async () => {
  const answers: string[] = [];
  const failures = { of: (error: unknown) => ({ code: (error as { code: string }).code }), answer };
  const handlers = new HandlerRegistry<typeof messages, null>(messages);
  handlers.register({ 'list:read': (_, n) => n, 'cast:end': (_, n) => n });
  const socket = Object.assign(new ArrivingMessages(), { disconnect: () => undefined });
  const connection = { role: 'wand', who: 'a', handlers, caller: null };
  dispatchMessages(socket as unknown as Socket, connection, failures as unknown as MessageFailures);
  for (let n = 1; n <= 10; n++)
    socket.emit('list:read', n, (answer: Answer<number>) => {
      answers.push(answer.ok ? String(answer.value) : answer.failure.code);
    });
  await expect.poll(() => answers.length).toBe(10);
  expect(answers.sort()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', 'overloaded', 'overloaded']);
});

test('a flood in one turn is refused at once and closes the connection, and what waits is dropped', async () => {
  const handled: number[] = [];
  const handlers = new HandlerRegistry<typeof messages, null>(messages);
  handlers.register({ 'list:read': (_, n) => handled.push(n), 'cast:end': (_, n) => n });
  let [refused, closed] = [0, 0];
  const failures = { of: () => ({ code: 'overloaded', refused: ++refused }), answer };
  const socket = Object.assign(new ArrivingMessages(), {
    disconnected: false,
    disconnect() {
      closed++;
      this.disconnected = true;
      socket.emit('disconnect', 'server namespace disconnect');
    },
  });
  const connection = { role: 'wand', who: 'a', handlers, caller: null };
  dispatchMessages(socket as unknown as Socket, connection, failures as unknown as MessageFailures);
  for (let n = 1; n <= 500; n++) socket.emit('list:read', n, () => undefined);
  expect(closed).toBe(1);
  expect(refused).toBe(101); // 60 of the budget of 6,000 each
  for (let turn = 0; turn < 3; turn++) await nextTurn();
  expect(handled).toEqual([]);
});

test('a cast that is begun beside too many others costs ten refusals', () => {
  const handlers = new HandlerRegistry<typeof messages, null>(messages);
  handlers.register({ 'list:read': (_, n) => n, 'cast:end': (_, n) => n });
  let refused = 0;
  const failures = { of: () => ({ code: 'cast-busy', refused: ++refused }), answer };
  const socket = Object.assign(new ArrivingMessages(), {
    disconnected: false,
    disconnect() {
      this.disconnected = true;
      socket.emit('disconnect', 'server namespace disconnect');
    },
  });
  const connection = { role: 'wand', who: 'a', handlers, caller: null };
  const { countRefusal } = dispatchMessages(
    socket as unknown as Socket,
    connection,
    failures as unknown as MessageFailures,
  );
  countRefusal(); // one that costs 60
  for (let n = 1; n <= 100; n++) socket.emit('list:read', n); // all but the first eight are refused at once
  expect(refused).toBe(10); // 60 + 10 x 600 of a budget of 6,000
});

test('what somebody sent who left by themselves is handled', async () => {
  const handled: string[] = [];
  const socket = connect('a', handled);
  socket.emit('list:read', 1);
  socket.emit('disconnect', 'transport close');
  await nextTurn();
  expect(handled).toEqual(['a reads 1']);
});

test('messages of a guarded connection wait until one that is being handled is answered', async () => {
  const [begun, ends]: [number[], (() => void)[]] = [[], []];
  const handlers = new HandlerRegistry<typeof messages, null>(messages);
  const handle = (_: null, n: number): Promise<number> => {
    begun.push(n);
    return new Promise((resolve) => {
      ends.push(() => {
        resolve(n);
      });
    });
  };
  handlers.register({ 'list:read': handle, 'cast:end': handle });
  const turns = new EventLoopQueue({ count: 1, rest: () => 0 });
  const socket = Object.assign(new ArrivingMessages(), { conn: { guard: { turnsOf: () => turns, isBehind: false } } });
  const connection = { role: 'viewer', who: 'a', handlers, caller: null, urgent: ['cast:end'] };
  dispatchMessages(socket as unknown as Socket, connection, null as unknown as MessageFailures);
  for (const n of [1, 2]) socket.emit('list:read', n);
  socket.emit('cast:end', 3);
  await nextTurn();
  await nextTurn();
  expect(begun).toEqual([3, 1]);
  ends[1]?.();
  await expect.poll(() => begun).toEqual([3, 1, 2]);
});
