import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { revokeLater } from '../../../../../../apps/web/src/shared/capabilities/object-url';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('an object URL stays valid for a minute, so that a download can still read it', () => {
  const revoke = vi.spyOn(URL, 'revokeObjectURL').mockReturnValue(undefined);
  revokeLater('blob:souvenir');
  vi.advanceTimersByTime(59_000);
  expect(revoke).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(revoke).toHaveBeenCalledExactlyOnceWith('blob:souvenir');
});
