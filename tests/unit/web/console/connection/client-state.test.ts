import type { ConsoleState, EventCode } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import {
  afterTraining,
  activeModelOf,
  nextVersion,
  spellOf,
  afterWelcome,
  withModel,
  withModels,
  withSpell,
  withoutSpell,
} from '../../../../../apps/web/src/console/connection/client-state';
import { clientState, end, progress, spell, summary } from '../fixtures';

describe('the client state', () => {
  test('is replaced by a welcome, except the last training result', () => {
    const welcome: ConsoleState = clientState();
    expect(afterWelcome(welcome, undefined).lastTrainingEnd).toBeNull();
    const ended = afterTraining(clientState({ training: progress() }), end({ outcome: 'failed' }));
    expect(afterWelcome({ ...welcome, learning: false }, ended)).toMatchObject({
      learning: false,
      training: null,
      lastTrainingEnd: { outcome: 'failed' },
    });
    const next = { ...welcome, event: { ...welcome.event, code: 'WREN23' as EventCode } };
    expect(afterWelcome(next, ended).lastTrainingEnd).toBeNull();
  });

  test('drops an ended training, but not the next one', () => {
    expect(afterTraining(clientState({ training: progress() }), end()).training).toBeNull();
    const next = progress({ id: 'training-2' });
    expect(afterTraining(clientState({ training: next }), end()).training).toBe(next);
  });

  test('lists new, changed and fewer models, newest first', () => {
    const state = clientState({ models: [summary(3), summary(2), summary(1)] });
    const note = summary(2, { note: 'Quick hands' });
    const update = { changed: [summary(4), note], gone: [summary(3).id] };
    expect(withModels(state, update).models).toEqual([summary(4), note, summary(1)]);
  });

  test('adds a new spell once', () => {
    const gale = spell('Gale');
    const twice = withSpell(withSpell(clientState(), gale), { ...gale, glyph: 'M0 0L9 9' });
    expect(twice.spells.map(({ id }) => id)).toEqual(['ember', 'tide', 'gale']);
    expect(twice.spells[2]?.glyph).toBe('M0 0L9 9');
  });

  test('restores a removed spell', () => {
    const out = withoutSpell(clientState(), spell('Tide'));
    expect(out.spells.map(({ id }) => id)).toEqual(['ember']);
    expect(spellOf(out, spell('Tide').id)?.name).toBe('Tide');
    const back = withSpell(out, spell('Tide'));
    expect(back.removed).toEqual([]);
    expect(back.spells.map(({ id }) => id)).toEqual(['ember', 'tide']);
  });

  test('updates a threshold in the list, and of the active model if it is that one', () => {
    const state = clientState({ models: [summary(2), summary(1)], model: summary(2) });
    const other = withModel(state, summary(1, { threshold: 0.8 }));
    expect(other.models.map(({ threshold }) => threshold)).toEqual([0.6, 0.8]);
    expect(other.model?.threshold).toBe(0.6);
    expect(withModel(state, summary(2, { threshold: 0.8 })).model?.threshold).toBe(0.8);
  });

  test('counts an active model that is not in the list yet', () => {
    expect(activeModelOf(clientState({ models: [summary(1)], model: summary(2) }))).toBeUndefined();
    expect(nextVersion(clientState({ models: [summary(1)], model: summary(2) }))).toBe(3);
    expect(nextVersion(clientState({ models: [summary(3), summary(1)], model: summary(1) }))).toBe(4);
    expect(nextVersion(clientState())).toBe(1);
    const damaged = { id: '7', version: 7, trainedAt: 0, part: 'card', wasActive: false } as const;
    expect(nextVersion(clientState({ models: [summary(3)], damagedModels: [damaged] }))).toBe(8);
  });
});
