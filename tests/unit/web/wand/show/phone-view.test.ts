import type { SpellId, StageView } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { phoneView, type PhoneState } from '../../../../../apps/web/src/wand/show/phone-view';
import { showMoment } from '../../../../../apps/web/src/wand/show/show-moment';

const gale = 'gale' as SpellId;
const state = (view: StageView, change: Partial<PhoneState> = {}): PhoneState => ({
  event: { view, teaching: null },
  round: { id: 'round-1' },
  isRoundActive: false,
  page: 'cast',
  isBusy: false,
  canTeach: true,
  dismissed: undefined,
  open: undefined,
  ...change,
});
const kindOf = (view: StageView, change: Partial<PhoneState> = {}): string => phoneView(state(view, change)).kind;
const keyOf = (view: StageView, teaching: SpellId | null = null, round = 'round-1'): string | undefined =>
  showMoment({ view, teaching }, { id: round })?.key;

describe('a moment of the show', () => {
  test('takes over the start page and the cast page', () => {
    for (const view of ['teach', 'training', 'leaders', 'groves', 'podium', 'thanks'] as const)
      for (const page of ['start', 'cast'] as const) expect(kindOf(view, { page }), `${view} ${page}`).toBe('moment');
  });

  test('does not exist in the lobby, while all cast, in a round, and during a message', () => {
    for (const view of ['lobby', 'live', 'round', 'note'] as const) expect(kindOf(view)).toBe('page');
  });

  test('only invites on other pages', () => {
    for (const page of ['teach', 'practice', 'settings', 'history', 'data'] as const)
      expect(kindOf('leaders', { page }), page).toBe('invitation');
  });

  test('never interrupts a cast or its pending result, but stays once it is shown', () => {
    expect(kindOf('leaders', { isBusy: true })).toBe('page');
    expect(kindOf('leaders', { isBusy: true, open: keyOf('leaders') })).toBe('moment');
    expect(kindOf('groves', { isBusy: true, open: keyOf('leaders') })).toBe('page');
  });

  test('invites only after a recording, but an invitation stays during one', () => {
    expect(kindOf('training', { page: 'teach', isBusy: true })).toBe('page');
    expect(kindOf('training', { page: 'teach', isBusy: true, open: keyOf('training') })).toBe('invitation');
  });

  test('gives way to a round', () => {
    expect(kindOf('podium', { isRoundActive: true })).toBe('page');
  });

  test('stays dismissed, also after a reload or a reconnection, until it is another one', () => {
    const dismissed = keyOf('leaders');
    expect(kindOf('leaders', { dismissed })).toBe('page');
    expect(kindOf('groves', { dismissed })).toBe('moment');
    expect(kindOf('leaders', { dismissed, round: { id: 'round-2' } })).toBe('moment');
  });

  test('is the newest one if the view changes twice while a cast is pending', () => {
    const busy = { isBusy: true, open: undefined };
    expect([kindOf('leaders', busy), kindOf('groves', busy)]).toEqual(['page', 'page']);
    expect(phoneView(state('groves'))).toMatchObject({ kind: 'moment', moment: { kind: 'groves' } });
  });
});

describe('teaching', () => {
  test('is another moment for each spell', () => {
    const event = { view: 'teach', teaching: gale } as const;
    expect(phoneView(state('teach', { event }))).toMatchObject({ kind: 'moment', moment: { spell: gale } });
    expect(kindOf('teach', { event, dismissed: keyOf('teach', 'tide' as SpellId) })).toBe('moment');
    expect(kindOf('teach', { event, dismissed: keyOf('teach', gale) })).toBe('page');
  });

  test('is left to those who can, and are not teaching already', () => {
    expect(kindOf('teach', { canTeach: false })).toBe('page');
    expect(kindOf('teach', { page: 'teach' })).toBe('page');
  });
});

test('the souvenir opened as a page is not covered by itself', () => {
  expect(kindOf('thanks', { page: 'souvenir' })).toBe('page');
});
