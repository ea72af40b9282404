import { expect, test } from 'vitest';
import { eventCode } from '@wandcast/protocol/schemas';
import { EVENT_CODES, newEventCode } from '../../../../apps/api/src/rooms/events/event-code.js';

const codes = Array.from({ length: 2_000 }, (_, i) => newEventCode(() => i / 2_000)); // every word

test('a code is a word of four letters and four digits that look like no letter', () => {
  for (const code of codes) expect(code).toMatch(/^[A-Z]{4}[2-9]{4}$/);
});

test('there are over a million codes', () => {
  const words = new Set(codes.map((code) => code.slice(0, 4)));
  expect(EVENT_CODES).toBe(words.size * 8 ** 4); // no word twice
  expect(EVENT_CODES).toBeGreaterThan(1_000_000);
});

test('new codes differ', () => {
  expect(new Set(Array.from({ length: 100 }, () => newEventCode())).size).toBeGreaterThan(97);
});

test('codes are typed as they are heard, and older ones stay valid', () => {
  for (const typed of ['moth 4272', 'Moth-42-72', ' MOTH4272 ']) expect(eventCode.parse(typed)).toBe('MOTH4272');
  for (const older of ['MOTH42', 'quartz77']) expect(eventCode.parse(older)).toBe(older.toUpperCase());
});
