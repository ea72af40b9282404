import { REACTIONS_PER_10_S } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { ReactionLimit } from '../../../../../apps/web/src/wand/show/reactions/reaction-limit';

test('allows as many reactions in ten seconds as the server shows, and says how long to wait', () => {
  const limit = new ReactionLimit();
  for (let i = 0; i < REACTIONS_PER_10_S; i++) expect(limit.take(1_000 + i * 100)).toBe(true);
  expect(limit.take(3_000)).toBe(false);
  expect(limit.waitMs(3_000)).toBe(8_000);
  expect(limit.waitMs(10_999)).toBe(1);
  expect(limit.take(11_000)).toBe(true);
  expect(limit.take(11_050)).toBe(false); // the second one is still recent
  expect(limit.take(11_100)).toBe(true);
});
