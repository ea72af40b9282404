import { cleanText, isStorable } from '@wandcast/protocol';
import { text } from '@wandcast/protocol/schemas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** Characters that hide, reverse or break text, mixed with what they hide in. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...Array.from('\0\u0007\t\n\r\u001b\u0085\u00a0\u00ad\u034f\u061c\u115f\u200b\u200c\u200d\u200e\u2028\u202e'),
      ),
      fc.constantFrom(
        ...Array.from(
          '\u2060\u2066\u2069\u3000\u3164\ufe0f\ufeff\ufff9\ud83e\udd89e\u0301ab 1\u0645\u06cc\u0915\u094d',
        ),
      ),
      fc.constantFrom('👩', '🏽', '❤', '🦉', '\u{e0067}', '\u{f0000}', '\u{10ffff}'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    { maxLength: 40 },
  )
  .map((characters) => characters.join(''));

/** Any UTF-16 code units, also halves of surrogate pairs. */
const units = fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes));

describe('cleaned text', () => {
  test('is storable, in NFC, and stays as it is if it is cleaned again', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, units), fc.boolean(), (given, keepsLines) => {
        const cleaned = cleanText(given, keepsLines);
        expect(isStorable(cleaned)).toBe(true);
        expect(cleaned.normalize('NFC')).toBe(cleaned);
        expect(cleanText(cleaned, keepsLines)).toBe(cleaned);
      }),
      { numRuns: 5_000 },
    );
  });

  test('has no control, bidi or zero-width character but joiners and line breaks', () => {
    fc.assert(
      fc.property(nasty, fc.boolean(), (given, keepsLines) => {
        const cleaned = cleanText(given, keepsLines).replace(/[\u200c\u200d]/g, '');
        expect(keepsLines ? cleaned.replaceAll('\n', '') : cleaned).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029\u034f\u115f\u3164]|\s\s|^\s|\s$/u,
        );
      }),
      { numRuns: 5_000 },
    );
  });

  test('keeps every word', () => {
    const word = fc.stringMatching(/^[a-zäöü0-9.,!?()=+@-]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        fc.constantFrom(' ', '\t', '\n', ' \u00a0 ', '\u2028'),
        (words, gap) => {
          expect(cleanText(` ${words.join(gap)}\r\n`)).toBe(words.join(' ').normalize('NFC'));
        },
      ),
    );
  });

  test.each([
    ['joiners of an emoji', '👩🏽‍🚀 👨‍👩‍👧 🏳️‍🌈 ❤️‍🔥 1️⃣', '👩🏽‍🚀 👨‍👩‍👧 🏳️‍🌈 ❤️‍🔥 1️⃣'],
    ['a joiner of Persian and of Hindi', 'می\u200cخواهم क्\u200dष', 'می\u200cخواهم क्\u200dष'],
    ['no joiner between Latin letters', 'ad\u200dmin ad\u200cmin', 'admin admin'],
    ['one joiner between two emoji, none at an end', '\u200d🦉\u200d\u200d🦉\u200d', '🦉\u200d🦉'],
    ['no bidi override', 'Ada\u202e gnp.exe\u2066', 'Ada gnp.exe'],
    ['no NUL and no half of a surrogate pair', 'a\0b\ud83ec\udd89d', 'abcd'],
    ['composed letters', 'e\u0301\u200b', 'é'],
    ['nothing of what nobody sees', '\u200b\u3164\u00ad\ufeff\u2060 \n', ''],
  ])('keeps %s', (_, given, expected) => {
    expect(cleanText(given)).toBe(expected);
  });

  test('has at most 30 marks on a letter, also where something invisible stood between them', () => {
    const [below, above] = ['\u0316', '\u0301'];
    expect(cleanText(`x${(below + above).repeat(20)} y`)).toBe(`x${below.repeat(15)}${above.repeat(15)} y`);
    expect(cleanText(`x${below.repeat(20)}\u200b${above.repeat(20)}`)).toBe(`x${below.repeat(20)}${above.repeat(10)}`);
  });

  test('a text far above its limit is refused before it is cleaned', () => {
    const name = text({ max: 24 });
    expect(name.safeParse(`${' '.repeat(80)}Moth${' '.repeat(80)}`).data).toBe('Moth');
    expect(name.safeParse(' '.repeat(90_000)).error?.issues).toHaveLength(1);
    expect(name.safeParse('\u0301\u0316'.repeat(40_000)).success).toBe(false);
  });

  test('keeps line breaks where they are wanted', () => {
    expect(cleanText(' one \r\n\r\n\r\n\n two\u2028three\t four ', true)).toBe('one\n\ntwo\nthree four');
  });
});

test('the schema measures the text after it is cleaned', () => {
  fc.assert(
    fc.property(nasty, fc.nat(12), (given, max) => {
      const { success, data } = text({ min: 1, max }).safeParse(given);
      const { length } = Array.from(cleanText(given)); // code points, as zod counts
      expect(success).toBe(length >= 1 && length <= max);
      if (success) expect(data).toBe(cleanText(given));
    }),
  );
});
