import { expect, test, vi } from 'vitest';
import { WorkSlices } from '../../../../../apps/api/src/platform/limits/work-slices.js';

function work(slices: WorkSlices): void {
  while (!slices.isOver);
}

test('long work is split into slices, and others work between them', async () => {
  // A clock that only work moves: a busy machine must not end a slice.
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 0.1));
  const slices = new WorkSlices();
  let turns = 0;
  const others = setInterval(() => turns++, 1);
  for (let n = 0; n < 20; n++) {
    expect(slices.isOver).toBe(false); // a new slice begins after each rest
    work(slices);
    await slices.rest();
  }
  clearInterval(others);
  vi.restoreAllMocks();
  expect(turns).toBeGreaterThanOrEqual(20);
});
