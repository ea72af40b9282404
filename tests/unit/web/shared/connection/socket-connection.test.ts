import { toFailure, type FailureCode } from '@wandcast/protocol';
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import { useConnection, type Connection } from '../../../../../apps/web/src/shared/connection/socket-connection';

/** A socket whose server the test plays. As in Socket.IO, it is inactive after a refusal until it connects again. */
class PlayedSocket extends EventEmitter {
  active = true;
  attempts = 1;
  readonly io = { opts: {} };

  connect(): void {
    this.active = true;
    this.attempts++;
  }

  refuse(code: FailureCode): void {
    this.active = false;
    this.emit('connect_error', Object.assign(new Error(code), { data: toFailure(code) }));
  }
}

let socket: PlayedSocket;
let scope: EffectScope;
let connection: Connection;
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5); // no jitter
  socket = new PlayedSocket();
  scope = effectScope();
  scope.run(() => (connection = useConnection(socket)));
});
afterEach(() => {
  scope.stop();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Refuses every attempt for a while. @returns the pauses before each attempt, ms */
function pausesOf(attempts: number): number[] {
  return Array.from({ length: attempts }, () => {
    const before = Date.now();
    socket.refuse('internal');
    vi.advanceTimersToNextTimer();
    return Date.now() - before;
  });
}

describe('a page that is refused', () => {
  test.each(['internal', 'overloaded'] as const)('for the moment (%s) connects again by itself', (code) => {
    socket.refuse(code);
    expect(connection.state.value).toEqual({ kind: 'refused', failure: toFailure(code) });
    vi.advanceTimersByTime(1_000);
    expect(socket.attempts).toBe(2);
    socket.emit('connect');
    expect(connection.state.value).toEqual({ kind: 'open' });
  });

  test('pauses for longer each time, and for a second again after it was connected', () => {
    expect(pausesOf(6)).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    expect(socket.attempts).toBe(7);
    socket.emit('connect');
    expect(pausesOf(1)).toEqual([1_000]);
  });

  test.each(['unauthorized', 'protocol-mismatch'] as const)('for good (%s) does not connect again', (code) => {
    socket.refuse(code);
    expect(connection.state.value).toEqual({ kind: 'refused', failure: toFailure(code) });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('connects at once when the user asks, and never twice at a time', () => {
    socket.refuse('internal');
    connection.retry();
    expect(connection.state.value).toEqual({ kind: 'connecting' });
    expect(socket.attempts).toBe(2);
    connection.retry();
    vi.advanceTimersByTime(60_000); // the server takes long to answer the handshake
    expect(socket.attempts).toBe(2);
  });

  test('keeps its last state if it was open before', () => {
    socket.emit('connect');
    socket.emit('disconnect', 'transport close');
    socket.refuse('internal');
    expect(connection.state.value).toEqual({ kind: 'reconnecting' });
    vi.advanceTimersByTime(1_000);
    expect(socket.attempts).toBe(2);
    socket.refuse('unauthorized');
    expect(connection.state.value).toEqual({ kind: 'refused', failure: toFailure('unauthorized') });
  });

  test('does not connect after the page was left', () => {
    socket.refuse('internal');
    scope.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
