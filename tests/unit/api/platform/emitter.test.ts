import { describe, expect, test, vi } from 'vitest';
import { Emitter } from '../../../../apps/api/src/platform/events/emitter.js';

interface Map {
  ping: number;
}

describe('an emitter', () => {
  test('calls its listeners synchronously, in the order in which they subscribed', () => {
    const emitter = new Emitter<Map>();
    const calls: string[] = [];
    emitter.on('ping', (value) => void calls.push(`first ${value}`));
    emitter.on('ping', (value) => void calls.push(`second ${value}`));
    emitter.emit('ping', 7);
    expect(calls).toEqual(['first 7', 'second 7']);
  });

  test('stops calling a listener when its signal aborts', () => {
    const emitter = new Emitter<Map>();
    const controller = new AbortController();
    let calls = 0;
    emitter.on('ping', (value) => void (calls += value), controller.signal);
    emitter.emit('ping', 1);
    controller.abort();
    emitter.emit('ping', 2);
    expect(calls).toBe(1);
  });

  test('listens to a signal once, whatever many listeners end with it', () => {
    const emitter = new Emitter<Map>();
    const { signal } = new AbortController();
    const listen = vi.spyOn(signal, 'addEventListener');
    for (let n = 0; n < 20; n++) emitter.on('ping', () => undefined, signal);
    expect(listen).toHaveBeenCalledTimes(1); // Node warns of more than ten
  });

  test('waits for every listener if asked, and passes on what one throws', async () => {
    const emitter = new Emitter<Map>();
    const finished: string[] = [];
    emitter.on('ping', async () => {
      await Promise.resolve();
      finished.push('slow');
    });
    await emitter.emitAndWait('ping', 1);
    expect(finished).toEqual(['slow']);
    emitter.on('ping', () => Promise.reject(new Error('broken')));
    await expect(emitter.emitAndWait('ping', 1)).rejects.toThrow('broken');
  });
});
