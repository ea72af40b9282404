import { isMistyped, shownEventCode } from '@wandcast/protocol';
import { eventCode } from '@wandcast/protocol/schemas';
import { describe, expect, test } from 'vitest';
import { EVENT_CODES, newEventCode } from '../../../../apps/api/src/rooms/events/event-code.js';

const codes = Array.from({ length: 200 }, () => newEventCode());
const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

test('a code is eight letters that look like no digit, the first seven no vowels', () => {
  for (const code of codes) expect(code).toMatch(/^[BCDFGHJKMNPQRSTVWXYZ]{7}[ABCDEFGHJKMNPQRSTUVWXYZ]$/);
});

test('there are more than 2^30 codes, and new ones differ', () => {
  expect(EVENT_CODES).toBeGreaterThan(2 ** 30);
  expect(new Set(codes).size).toBe(codes.length);
});

describe('a typing mistake', () => {
  test('of one letter is always seen', () => {
    for (const code of codes.slice(0, 40))
      for (let i = 0; i < code.length; i++)
        for (const letter of LETTERS) {
          const typed = code.slice(0, i) + letter + code.slice(i + 1);
          expect(isMistyped(typed), `${code} as ${typed}`).toBe(typed !== code);
        }
  });

  test('of two neighbors that changed places is always seen', () => {
    for (const code of codes)
      for (let i = 0; i + 1 < code.length; i++) {
        const typed = code.slice(0, i) + code.charAt(i + 1) + code.charAt(i) + code.slice(i + 2);
        expect(isMistyped(typed), `${code} as ${typed}`).toBe(typed !== code);
      }
  });

  test('is refused at the edge', () => {
    const [code = ''] = codes;
    const wrong = (code.startsWith('B') ? 'C' : 'B') + code.slice(1);
    expect(eventCode.safeParse(code).data).toBe(code);
    expect(eventCode.safeParse(wrong).success).toBe(false);
  });
});

test('codes are typed as they are read, and older ones stay valid', () => {
  const [code = ''] = codes;
  expect(shownEventCode(code)).toMatch(/^[A-Z]{4} [A-Z]{4}$/);
  for (const typed of [shownEventCode(code), code.toLowerCase(), ` ${code.slice(0, 3)}-${code.slice(3)} `])
    expect(eventCode.parse(typed)).toBe(code);
  for (const typed of ['moth 4272', 'Moth-42-72', ' MOTH4272 ']) expect(eventCode.parse(typed)).toBe('MOTH4272');
  for (const older of ['MOTH42', 'quartz77']) expect(eventCode.parse(older)).toBe(older.toUpperCase());
  expect(shownEventCode('MOTH4272')).toBe('MOTH4272');
});
