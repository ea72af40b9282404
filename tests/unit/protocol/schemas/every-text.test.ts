import { isStorable } from '@wandcast/protocol';
import {
  consoleMessages,
  handshakes,
  preflightMessages,
  stageMessages,
  wandMessages,
} from '@wandcast/protocol/messages';
import { accountBodies, newImport } from '@wandcast/protocol/schemas';
import { expect, test } from 'vitest';
import type { z } from 'zod';

/** Not stored, and never changed: a password is what was typed. */
const PASSWORDS = ['password', 'current', 'next'];

type Text = readonly [path: string, schema: z.core.$ZodType];

/** Every schema of a text in a schema. Texts with a transformation are tested as a whole. */
function textsIn(path: string, schema: z.core.$ZodType): Text[] {
  const { def } = schema._zod as unknown as { def: Readonly<Record<string, unknown>> };
  const inside = (name: string): Text[] => textsIn(path, def[name] as z.core.$ZodType);
  switch (def['type']) {
    case 'object':
      return Object.entries(def['shape'] as Record<string, z.core.$ZodType>).flatMap(([key, field]) =>
        textsIn(`${path}.${key}`, field),
      );
    case 'array':
      return inside('element');
    case 'union':
      return (def['options'] as z.core.$ZodType[]).flatMap((option) => textsIn(path, option));
    case 'nullable':
    case 'optional':
    case 'default':
      return inside('innerType');
    case 'string':
    case 'pipe':
      return [[path, schema]];
    default:
      return []; // numbers, booleans, enumerations, bytes
  }
}

const messages = { ...wandMessages, ...stageMessages, ...preflightMessages, ...consoleMessages };
const schemas: Record<string, z.core.$ZodType> = {
  ...Object.fromEntries(Object.entries(messages).map(([name, { schema }]) => [name, schema])),
  ...handshakes,
  ...accountBodies,
  'POST /api/imports': newImport,
};
const texts = Object.entries(schemas)
  .flatMap(([name, schema]) => textsIn(name, schema))
  .filter(([path]) => !PASSWORDS.includes(path.split('.').at(-1) ?? ''));

test('finds the texts', () => {
  expect(texts.map(([path]) => path)).toEqual(
    expect.arrayContaining([
      'me:change.profile.nickname',
      'spells:import.spells.name',
      'step:add.step.title',
      'stage.token',
    ]),
  );
});

test.each(texts)('[M7] %s cannot contain a NUL, half a character or a bidi override', async (_, schema) => {
  for (const given of ['a\0b', 'a\ud800b', '\udc00ab', 'ab\u202e', 'Abcd\0efgh1', 'ab\u2066']) {
    const result = await (schema as z.ZodType)['~standard'].validate(given);
    if (result.issues !== undefined) continue;
    expect(isStorable(result.value as string)).toBe(true);
    expect(result.value).not.toMatch(/\p{Cf}/u);
  }
});
