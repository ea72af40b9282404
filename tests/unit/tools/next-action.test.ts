import { seeded, starterSpellbook } from '@wandcast/gesture';
import type { ParticipantId, Round, SpellId, StageView } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { habitsOf, type Habits } from '../../../apps/tools/src/rehearse/wizard-habits.js';
import type { DrawnSpell, Seen } from '../../../apps/tools/src/rehearse/observation.js';
import { newMind, whatNow, type Act } from '../../../apps/tools/src/rehearse/next-action.js';

const spells = starterSpellbook as unknown as readonly DrawnSpell[];
const [first, second] = spells.map(({ id }) => id) as [SpellId, SpellId];
const me = 'me' as ParticipantId;
const other = 'other' as ParticipantId;
const START = 1_000_000;

const seen = (view: StageView, more: Partial<Seen> = {}): Seen => ({
  ...{ me, view, teaching: null, spells, needs: [], round: null },
  ...more,
});
const round = (more: Partial<Round> = {}): Round => ({
  ...{ id: 'r1', number: 1, kind: 'order', spell: second, duel: null },
  ...{ startsAt: START + 5_000, endsAt: START + 25_000, pausedAt: null, pauses: [], undone: false },
  ...more,
});

/** Lives through `seconds` of what `sees` says, and tells what was done when, ms from START. */
function live(sees: (now: number) => Seen, seconds: number, habits: Habits, seed = 1) {
  const random = seeded(seed);
  const done: { readonly at: number; readonly act: Exclude<Act, { kind: 'rest' }> }[] = [];
  let mind = newMind;
  for (let now = START; now < START + 1_000 * seconds; now += 100) {
    const next = whatNow(sees(now), habits, mind, now, random);
    mind = next.mind;
    if (next.act.kind !== 'rest') done.push({ at: now - START, act: next.act });
  }
  return done;
}
const casts = (done: ReturnType<typeof live>) =>
  done.flatMap(({ at, act }) => (act.kind === 'cast' ? [{ at, ...act }] : []));
const room = Array.from({ length: 200 }, (_, n) => habitsOf(seeded(n + 1)));
const handy: Habits = { ...habitsOf(seeded(1)), clumsiness: 0, absence: 0, reload: 0, eagerness: 1, pace: 1 };

describe('where anything may be cast', () => {
  test('a wizard casts on and on, most often the favorite', () => {
    const made = casts(live(() => seen('live'), 1_200, { ...handy, favorite: 0.3, loyalty: 0.6 }));
    const counts = new Map<SpellId, number>();
    for (const { said, intent } of made) {
      expect(intent).toBe('cast');
      counts.set(said, (counts.get(said) ?? 0) + 1);
    }
    expect(made.length).toBeGreaterThan(60);
    expect(counts.size).toBe(spells.length);
    expect([...counts].sort((a, b) => b[1] - a[1])[0]?.[0]).toBe(spells[1]?.id);
  });

  test('the lobby is quieter', () => {
    const [lobby, open] = (['lobby', 'live'] as const).map((view) => casts(live(() => seen(view), 600, handy)).length);
    expect(lobby).toBeLessThan((open ?? 0) * 0.75);
  });

  test('a book without glyphs is waited for', () => {
    expect(live(() => seen('live', { spells: [] }), 60, handy)).toEqual([]);
  });

  test('what a clumsy room casts goes wrong in every way', () => {
    const made = room.flatMap((habits, n) => casts(live(() => seen('live'), 60, habits, n)));
    const gone = (how: string) => made.filter(({ slip }) => slip === how);
    for (const slip of ['other', 'half', 'still']) expect(gone(slip).length).toBeGreaterThan(10);
    expect(gone('none').length).toBeGreaterThan(0.8 * made.length);
    for (const { said, drawn } of gone('other')) expect(drawn.id).not.toBe(said);
  });

  test('some leave for a while, but not before they have seen what it is about', () => {
    const evenings = room.map((habits, n) => live(() => seen('live'), 120, habits, n));
    const away = evenings.filter((done) => done.some(({ act }) => act.kind === 'away'));
    expect(away.length).toBeGreaterThan(10);
    expect(away.length).toBeLessThan(100);
    for (const done of evenings) expect(done.slice(0, 3).every(({ act }) => act.kind === 'cast')).toBe(true);
  });
});

