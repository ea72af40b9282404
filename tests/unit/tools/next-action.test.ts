import { seeded, starterSpellbook } from '@wandcast/gesture';
import type { ParticipantId, Round, SpellId, StageView } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { randomHabits, type Habits } from '../../../apps/tools/src/rehearse/wizard-habits.js';
import type { SpellWithGlyph, Observation } from '../../../apps/tools/src/rehearse/observation.js';
import { newMemory, nextAction, type Action } from '../../../apps/tools/src/rehearse/next-action.js';

const spells = starterSpellbook as unknown as readonly SpellWithGlyph[];
const [first, second] = spells.map(({ id }) => id) as [SpellId, SpellId];
const me = 'me' as ParticipantId;
const other = 'other' as ParticipantId;
const START = 1_000_000;

const observation = (view: StageView, more: Partial<Observation> = {}): Observation => ({
  ...{ me, view, teaching: null, reactions: true, spells, teachingNeeds: [], round: null },
  ...more,
});
const round = (more: Partial<Round> = {}): Round => ({
  ...{ id: 'r1', number: 1, kind: 'order', spell: second, duel: null },
  ...{ startsAt: START + 5_000, endsAt: START + 25_000, pausedAt: null, pauses: [], undone: false },
  ...more,
});

/** Actions of a wizard within `seconds`, with their times in ms from START. */
function simulate(observe: (now: number) => Observation, seconds: number, habits: Habits, seed = 1) {
  const random = seeded(seed);
  const done: { readonly at: number; readonly action: Exclude<Action, { kind: 'rest' }> }[] = [];
  let memory = newMemory;
  for (let now = START; now < START + 1_000 * seconds; now += 100) {
    const next = nextAction(observe(now), habits, memory, now, random);
    memory = next.memory;
    if (next.action.kind !== 'rest') done.push({ at: now - START, action: next.action });
  }
  return done;
}
const casts = (done: ReturnType<typeof simulate>) =>
  done.flatMap(({ at, action }) => (action.kind === 'cast' ? [{ at, ...action }] : []));
const room = Array.from({ length: 200 }, (_, n) => randomHabits(seeded(n + 1)));
const skilled: Habits = {
  ...randomHabits(seeded(1)),
  ...{ mistakeRate: 0, awayRate: 0, reloadRate: 0, roundRate: 1, slowness: 1 },
};

describe('free casting', () => {
  test('a wizard keeps casting, most often the favorite', () => {
    const made = casts(simulate(() => observation('live'), 1_200, { ...skilled, favorite: 0.3, favoriteRate: 0.6 }));
    const counts = new Map<SpellId, number>();
    for (const { spell, intent } of made) {
      expect(intent).toBe('cast');
      counts.set(spell, (counts.get(spell) ?? 0) + 1);
    }
    expect(made.length).toBeGreaterThan(60);
    expect(counts.size).toBe(spells.length);
    expect([...counts].sort((a, b) => b[1] - a[1])[0]?.[0]).toBe(spells[1]?.id);
  });

  test('the lobby is quieter than the live view', () => {
    const [lobby, open] = (['lobby', 'live'] as const).map(
      (view) => casts(simulate(() => observation(view), 600, skilled)).length,
    );
    expect(lobby).toBeLessThan((open ?? 0) * 0.75);
  });

  test('a wizard waits while the spellbook has no glyphs', () => {
    expect(simulate(() => observation('live', { spells: [] }), 60, skilled)).toEqual([]);
  });

  test('every kind of mistake occurs', () => {
    const made = room.flatMap((habits, n) => casts(simulate(() => observation('live'), 60, habits, n)));
    const having = (kind: string) => made.filter(({ mistake }) => mistake === kind);
    for (const kind of ['wrong-spell', 'cut-short', 'no-motion']) expect(having(kind).length).toBeGreaterThan(10);
    expect(having('none').length).toBeGreaterThan(0.8 * made.length);
    for (const { spell, drawn } of having('wrong-spell')) expect(drawn.id).not.toBe(spell);
  });

  test('some put the phone away for a while, but not before their third cast', () => {
    const timelines = room.map((habits, n) => simulate(() => observation('live'), 120, habits, n));
    const away = timelines.filter((done) => done.some(({ action }) => action.kind === 'away'));
    expect(away.length).toBeGreaterThan(10);
    expect(away.length).toBeLessThan(100);
    for (const done of timelines) expect(done.slice(0, 3).every(({ action }) => action.kind === 'cast')).toBe(true);
  });
});

describe('teaching', () => {
  const needs = spells.map(({ id }, i) => ({ spell: id, casts: i === 2 ? 0 : 40, people: 5, needs: 'more' }));

  test('a wizard teaches the requested spell five times, then the one the room needs most', () => {
    const taught = casts(simulate(() => observation('teach', { teaching: first, teachingNeeds: needs }), 60, skilled));
    expect(taught.every(({ intent }) => intent === 'teach')).toBe(true);
    expect(taught.slice(0, 5).every(({ spell }) => spell === first)).toBe(true);
    expect(taught.slice(5, 10).every(({ spell }) => spell === spells[2]?.id)).toBe(true);
  });

  test('if no spell needs more casts, everyone teaches each spell twice, rarest first, and then rests', () => {
    const known = needs.map((need) => ({ ...need, needs: null }));
    const taught = casts(simulate(() => observation('teach', { teachingNeeds: known }), 300, skilled)).map(
      ({ spell }) => spell,
    );
    expect(taught.slice(0, 2)).toEqual([spells[2]?.id, spells[2]?.id]);
    expect(taught).toHaveLength(2 * spells.length);
    for (const { id } of spells) expect(taught.filter((spell) => spell === id)).toHaveLength(2);
  });
});

