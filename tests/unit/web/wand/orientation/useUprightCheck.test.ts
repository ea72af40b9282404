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

test('asks for an upright hold on request, and is done once it was held', () => {
  const { step, hold } = orientation();
  hold.begin();
  expect([step.value.kind, hold.asks.value]).toEqual(['unasked', false]); // before the first gravity reading
  step.value = asking;
  expect([hold.asks.value, hold.done.value]).toEqual([true, false]);
  step.value = { kind: 'known' };
  expect([hold.asks.value, hold.done.value]).toEqual([false, true]);
  hold.end();
  expect(hold.done.value).toBe(false);
});

test('is not done if it was skipped or canceled', () => {
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

test('ignores an upright step that it did not request', () => {
  const { step, hold } = orientation();
  step.value = asking;
  expect(hold.asks.value).toBe(false);
  step.value = { kind: 'known' };
  expect(hold.done.value).toBe(false);
});
