import type { CastId, EventInfo, ParticipantId, SpellId, StageResult, StageWand } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import {
  HOLD_MS,
  advanceSpotlight,
  castsWithWands,
  queueCasts,
  emptySpotlight,
  updateWands,
  pinnedTile,
  spotlitCast,
  spotlitParticipant,
  type Spotlight,
  type StageCast,
} from '../../../../../apps/web/src/stage/live/spotlight';
import type { TileCast } from '../../../../../apps/web/src/stage/state/stage-state';

const wand = (slot: number, nickname = `Wizard ${slot}`): StageWand => ({
  slot,
  nickname,
  id: `person-${slot}` as ParticipantId,
  sigil: 'moth',
  metal: 'brass',
  grove: 'ash',
});
const result = (slot: number, sure = 90, spell: string | null = 'tide'): StageResult => ({
  slot,
  castId: `cast-${slot}-${sure}` as CastId,
  intent: 'cast',
  modelId: 'model-1',
  spell: spell as SpellId | null,
  percents: [sure, 100 - sure],
  seal: [],
});
const cast = (slot: number, sure: number, spell: string | null = 'tide'): StageCast => ({
  result: result(slot, sure, spell),
  wand: wand(slot),
});
const picture = (...wands: readonly StageWand[]) => ({
  tiles: new Map(wands.map((one) => [one.slot, { wand: one, arrivedAt: 0, cast: { kind: 'idle' } as const }])),
});

describe('the spotlight', () => {
  test('shows the first cast at once, starting with the most confident of a frame', () => {
    expect(advanceSpotlight(emptySpotlight, [cast(1, 70), cast(2, 95)], 0).current?.result.slot).toBe(2);
  });

  test('stays long enough to be read, then moves to the next waiting cast', () => {
    const first = advanceSpotlight(emptySpotlight, [cast(1, 90)], 0);
    const held = advanceSpotlight(first, [cast(2, 99)], HOLD_MS - 1);
    expect(held.current?.result.slot).toBe(1);
    expect(advanceSpotlight(held, [], HOLD_MS).current?.result.slot).toBe(2);
  });

  test('prefers people who were not shown yet over more confident casts of others', () => {
    const first = advanceSpotlight(emptySpotlight, [cast(1, 90)], 0);
    expect(advanceSpotlight(first, [cast(1, 99), cast(2, 65)], HOLD_MS).current?.result.slot).toBe(2);
  });

  test('never shows a fizzled cast', () => {
    expect(advanceSpotlight(emptySpotlight, [cast(1, 99, null)], 0).current).toBeNull();
  });

  test('drops old casts, and keeps the last one if there are no new ones', () => {
    const first = advanceSpotlight(emptySpotlight, [cast(1, 90), cast(2, 80)], 0);
    const later = advanceSpotlight(first, [], 20_000);
    expect(later.waiting).toEqual([]);
    expect(later.current?.result.slot).toBe(1);
  });

  test('keeps the name under which the cast was made', () => {
    const shown = advanceSpotlight(emptySpotlight, [cast(1, 90)], 0);
    const later = advanceSpotlight(shown, castsWithWands([result(1)], picture(wand(1, 'Renamed'))), HOLD_MS - 1);
    expect(later.current?.wand.nickname).toBe('Wizard 1');
    expect(advanceSpotlight(later, [], HOLD_MS).current?.wand.nickname).toBe('Renamed');
  });

  test('queues casts while another view is shown, and keeps the last one as long as needed', () => {
    const gathered = queueCasts(queueCasts(emptySpotlight, [cast(1, 90)], 0), [cast(2, 80)], 1_000);
    expect(gathered.current).toBeNull();
    expect(advanceSpotlight(gathered, [], 1_100).current?.result.slot).toBe(1);
    expect(advanceSpotlight(queueCasts(gathered, [], 60_000), [], 90_000).current?.result.slot).toBe(2);
  });

  test('ignores results of unknown wands', () => {
    expect(castsWithWands([result(1), result(2)], picture(wand(2)))).toEqual([{ result: result(2), wand: wand(2) }]);
  });

  test('finds a wand that left in the frame of its result in the previous state', () => {
    expect(castsWithWands([result(1)], picture(), picture(wand(1)))).toEqual([{ result: result(1), wand: wand(1) }]);
  });
});