describe('a round', () => {
  test('is played with its spell, within four seconds of its start and not before', () => {
    const made = room.map((habits, n) =>
      casts(simulate(() => observation('round', { round: round() }), 30, habits, n)),
    );
    const took = made.flatMap(([one]) => (one === undefined ? [] : [one.at - 5_000]));
    expect(Math.min(...took)).toBeGreaterThanOrEqual(800);
    expect(Math.max(...took)).toBeLessThanOrEqual(4_100);
    expect(new Set(took).size).toBeGreaterThan(15);
    expect(took.length).toBeGreaterThan(140);
    expect(took.length).toBeLessThan(200);
    expect(new Set(made.flat().map(({ spell }) => spell))).toEqual(new Set([second]));
    const twice = made.filter((own) => own.length > 1).length;
    expect(twice).toBeGreaterThan(20);
    expect(twice).toBeLessThan(100);
  });

  test('takes precedence over the stage view, and afterwards free casting resumes', () => {
    const made = casts(simulate(() => observation('live', { round: round() }), 60, skilled));
    expect(made[0]?.at).toBeGreaterThan(5_000);
    const later = made.filter(({ at }) => at > 25_000);
    expect(new Set(later.map(({ spell }) => spell)).size).toBeGreaterThan(1);
  });

  test('without a set spell is played with each spell once', () => {
    const free = round({ kind: 'free', spell: null, endsAt: START + 65_000 });
    const cast = casts(simulate(() => observation('round', { round: free }), 65, skilled)).map(({ spell }) => spell);
    expect(cast.length).toBeGreaterThan(3);
    expect(new Set(cast).size).toBe(cast.length);
  });

  test('between two other wizards is not played', () => {
    const duel = round({ kind: 'duel', duel: [other, 'third' as ParticipantId] });
    expect(simulate(() => observation('round', { round: duel }), 30, skilled)).toEqual([]);
    const own = round({ kind: 'duel', duel: [other, me] });
    expect(casts(simulate(() => observation('round', { round: own }), 30, skilled)).length).toBeGreaterThan(0);
  });

  test('that is paused is played after it resumes', () => {
    const paused = round({ pausedAt: START + 5_100 });
    const resumed = round({ pauses: [[START + 5_100, START + 15_000]], endsAt: START + 34_900 });
    const made = casts(
      simulate((now) => observation('round', { round: now < START + 15_000 ? paused : resumed }), 40, skilled),
    );
    expect(made.length).toBeGreaterThan(0);
    expect(made[0]?.at).toBeGreaterThanOrEqual(15_000);
  });

  test('that was undone is ignored', () => {
    expect(simulate(() => observation('round', { round: round({ undone: true }) }), 30, skilled)).toEqual([]);
  });

  test('ends without a message: a resting wizard acts again at its end', () => {
    const { action } = nextAction(
      observation('live', { round: round() }),
      { ...skilled, roundRate: 0 },
      newMemory,
      START,
      seeded(1),
    );
    expect(action).toEqual({ kind: 'rest', ms: 25_000 });
  });
});

test.each(['leaders', 'groves', 'training', 'note'] as const)('nobody casts during the %s view', (view) => {
  expect(simulate(() => observation(view), 60, skilled)).toEqual([]);
});

test('a second call before the wizard is ready keeps the first decision', () => {
  const random = seeded(3);
  const { action, memory } = nextAction(observation('live'), skilled, newMemory, START, random);
  const again = nextAction(observation('live'), skilled, memory, START + 100, random);
  expect(again.memory).toBe(memory);
  expect(
    action.kind === 'rest' && again.action.kind === 'rest' && (action.ms ?? 0) - (again.action.ms ?? 0),
  ).toBeCloseTo(100);
});

describe('the ending', () => {
  const reactions = (view: StageView, habits: Habits, more: Partial<Observation> = {}) =>
    simulate(() => observation(view, more), 120, habits).flatMap(({ action }) =>
      action.kind === 'react' ? [action.reaction] : [],
    );

  test('most people react a few times on the podium and at the thanks, and nobody casts', () => {
    for (const view of ['podium', 'thanks'] as const) {
      const counts = room.map((habits, i) => simulate(() => observation(view), 60, habits, i + 1));
      expect(counts.flatMap(casts)).toEqual([]);
      const reacting = counts.filter((done) => done.some(({ action }) => action.kind === 'react'));
      expect(reacting.length / room.length).toBeGreaterThan(0.55);
      expect(reacting.length / room.length).toBeLessThan(0.85);
      expect(Math.max(...counts.map((done) => done.length))).toBeLessThanOrEqual(8);
    }
  });

  test('nobody reacts while reactions are switched off, or in another view', () => {
    for (const habits of room.slice(0, 20)) {
      expect(reactions('podium', habits, { reactions: false })).toEqual([]);
      expect(reactions('leaders', habits)).toEqual([]);
    }
  });
});
