import { expect, test } from 'vitest';
import { effectScope, shallowRef } from 'vue';
import type { UprightStep } from '../../../../../apps/web/src/shared/orientation/upright-hold';
import { useUprightCheck } from '../../../../../apps/web/src/wand/sensor/useUprightCheck';

const asking: UprightStep = { kind: 'asking', share: 0, tilt: { back: 0, lean: 0 }, hint: 'still' };

function orientation() {
  const step = shallowRef<UprightStep>({ kind: 'known' });
  const restart = (): void => {
    step.value = { kind: 'unasked' };
  };
  const cancel = (): void => {
    step.value = { kind: 'unasked' };
  };
  const scope = effectScope();
  const check = scope.run(() => useUprightCheck({ step, restart, cancel }));
  if (check === undefined) throw new Error('the scope is closed');
  return { step, check };
}

test('asks for an upright hold on request, and is done once it was held', () => {
  const { step, check } = orientation();
  check.begin();
  expect([step.value.kind, check.asks.value]).toEqual(['unasked', false]); // before the first gravity reading
  step.value = asking;
  expect([check.asks.value, check.done.value]).toEqual([true, false]);
  step.value = { kind: 'known' };
  expect([check.asks.value, check.done.value]).toEqual([false, true]);
  check.end();
  expect(check.done.value).toBe(false);
});

test('is not done if it was canceled, which ends the request', () => {
  const { step, check } = orientation();
  check.begin();
  step.value = asking;
  check.end();
  expect(step.value.kind).toBe('unasked');
  step.value = { kind: 'known' };
  expect([check.asks.value, check.done.value]).toEqual([false, false]);
});

test('ignores an upright step that it did not request', () => {
  const { step, check } = orientation();
  step.value = asking;
  expect(check.asks.value).toBe(false);
  step.value = { kind: 'known' };
  expect(check.done.value).toBe(false);
});