describe('a directed spotlight', () => {
  const watching = (
    by: EventInfo['spotlight'],
    casts: readonly (readonly [number, TileCast])[],
    strokes: ReadonlyMap<number, string> = new Map(),
  ) => ({
    event: { spotlight: by } as EventInfo,
    tiles: new Map(casts.map(([slot, one]) => [slot, { wand: wand(slot), arrivedAt: 0, cast: one }])),
    strokes,
  });
  const on = (slot: number) => ({ by: 'participant' as const, participantId: `person-${slot}` as ParticipantId });
  const idle: TileCast = { kind: 'idle' };
  const decided: TileCast = { kind: 'decided', result: result(2), at: 700 };

  test('on the best cast shows the most confident recent one, even of someone already shown', () => {
    const first = advanceSpotlight(emptySpotlight, [cast(1, 90)], 0, 'best');
    expect(advanceSpotlight(first, [cast(1, 99), cast(2, 65)], HOLD_MS, 'best').current?.result.percents[0]).toBe(99);
    const late = advanceSpotlight(
      advanceSpotlight(first, [cast(1, 99)], 100, 'best'),
      [cast(2, 65)],
      100 + 6_001,
      'best',
    );
    expect(late.current?.result.slot).toBe(2); // the more confident cast is too old by now
  });

  test('on a person shows their name before they cast, then the growing cast, then its result', () => {
    expect(spotlitParticipant(watching(on(2), [[1, decided], [2, idle]]), null, 0)).toEqual({ wand: wand(2), pinned: true, content: { kind: 'waiting' } }); // prettier-ignore
    const live: TileCast = { kind: 'live', bars: [9], filled: 1 };
    expect(spotlitParticipant(watching(on(2), [[2, live]]), null, 0)?.content).toEqual({
      kind: 'live',
      bars: [9],
      filled: 1,
      stroke: undefined,
    });
    expect(spotlitParticipant(watching(on(2), [[2, decided]]), null, 0)?.content).toEqual({
      kind: 'cast',
      result: result(2),
      since: 700,
    });
  });

  test('returns to its previous target when that person leaves', () => {
    const { current } = advanceSpotlight(emptySpotlight, [cast(1, 90)], 0, 'participant');
    const state = watching(on(2), [[1, idle]]);
    expect(pinnedTile(state)).toBeUndefined();
    expect(spotlitParticipant(state, current, 0)).toMatchObject({
      wand: wand(1),
      pinned: false,
      content: { kind: 'cast', since: 0 },
    });
    expect(spotlitParticipant(state, null, 0)).toBeUndefined();
  });

  test('shows the next cast of the same person as they draw it, once the last one has been seen', () => {
    const { current } = advanceSpotlight(emptySpotlight, [cast(1, 90)], 0);
    const live: TileCast = { kind: 'live', bars: [9], filled: 1 };
    const drawing = watching({ by: 'newest' }, [[1, live]], new Map([[1, 'AAAA']]));
    expect(spotlitParticipant(drawing, current, HOLD_MS - 1)?.content.kind).toBe('cast');
    expect(spotlitParticipant(drawing, current, HOLD_MS)?.content).toMatchObject({ kind: 'live', stroke: 'AAAA' });
    const silent = watching({ by: 'newest' }, [[1, live]]);
    expect(spotlitParticipant(silent, current, HOLD_MS)?.content.kind).toBe('cast');
  });

  test('tells which cast it shows, in the live view only', () => {
    const { current } = advanceSpotlight(emptySpotlight, [cast(1, 90)], 0);
    const state = (event: Partial<EventInfo>, note: string | null = null) => {
      const seen = watching(event.spotlight ?? { by: 'newest' }, [[2, decided]]);
      const shown: EventInfo = { ...seen.event, view: 'live', blank: false, ...event };
      return { ...seen, event: shown, note };
    };
    expect(spotlitCast(state({}), current)).toBe(current?.result.castId);
    expect(spotlitCast(state({ spotlight: on(2) }), current)).toBe(result(2).castId);
    for (const hidden of [state({ view: 'lobby' }), state({ blank: true }), state({}, 'Tea')])
      expect(spotlitCast(hidden, current)).toBeUndefined();
  });

  test('pins nobody if no participant is chosen', () => {
    expect(pinnedTile(watching({ by: 'newest' }, [[1, decided]]))).toBeUndefined();
  });
});

test('[O1, O2] the spotlight drops hidden people and applies renames', () => {
  const rude = wand(1, 'Rude');
  const cast = { result: { slot: 1 } as StageResult, wand: rude };
  const lit: Spotlight = { current: { ...cast, since: 0 }, waiting: [{ ...cast, at: 0 }], shown: new Map() };
  const renamed = updateWands(lit, { joined: [{ ...rude, nickname: 'Salt Hare' }] });
  expect([renamed.current?.wand.nickname, renamed.waiting[0]?.wand.nickname]).toEqual(['Salt Hare', 'Salt Hare']);
  const back = updateWands(lit, { joined: [{ ...rude, slot: 9 }] }); // after a reload of their page
  expect(updateWands(back, { hidden: [9] }).current).toBeNull();
  expect(updateWands(lit, { hidden: [1] })).toEqual({ current: null, waiting: [], shown: new Map() });
  expect(updateWands(lit, { hiddenIds: [rude.id] })).toEqual({ current: null, waiting: [], shown: new Map() });
  expect(updateWands(lit, {})).toBe(lit);
});
