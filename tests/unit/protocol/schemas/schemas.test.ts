import { PROTOCOL_VERSION, failures } from '@wandcast/protocol';
import { handshakes, wandMessages } from '@wandcast/protocol/messages';
import { castId, eventCode, profile } from '@wandcast/protocol/schemas';
import { v4, v7 } from 'uuid';
import { describe, expect, test } from 'vitest';

const key = 'k'.repeat(43);
const person = { nickname: 'Quiet Otter', sigil: 'moth', metal: 'brass' };

describe('a join code', () => {
  test('is read however it was typed', () => {
    expect(eventCode.parse(' moth-4 2 ')).toBe('MOTH42');
  });
  test.each(['', 'abc', 'MOTH42!', 'x'.repeat(13)])('%j is refused', (text) => {
    expect(eventCode.safeParse(text).success).toBe(false);
  });
});

describe('a profile', () => {
  test('is tidied: spaces folded, accents composed', () => {
    expect(profile.parse({ ...person, nickname: '  Zoe\u0308   Q ' }).nickname).toBe('Zoë Q');
  });
  test('may be in any script, and hold an emoji', () => {
    for (const nickname of ['Ωμέγα', '魔法使い', 'Wizard 🪄'])
      expect(profile.safeParse({ ...person, nickname }).success).toBe(true);
  });
  test.each([
    ['joined emoji', 'Wizard 🧙‍♂️', 'Wizard 🧙‍♂️'],
    ['letters that must not join', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['what reverses the line', 'a\u202Eb', 'ab'],
    ['what breaks the line', 'a\u2028b\u0000', 'a b'],
    ['more than fits, by whole characters', `${'x'.repeat(23)}🪄`, 'x'.repeat(23)],
  ])('keeps %s as it should be', (_what, nickname, kept) => {
    expect(profile.parse({ ...person, nickname }).nickname).toBe(kept);
  });
  test.each(['', '   ', '\u200d\u202e', 'x'.repeat(201)])(
    'a name of nothing, or of too much, is refused (%j)',
    (nickname) => {
      expect(profile.safeParse({ ...person, nickname }).success).toBe(false);
    },
  );
});

describe('a handshake', () => {
  const wand = { protocol: PROTOCOL_VERSION, code: 'MOTH42', key, profile: person };
  test('[H1] is read', () => {
    expect(handshakes.wand.safeParse(wand).success).toBe(true);
  });
  test.each([
    ['an unknown field', { ...wand, admin: true }],
    ['a short key', { ...wand, key: 'k' }],
    ['no profile', { ...wand, profile: undefined }],
    ['a sigil that is not ours', { ...wand, profile: { ...person, sigil: 'skull' } }],
  ])('[H1] with %s is refused', (_what, bad) => {
    expect(handshakes.wand.safeParse(bad).success).toBe(false);
  });
});

describe('a cast', () => {
  const head = { castId: v7(), intent: 'teach', spell: 'tide', source: 'motion', channels: 3, startedAt: 1 };
  const start = { ...head, stream: 0 };
  test('[C1] is named by a UUIDv7', () => {
    expect(castId.safeParse(v7()).success).toBe(true);
    expect(castId.safeParse(v4()).success).toBe(false);
  });
  test('[C1] starts with all it needs', () => {
    expect(wandMessages['cast:start'].schema.safeParse(start).success).toBe(true);
  });
  test.each([
    ['a mask without acceleration', { channels: 4 }],
    ['a spell that is no id', { spell: 'Tide!' }],
    ['a start that is not a number', { startedAt: NaN }],
    ['an infinite start', { startedAt: Infinity }],
    ['an intent we do not know', { intent: 'spy' }],
  ])('[C1] with %s is refused', (_what, change) => {
    expect(wandMessages['cast:start'].schema.safeParse({ ...start, ...change }).success).toBe(false);
  });
  test('[C5] replayed without bytes is refused', () => {
    const replay = { ...head, count: 4, checksum: 0, samples: new Uint8Array(8) };
    expect(wandMessages['cast:replay'].schema.safeParse(replay).success).toBe(true);
    expect(wandMessages['cast:replay'].schema.safeParse({ ...replay, samples: [1, 2] }).success).toBe(false);
    expect(wandMessages['cast:replay'].schema.safeParse({ ...replay, samples: new Uint8Array(100_000) }).success).toBe(
      false,
    );
  });
});

test('every failure says in a sentence what happened', () => {
  for (const { message } of Object.values(failures)) expect(message).toMatch(/^[A-Z].*[.]$/);
});
