import { defineMessage, wireType } from '../../../../../libs/protocol/src/definition/define-message.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { HandlerRegistry } from '../../../../../apps/api/src/platform/sockets/handler-registry.js';

const messages = {
  'lamp:light': defineMessage({
    name: 'lamp:light',
    schema: z.strictObject({ watts: z.int() }),
    answer: wireType<{ on: boolean }>('Lamp'),
    role: 'moderator',
    about: 'Turns the lamp on.',
  }),
  'lamp:break': defineMessage({
    name: 'lamp:break',
    schema: z.null(),
    answer: null,
    role: 'owner',
    about: 'Breaks the lamp.',
  }),
};

describe('message handlers', () => {
  test('pass the caller and the message to the handler, and return its answer', () => {
    const handlers = new HandlerRegistry<typeof messages, { readonly name: string }>(messages);
    const calls: unknown[] = [];
    handlers.register({
      'lamp:light': (caller, { watts }) => {
        calls.push([caller.name, watts]);
        return { on: true };
      },
    });
    expect(handlers.handle('lamp:light', { name: 'Hedy' }, { watts: 60 })).toEqual({ on: true });
    expect(calls).toEqual([['Hedy', 60]]);
  });

  test('come from several features, but each message from one', () => {
    const handlers = new HandlerRegistry<typeof messages, null>(messages);
    handlers.register({ 'lamp:light': () => ({ on: true }) });
    expect(() => {
      handlers.register({ 'lamp:light': () => ({ on: false }) });
    }).toThrow('two handlers for lamp:light');
    expect(() => {
      handlers.assertComplete();
    }).toThrow('no handler for lamp:break');
    handlers.register({ 'lamp:break': () => undefined });
    expect(() => {
      handlers.assertComplete();
    }).not.toThrow();
  });
});
