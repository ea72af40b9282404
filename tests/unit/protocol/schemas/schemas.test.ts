import { PROTOCOL_VERSION, failures } from '@wandcast/protocol';
import { handshakes, wandMessages } from '@wandcast/protocol/messages';
import { castId, eventCode, profile } from '@wandcast/protocol/schemas';
import { v4, v7 } from 'uuid';
import { describe, expect, test } from 'vitest';

const key = 'k'.repeat(43);
const person = { nickname: 'Quiet Otter', sigil: 'moth', metal: 'brass' };

describe('a join code', () => {
  test('ignores case, spaces and hyphens', () => {
    expect(eventCode.parse(' moth-4 2 ')).toBe('MOTH42');
  });
  test.each(['', 'abc', 'MOTH42!', 'x'.repeat(13)])('rejects %j', (text) => {
    expect(eventCode.safeParse(text).success).toBe(false);
  });
});

describe('a profile', () => {
  test('is normalized: collapses spaces and composes accents', () => {
    expect(profile.parse({ ...person, nickname: '  Zoe\u0308   Q ' }).nickname).toBe('Zoë Q');
  });
  test('accepts any script and emoji', () => {
    for (const nickname of ['Ωμέγα', '魔法使い', 'Wizard 🪄'])
      expect(profile.safeParse({ ...person, nickname }).success).toBe(true);
  });
  test.each([
    ['joined emoji', 'Wizard 🧙‍♂️', 'Wizard 🧙‍♂️'],
    ['a zero-width non-joiner', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['a direction override', 'a\u202Eb', 'ab'],
    ['a line separator', 'a\u2028b\u0000', 'a b'],
    ['a name that is too long, without cutting a character', `${'x'.repeat(23)}🪄`, 'x'.repeat(23)],
  ])('normalizes %s', (_what, nickname, normalized) => {
    expect(profile.parse({ ...person, nickname }).nickname).toBe(normalized);
  });
  test.each(['', '   ', '\u200d\u202e', 'x'.repeat(201)])(
    'rejects a nickname that is empty or far too long (%j)',
    (nickname) => {
      expect(profile.safeParse({ ...person, nickname }).success).toBe(false);
    },
  );
});

describe('a handshake', () => {
  const wand = { protocol: PROTOCOL_VERSION, code: 'MOTH42', key, profile: person };
  test('[H1] is accepted', () => {
    expect(handshakes.wand.safeParse(wand).success).toBe(true);
  });
  test.each([
    ['an unknown field', { ...wand, admin: true }],
    ['a short key', { ...wand, key: 'k' }],
    ['no profile', { ...wand, profile: undefined }],
    ['an unknown sigil', { ...wand, profile: { ...person, sigil: 'skull' } }],
  ])('[H1] with %s is rejected', (_what, bad) => {
    expect(handshakes.wand.safeParse(bad).success).toBe(false);
  });
});

describe('a cast', () => {
  const head = { castId: v7(), intent: 'teach', spell: 'tide', source: 'motion', channels: 3, startedAt: 1 };
  const start = { ...head, stream: 0 };
  test('[C1] has a UUIDv7 as its id', () => {
    expect(castId.safeParse(v7()).success).toBe(true);
    expect(castId.safeParse(v4()).success).toBe(false);
  });
  test('[C1] is accepted with all required fields', () => {
    expect(wandMessages['cast:start'].schema.safeParse(start).success).toBe(true);
  });
  test.each([
    ['a mask without acceleration', { channels: 4 }],
    ['an invalid spell id', { spell: 'Tide!' }],
    ['a start that is not a number', { startedAt: NaN }],
    ['an infinite start', { startedAt: Infinity }],
    ['an unknown intent', { intent: 'spy' }],
  ])('[C1] with %s is rejected', (_what, change) => {
    expect(wandMessages['cast:start'].schema.safeParse({ ...start, ...change }).success).toBe(false);
  });
  test('[C5] is rejected if its replay has no bytes, or too many', () => {
    const replay = { ...head, count: 4, checksum: 0, samples: new Uint8Array(8) };
    expect(wandMessages['cast:replay'].schema.safeParse(replay).success).toBe(true);
    expect(wandMessages['cast:replay'].schema.safeParse({ ...replay, samples: [1, 2] }).success).toBe(false);
    expect(wandMessages['cast:replay'].schema.safeParse({ ...replay, samples: new Uint8Array(100_000) }).success).toBe(
      false,
    );
  });
});

test('the message of every failure is a sentence', () => {
  for (const { message } of Object.values(failures)) expect(message).toMatch(/^[A-Z].*[.]$/);
});
