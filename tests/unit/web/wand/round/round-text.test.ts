import type { CastId, OwnStanding, ParticipantId, Points, Round, RoundKind, Spell, SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import type { CastOutcome } from '../../../../../apps/web/src/wand/feedback/cast-outcome';
import { recognizedInRound } from '../../../../../apps/web/src/wand/round/free-round-spells';
import { castStartedAt, ownPoints } from '../../../../../apps/web/src/wand/round/score/own-points';
import { pointsBreakdown } from '../../../../../apps/web/src/wand/round/score/points-breakdown';
import { announcementText, challengeLine, challengeOf } from '../../../../../apps/web/src/wand/round/round-challenge';
import {
  rankChangeText,
  ordinal,
  spokenOrdinal,
  spokenPoints,
  streakText,
} from '../../../../../apps/web/src/wand/round/score/standing-text';
import { spokenResult } from '../../../../../apps/web/src/wand/round/useResultAnnouncements';

const tide: Spell = { id: 'tide' as SpellId, name: 'Tide', hue: 'tide', glyph: null, hint: '' };
const challenge = (kind: RoundKind, spell: string | null = 'tide') =>
  challengeOf({ kind, spell: spell as SpellId }, [tide], 'me' as ParticipantId);

describe('the challenge of a round', () => {
  test('is worded as on the stage', () => {
    expect(challengeLine(challenge('order'))).toBe('Cast Tide');
    expect(challengeLine(challenge('free', null))).toBe('Cast anything');
    expect(challengeLine(challenge('imitate'))).toBe('Draw Tide');
    expect(challengeLine(challenge('fastest'))).toBe('Tide race');
  });

  test('names the players of a duel, and the rival in the rule', () => {
    const [me, other, third] = ['me', 'other', 'third'] as ParticipantId[] as [
      ParticipantId,
      ParticipantId,
      ParticipantId,
    ];
    const rivals = [
      { id: other, nickname: 'Amber Newt', sigil: 'moth', metal: 'brass' },
      { id: me, nickname: 'Salt Hare', sigil: 'moon', metal: 'iron' },
    ] as const;
    const duel = (who: ParticipantId) => challengeOf({ kind: 'duel', spell: 'tide' as SpellId, rivals }, [tide], who);
    expect(duel(me)).toMatchObject({ duel: 'You vs. Amber Newt', rule: 'You vs. Amber Newt. Winner gets +200.' });
    expect(duel(other).duel).toBe('You vs. Salt Hare');
    expect(duel(third).duel).toBe('Amber Newt vs. Salt Hare');
    expect(announcementText(duel(me), 5)).toBe('Tide duel: You vs. Amber Newt. Starts in 5 seconds.');
    expect(challenge('order').duel).toBe('');
  });

  test('has no name if the spell left the book', () => {
    expect(challengeLine(challenge('order', 'gone'))).toBe('Cast');
  });

  test('is announced with the time until the start', () => {
    expect(announcementText(challenge('order'), 5)).toBe('Cast Tide. Starts in 5 seconds.');
    expect(announcementText(challenge('order'), 1)).toBe('Cast Tide. Starts in 1 second.');
  });
});

describe('the texts of a standing', () => {
  test('format ranks as ordinals', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 143].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '22nd',
      '101st',
      '111th',
      '143rd',
    ]);
    expect([1, 7, 10, 11].map(spokenOrdinal)).toEqual(['first', 'seventh', 'tenth', '11th']);
  });

  test('count rank changes in places, and are empty without a change', () => {
    expect([2, 1, -1, -3, 0, null].map(rankChangeText)).toEqual([
      'up 2 places',
      'up 1 place',
      'down 1 place',
      'down 3 places',
      '',
      '',
    ]);
    expect([0, 1, 2].map(streakText)).toEqual(['', '', '2 in a row']);
  });

  test('combine spell, confidence, points and rank in one announcement', () => {
    const named = (probability: number | undefined): CastOutcome => ({
      ...{ kind: 'recognized', spell: tide, probability, next: undefined },
    });
    expect(spokenResult(named(0.93), 30, { rank: 7 })).toBe('Tide, 93 percent, plus 30, seventh');
    expect(spokenResult(named(0.997), 30, { rank: 7 })).toBe('Tide, over 99 percent, plus 30, seventh');
    expect(spokenResult(named(undefined), 30, { rank: null })).toBe('Tide, plus 30');
    expect(spokenPoints(1, { rank: 12 })).toBe('plus 1, 12th');
  });
});

/** UUIDv7 of a cast started `ms` after 1970. */
const castAt = (ms: number): CastId => {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000` as CastId;
};
const round: Round = {
  ...{ id: 'round-1', number: 1, kind: 'order', spell: null, duel: null },
  ...{ startsAt: 1_000_000, endsAt: 1_020_000, pausedAt: null, pauses: [], undone: false },
};
const worth = (at: number, change: Partial<Points> = {}): Points => ({
  ...{ castId: castAt(at), total: 82, confidence: 46, speed: 26, streak: 10 },
  ...change,
});
const standing = (last: Points | null, gained = 82): OwnStanding => ({
  ...{ points: 240, rank: 7, of: 143, players: 150, moved: 2, streak: 2 },
  ...{ gained, isSettled: true, tapped: null, last },
});

describe('the participant’s points in a round', () => {
  test('use the start time in the id of a cast', () => {
    expect(castStartedAt('019abcde-f012-7000-8000-000000000000' as CastId)).toBe(0x019abcdef012);
  });

  test('are those of a cast started in the round, on the server’s clock', () => {
    expect(ownPoints(round, standing(worth(1_004_000)), 0)?.gained).toBe(82);
    expect(ownPoints(round, standing(worth(604_000)), 400_000)?.gained).toBe(82);
    expect(ownPoints(round, standing(null), 0)).toBeNull();
  });

  test('exclude those of an earlier or undone round', () => {
    expect(ownPoints(round, standing(worth(990_000)), 0)).toBeNull();
    expect(ownPoints({ ...round, undone: true }, standing(worth(1_004_000)), 0)).toBeNull();
  });

  test('have a breakdown', () => {
    const parts = (change: Partial<Points>, gained: number, kind: RoundKind) =>
      pointsBreakdown({ gained, cast: worth(1_004_000, change) }, kind).map(({ name, points }) => `${points} ${name}`);
    expect(parts({}, 82, 'order')).toEqual(['46 for accuracy', '26 for speed', '10 for your streak']);
    expect(parts({ streak: 0, total: 72 }, 122, 'duel')).toEqual([
      '46 for accuracy',
      '26 for speed',
      '50 for the duel',
    ]);
    expect(parts({ confidence: 0, speed: 0, streak: 0, total: 1 }, 1, 'fastest')).toEqual([]);
    expect(parts({}, 90, 'free')).toEqual([]);
  });

  test('count each recognized spell once in a free round', () => {
    const casts = [
      { castId: castAt(999_000), recognized: 'gale' as SpellId },
      { castId: castAt(1_001_000), recognized: 'tide' as SpellId },
      { castId: castAt(1_002_000), recognized: 'tide' as SpellId },
      { castId: castAt(1_003_000), recognized: null },
    ];
    expect([...recognizedInRound(round, casts, 0)]).toEqual(['tide']);
  });
});
