import { expect, test } from 'vitest';
import { z } from 'zod';
import { brief, describeIssues } from '../../../../../apps/api/src/platform/validation/describe-issues.js';

const schema = z.strictObject({ spell: z.string() });

function described(message: unknown): string {
  const { error } = schema.safeParse(message, brief);
  return error === undefined ? '' : describeIssues(error);
}

test('names what is wrong, but not its value', () => {
  expect(described({ spell: 7 })).toMatch(/^spell: .*expected string/);
  expect(described({ spell: 'Ember', secret: 'x' })).toContain('secret');
});

test('names a few of many unknown keys, each cut to a line', () => {
  const keys = ['first', 'second', 'k'.repeat(1_000), 'fourth', 'fifth'];
  const text = described({ spell: 'Ember', ...Object.fromEntries(keys.map((key) => [key, 1])) });
  expect(text).toBe(`message: unknown keys "first", "second", "${'k'.repeat(40)}" and 2 more`);
});
