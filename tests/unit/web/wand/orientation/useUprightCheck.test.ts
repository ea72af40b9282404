import { expect, test } from 'vitest';
import { effectScope, shallowRef } from 'vue';
import type { UprightStep } from '../../../../../apps/web/src/shared/orientation/upright-hold';
import { useUprightCheck } from '../../../../../apps/web/src/wand/orientation/useUprightCheck';

const asking: UprightStep = { kind: 'asking', share: 0, tilt: { back: 0, lean: 0 }, hint: 'still' };

function orientation() {
  const step = shallowRef<UprightStep>({ kind: 'known' });
  const restart = (): void => {
    step.value = { kind: 'unasked' };
  };
  const scope = effectScope();
  const hold = scope.run(() => useUprightCheck({ step, restart }));
  if (hold === undefined) throw new Error('the scope is closed');
  return { step, hold };
}

test('an upright hold is asked for when someone wants it, and told of when it is done', () => {
  const { step, hold } = orientation();
  hold.begin();
  expect([step.value.kind, hold.asks.value]).toEqual(['unasked', false]); // before the phone tells of gravity
  step.value = asking;
  expect([hold.asks.value, hold.done.value]).toEqual([true, false]);
  step.value = { kind: 'known' };
  expect([hold.asks.value, hold.done.value]).toEqual([false, true]);
  hold.end();
  expect(hold.done.value).toBe(false);
});

test('who goes on without, or leaves, was not held upright', () => {
  const { step, hold } = orientation();
  hold.begin();
  step.value = asking;
  step.value = { kind: 'skipped' };
  expect([hold.asks.value, hold.done.value]).toEqual([false, false]);
  hold.begin();
  step.value = asking;
  hold.end();
  step.value = { kind: 'known' };
  expect([hold.asks.value, hold.done.value]).toEqual([false, false]);
});

test('a step that nobody wanted is none of it', () => {
  const { step, hold } = orientation();
  step.value = asking;
  expect(hold.asks.value).toBe(false);
  step.value = { kind: 'known' };
  expect(hold.done.value).toBe(false);
});
