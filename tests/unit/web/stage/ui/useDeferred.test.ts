import { effectScope, nextTick, shallowRef } from 'vue';
import { describe, expect, test } from 'vitest';
import { useDeferred } from '../../../../../apps/web/src/stage/ui/useDeferred';

/** An action that waits until `blocked` is false. */
function deferred(isBlocked: boolean) {
  const [blocked, calls] = [shallowRef(isBlocked), { count: 0 }];
  const scope = effectScope();
  const isWaiting = scope.run(() => useDeferred(() => blocked.value, () => calls.count++)); // prettier-ignore
  return { blocked, calls, scope, isWaiting };
}

describe('a deferred action', () => {
  test('happens at once if nothing blocks it', () => {
    const { calls, isWaiting } = deferred(false);
    expect([calls.count, isWaiting?.value]).toEqual([1, false]);
  });

  test('waits while it is blocked, and happens once', async () => {
    const { blocked, calls, isWaiting } = deferred(true);
    expect([calls.count, isWaiting?.value]).toEqual([0, true]);
    for (const isBlocked of [false, true, false]) {
      blocked.value = isBlocked;
      await nextTick();
    }
    expect([calls.count, isWaiting?.value]).toEqual([1, false]);
  });

  test('does not happen after its component is gone', async () => {
    const { blocked, calls, scope } = deferred(true);
    scope.stop();
    blocked.value = false;
    await nextTick();
    expect(calls.count).toBe(0);
  });
});
