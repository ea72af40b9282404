import type { QueuedCast, QueueState } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { queueKey } from '../../../../../apps/web/src/console/label/queue-shortcuts';
import {
  agreedSpell,
  agreementText,
  spellNamer,
  rateText,
  reasonText,
  waitingCount,
} from '../../../../../apps/web/src/console/label/queue-text';
import { spell } from '../fixtures';

const spells = [spell('Ember'), spell('Tide')];
const nameOf = spellNamer(spells);
const guess = { spell: 'tide', confidence: 0.48, next: 'ember', runnerUp: 0.41 };
const cast = (part: object = {}, said: string | null = null): QueuedCast =>
  ({ picture: { spell: said }, slice: 'uncertain', quarantine: null, guess, shape: null, ...part }) as never;

describe('a cast in the queue', () => {
  test('shows its reason', () => {
    expect(reasonText(cast(), nameOf)).toBe('The model recognizes Tide at 48%, Ember 41%.');
    expect(reasonText(cast({ guess: null }), nameOf)).toBe('The model has not scored it yet.');
    expect(reasonText(cast({ slice: 'contradiction' }, 'ember'), nameOf)).toMatch(/recognizes Tide\.$/);
    expect(reasonText(cast({ slice: 'quarantine', quarantine: 'unlike' }, 'ember'), nameOf)).toMatch(
      /^Taught as Ember, but certainly Tide\./,
    );
    expect(reasonText(cast({ slice: 'quarantine', quarantine: 'still' }), nameOf)).toMatch(/^The phone hardly moved\./);
    expect(reasonText(cast({ slice: 'second' }), nameOf)).not.toContain('Tide'); // a second look hides the first label
  });

  test('is confirmed with its original label, else with the prediction', () => {
    expect(agreedSpell(cast({}, 'ember'))).toBe('ember');
    expect(agreedSpell(cast())).toBe('tide');
    expect(agreedSpell(cast({ guess: null }))).toBeUndefined();
  });

  test('names an unknown spell by its id', () => {
    expect(nameOf('hook' as never)).toBe('hook');
  });
});

test('the queue has the labeling keys, Enter, minus, slash, U and the arrows', () => {
  expect(queueKey('-', 2)).toEqual({ kind: 'unsure' });
  expect(queueKey('/', 2)).toEqual({ kind: 'comment' });
  expect(queueKey('Enter', 2)).toEqual({ kind: 'agree' });
  expect(queueKey('U', 2)).toEqual({ kind: 'undo' });
  expect(queueKey('ArrowUp', 2)).toEqual({ kind: 'move', step: -1 });
  expect(queueKey('2', 2)).toEqual({ kind: 'spell', spell: 1 });
  expect(queueKey('3', 2)).toBeUndefined();
});

test('progress does not count second looks', () => {
  const waiting = { quarantine: 1, contradiction: 2, uncertain: 3, second: 40 };
  expect(waitingCount({ waiting } as QueueState)).toBe(6);
});

test('the rate shows the labels of everyone and of the user', () => {
  expect(rateText({ mine: 12, everyones: 25 })).toBe('2.5 per minute, 1.2 of them yours');
  expect(rateText({ mine: 0, everyones: 0 })).toBe('Nobody has labeled for ten minutes.');
});

test('agreement is shown once there are second looks', () => {
  expect(agreementText({ casts: 0, agreed: 0, alpha: null })).toBeUndefined();
  expect(agreementText({ casts: 1, agreed: 1, alpha: null })).toBe('1 cast seen by two: 1 labeled the same');
  expect(agreementText({ casts: 12, agreed: 11, alpha: 0.887 })).toMatch(
    /^12 casts seen by two: 11 labeled the same, alpha \.89$/,
  );
});
