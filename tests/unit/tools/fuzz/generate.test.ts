import { describe, expect, test } from 'vitest';
import { diceOf } from '../../../../apps/tools/src/fuzz/generate/dice.js';
import { exampleOf } from '../../../../apps/tools/src/fuzz/generate/example.js';
import { circleMovement } from '../../../../apps/tools/src/fuzz/generate/movement.js';
import { mutate } from '../../../../apps/tools/src/fuzz/generate/mutate.js';
import { namespaces } from '../../../../apps/tools/src/fuzz/oracle/permissions.js';
import {
  eventPacket,
  rawNumber,
  readAcknowledgement,
  toJson,
} from '../../../../apps/tools/src/fuzz/transport/packet.js';
import { decodeBatch } from '@wandcast/protocol';

const nothing = { known: () => undefined };
const declared = Object.values(namespaces).flatMap(({ messages }) => [...messages.values()]);

describe('dice', () => {
  test('repeat for a seed and an index, and differ for others', () => {
    const throws = (seed: number, index: number): number[] => {
      const dice = diceOf(seed, index);
      return Array.from({ length: 8 }, () => dice.below(1_000));
    };
    expect(throws(1, 7)).toEqual(throws(1, 7));
    expect(throws(1, 7)).not.toEqual(throws(1, 8));
    expect(throws(1, 7)).not.toEqual(throws(2, 7));
  });

  test('choose as often as the weights say', () => {
    const dice = diceOf(1, 1);
    const chosen = Array.from({ length: 1_000 }, () => dice.weighted({ often: 9, rarely: 1, never: 0 }));
    const count = (name: string): number => chosen.filter((one) => one === name).length;
    expect(count('often')).toBeGreaterThan(850);
    expect(count('rarely')).toBeGreaterThan(50);
    expect(count('never')).toBe(0);
  });
});

describe('examples', () => {
  /** Bytes are arbitrary and refinements may refuse every attempt, so that one of many must be accepted. */
  test.each(declared)('of $name are accepted by its schema', ({ schema }) => {
    const accepted = Array.from({ length: 20 }, (_, i) => schema.safeParse(exampleOf(schema, diceOf(1, i), nothing)));
    expect(accepted.some(({ success }) => success)).toBe(true);
  });

  test('use the ids that are known', () => {
    const schema = namespaces['/console'].messages.get('model:inspect')?.schema;
    if (schema === undefined) throw new Error('model:inspect is declared');
    const modelId = 'b7a1d1c0-0000-4000-8000-000000000001';
    const known = (field: string): string | undefined => (field === 'modelId' ? modelId : undefined);
    expect(exampleOf(schema, diceOf(1, 1), { known })).toEqual({ modelId });
  });
});

describe('a mutation', () => {
  const message = { castId: 'abc', count: 3, list: [1, { deep: true }], samples: Uint8Array.of(1, 2, 3, 4) };

  test('changes nearly every message, never the original, and repeats', () => {
    const before = structuredClone(message);
    const mutated = Array.from({ length: 2_000 }, (_, i) => mutate(message, diceOf(1, i)));
    expect(message).toEqual(before);
    const texts = mutated.map((one) => toJson(one, (bytes) => [...bytes]));
    expect(texts.filter((text) => text !== toJson(before, (bytes) => [...bytes])).length).toBeGreaterThan(1_900);
    expect(new Set(texts).size).toBeGreaterThan(300);
    expect(toJson(mutate(message, diceOf(1, 5)), String)).toBe(toJson(mutated[5], String));
  });

  test('of a mutation of a mutation stays small enough to be sent', () => {
    for (let i = 0; i < 300; i++) {
      const dice = diceOf(5, i);
      let value: unknown = message;
      for (let n = 0; n < 12; n++) value = mutate(value, dice);
      expect(toJson(value).length).toBeLessThan(1_500_000);
    }
  });

  test('reaches other types, missing and extra keys, nesting, odd texts, numbers and bytes', () => {
    const texts = Array.from({ length: 4_000 }, (_, i) => toJson(mutate(message, diceOf(2, i)), () => 'bytes'));
    const seen = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
    for (const pattern of [
      /__proto__/,
      /1e400/,
      /\\u0000/,
      /\\ud800/,
      /\[\[\[\[/,
      /"count":null/,
      /"count":-1,/,
      /^(?!.*castId)/,
    ])
      expect([pattern, seen(pattern)]).toEqual([pattern, true]);
  });

  test.each([null, undefined, 7, 'text', [], {}, new Uint8Array()])('takes %j', (value) => {
    for (let i = 0; i < 200; i++) expect(() => mutate(value, diceOf(3, i))).not.toThrow();
  });
});

describe('packets', () => {
  test('carry bytes as attachments, and numbers that JavaScript cannot hold', () => {
    const { text, attachments } = eventPacket('/wand', 4, ['x', { a: Uint8Array.of(9), b: rawNumber('1e400') }]);
    expect(text).toBe('451-/wand,4["x",{"a":{"_placeholder":true,"num":0},"b":1e400}]');
    expect(attachments).toEqual([Uint8Array.of(9)]);
    expect(eventPacket('/wand', undefined, ['x']).text).toBe('42/wand,["x"]');
  });

  test('of acknowledgements are read, with and without attachments', () => {
    expect(readAcknowledgement('43/wand,12[{"ok":true}]')).toEqual({ id: 12, value: { ok: true } });
    expect(readAcknowledgement('461-/console,3[{"_placeholder":true,"num":0}]')).toMatchObject({ id: 3 });
    expect(readAcknowledgement('42/wand,["wand:welcomed",{}]')).toBeUndefined();
  });
});

test('a movement has batches with all of its samples', () => {
  for (let i = 0; i < 50; i++) {
    const movement = circleMovement(diceOf(4, i));
    const { count, channels } = movement;
    const decoded = movement.batches(0).map(decodeBatch);
    expect(decoded.reduce((sum, batch) => sum + batch.count, 0)).toBe(count);
    expect(decoded.map((batch) => batch.sequence)).toEqual(decoded.map((_, n) => n));
    expect(decoded.every((batch) => batch.channels === channels)).toBe(true);
  }
});
