import { isStorable } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { eveningTables } from '../../../../apps/api/src/lifecycle/evening-files/evening-tables.js';
import { FORBIDDEN_TEXTS, textsIn } from '../../protocol/schemas/texts-in-schemas.js';

const texts = eveningTables.flatMap(({ name, row }) => textsIn(name, row));
const schemaOf = (path: string): z.ZodType => texts.find(([one]) => one === path)?.[1] as z.ZodType;

/** What people read, with the longest text that a message of a page may set. */
const READ: readonly (readonly [path: string, longest: number])[] = [
  ['spellbooks.name', 40],
  ['spells.name', 24],
  ['spells.hint', 80],
  ['events.title', 60],
  ['events.announcement', 160],
  ['steps.title', 60],
  ['datasets.name', 60],
  ['datasets.note', 400],
  ['datasets.created_by', 24],
  ['cast_comments.text', 500],
];

test('finds the texts of an evening', () => {
  const paths = texts.map(([path]) => path);
  expect(paths).toEqual(expect.arrayContaining(READ.map(([path]) => path)));
  expect(paths).toEqual(expect.arrayContaining(['participants.nickname', 'participants.display_name']));
});

test.each(texts)('[M7] %s of a file cannot contain a NUL, half a character or a bidi override', async (_, schema) => {
  for (const given of [...FORBIDDEN_TEXTS, '\u202egale', 'ga\u200ble']) {
    const result = await (schema as z.ZodType)['~standard'].validate(given);
    if (result.issues !== undefined) continue;
    expect(isStorable(result.value as string)).toBe(true);
    expect(result.value).not.toMatch(/\p{Cf}/u);
  }
});

test.each(READ)(
  '[M7] %s of a file is cleaned, has at most %i characters, and stays as it was stored',
  (path, longest) => {
    const schema = schemaOf(path);
    const stored = 'é'.repeat(longest);
    expect(schema.parse(stored)).toBe(stored);
    expect(schema.parse(`\u202e ${'e\u0301'.repeat(longest)}\u200b`)).toBe(stored);
    expect(schema.safeParse(`${stored}é`).success).toBe(false);
  },
);

test.each(['participants.nickname', 'participants.display_name'])(
  '[M7] %s of a file is cleaned and cut as on a phone, and stays as it was stored',
  (path) => {
    expect(schemaOf(path).parse('Ada\u202e \u200b Lovelace')).toBe('Ada Lovelace');
    expect(schemaOf(path).parse('x'.repeat(200))).toBe('x'.repeat(24));
    expect(schemaOf(path).parse('Quiet Otter')).toBe('Quiet Otter');
    expect(schemaOf(path).parse('\u3164')).toBe('unknown'); // an invisible name, which earlier versions stored
  },
);

test.each(['spellbooks.name', 'spells.name', 'events.title', 'datasets.name', 'cast_comments.text'])(
  '[M7] %s of a file may consist of nothing visible, as an earlier version stored it',
  (path) => {
    expect(schemaOf(path).parse('\u3164')).toBe('unknown');
  },
);
