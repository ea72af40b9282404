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
import { FORBIDDEN_TEXTS, textsIn } from './texts-in-schemas.js';

/** Not stored, and never changed: a password is what was typed. */
const PASSWORDS = ['password', 'current', 'next'];

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
  for (const given of FORBIDDEN_TEXTS) {
    const result = await (schema as z.ZodType)['~standard'].validate(given);
    if (result.issues !== undefined) continue;
    expect(isStorable(result.value as string)).toBe(true);
    expect(result.value).not.toMatch(/\p{Cf}/u);
  }
});