describe('lessons', () => {
  const needs = spells.map(({ id }, i) => ({ spell: id, casts: i === 2 ? 0 : 40, people: 5, needs: 'more' }));

  test('the spell that is asked for is taught five times, then what the room needs most', () => {
    const taught = casts(live(() => seen('teach', { teaching: first, needs }), 60, handy));
    expect(taught.every(({ intent }) => intent === 'teach')).toBe(true);
    expect(taught.slice(0, 5).every(({ said }) => said === first)).toBe(true);
    expect(taught.slice(5, 10).every(({ said }) => said === spells[2]?.id)).toBe(true);
  });

  test('of what is known well enough everyone gives two, rarest first, and then rests', () => {
    const known = needs.map((need) => ({ ...need, needs: null }));
    const taught = casts(live(() => seen('teach', { needs: known }), 300, handy)).map(({ said }) => said);
    expect(taught.slice(0, 2)).toEqual([spells[2]?.id, spells[2]?.id]);
    expect(taught).toHaveLength(2 * spells.length);
    for (const { id } of spells) expect(taught.filter((said) => said === id)).toHaveLength(2);
  });
});

describe('a round', () => {
  test('is answered with its spell, within four seconds of its start and not before', () => {
    const made = room.map((habits, n) => casts(live(() => seen('round', { round: round() }), 30, habits, n)));
    const took = made.flatMap(([one]) => (one === undefined ? [] : [one.at - 5_000]));
    expect(Math.min(...took)).toBeGreaterThanOrEqual(800);
    expect(Math.max(...took)).toBeLessThanOrEqual(4_100);
    expect(new Set(took).size).toBeGreaterThan(15);
    expect(took.length).toBeGreaterThan(140);
    expect(took.length).toBeLessThan(200);
    expect(new Set(made.flat().map(({ said }) => said))).toEqual(new Set([second]));
    const twice = made.filter((own) => own.length > 1).length;
    expect(twice).toBeGreaterThan(20);
    expect(twice).toBeLessThan(100);
  });

  test('goes before what the stage shows, and afterwards that is gone back to', () => {
    const made = casts(live(() => seen('live', { round: round() }), 60, handy));
    expect(made[0]?.at).toBeGreaterThan(5_000);
    const later = made.filter(({ at }) => at > 25_000);
    expect(new Set(later.map(({ said }) => said)).size).toBeGreaterThan(1);
  });

  test('that is free is answered with each spell once', () => {
    const free = round({ kind: 'free', spell: null, endsAt: START + 65_000 });
    const said = casts(live(() => seen('round', { round: free }), 65, handy)).map((one) => one.said);
    expect(said.length).toBeGreaterThan(3);
    expect(new Set(said).size).toBe(said.length);
  });

  test('of two others is watched', () => {
    const duel = round({ kind: 'duel', duel: [other, 'third' as ParticipantId] });
    expect(live(() => seen('round', { round: duel }), 30, handy)).toEqual([]);
    const own = round({ kind: 'duel', duel: [other, me] });
    expect(casts(live(() => seen('round', { round: own }), 30, handy)).length).toBeGreaterThan(0);
  });

  test('that is halted is waited for', () => {
    const paused = round({ pausedAt: START + 5_100 });
    const resumed = round({ pauses: [[START + 5_100, START + 15_000]], endsAt: START + 34_900 });
    const made = casts(live((now) => seen('round', { round: now < START + 15_000 ? paused : resumed }), 40, handy));
    expect(made.length).toBeGreaterThan(0);
    expect(made[0]?.at).toBeGreaterThanOrEqual(15_000);
  });

  test('that was taken back is nobody’s business', () => {
    expect(live(() => seen('round', { round: round({ undone: true }) }), 30, handy)).toEqual([]);
  });

  test('is over by itself: whoever rests is woken at its end', () => {
    const { act } = whatNow(seen('live', { round: round() }), { ...handy, eagerness: 0 }, newMind, START, seeded(1));
    expect(act).toEqual({ kind: 'rest', ms: 25_000 });
  });
});

test.each(['leaders', 'houses', 'training', 'podium'] as const)('%s is looked at', (view) => {
  expect(live(() => seen(view), 60, handy)).toEqual([]);
});

test('asked again before the hand is ready, nothing is decided anew', () => {
  const random = seeded(3);
  const { act, mind } = whatNow(seen('live'), handy, newMind, START, random);
  const again = whatNow(seen('live'), handy, mind, START + 100, random);
  expect(again.mind).toBe(mind);
  expect(act.kind === 'rest' && again.act.kind === 'rest' && (act.ms ?? 0) - (again.act.ms ?? 0)).toBeCloseTo(100);
});
