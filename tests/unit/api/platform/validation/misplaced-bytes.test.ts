import { consoleMessages, preflightMessages, stageMessages, wandMessages } from '@wandcast/protocol/messages';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { hasMisplacedBytes } from '../../../../../apps/api/src/platform/validation/misplaced-bytes.js';

const bytes = new Uint8Array(3);

describe('bytes of a message', () => {
  test.each([
    ['no message', undefined],
    ['null', null],
    ['a text', 'samples'],
    ['numbers', [1, 2]],
    ['an object', { a: { b: [null, { c: 1 }] } }],
    ['samples', { castId: 'x', samples: bytes }],
  ])('belong there: %s', (_, message) => {
    expect(hasMisplacedBytes(message)).toBe(false);
  });

  test.each([
    ['instead of a message', bytes],
    ['in a list', [bytes]],
    ['in another field', { other: bytes }],
    ['in samples that are deeper', { cast: { samples: bytes } }],
    ['beside samples', { samples: bytes, orientation: bytes }],
    ['deep', { a: [{ b: { c: [1, bytes] } }] }],
  ])('do not belong there: %s', (_, message) => {
    expect(hasMisplacedBytes(message)).toBe(true);
  });

  test('a message as deep as it is long ends', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 50_000; i++) deep = [deep];
    expect(hasMisplacedBytes(deep)).toBe(false);
  });

  test('no field named samples holds an object', () => {
    const all: { readonly schema: z.ZodType }[] = Object.values({
      ...wandMessages,
      ...consoleMessages,
      ...stageMessages,
      ...preflightMessages,
    });
    const named = all.flatMap(({ schema }) => {
      const json: unknown = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
      const { properties = {} } = json as { readonly properties?: Readonly<Record<string, unknown>> };
      return 'samples' in properties ? [properties['samples']] : [];
    });
    expect(named).not.toEqual([]);
    for (const field of named) expect(field).not.toHaveProperty('type');
  });
});
