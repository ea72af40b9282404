import { expect, test } from 'vitest';
import { compareCasts, type StoredRow } from '../../../../apps/tools/src/chaos/check-stored-casts.js';
import type { CastEntry } from '../../../../apps/tools/src/chaos/load/cast-log.js';

const cast = (castId: string): CastEntry => ({
  ...{ castId, participantId: 'ada', count: 40, checksum: 4_000_000_000 },
  ...{ begunAt: 0, endedAt: 600, kept: false },
});
const row = (id: string, change: Partial<StoredRow> = {}): StoredRow => ({
  ...{ id, participant_id: 'ada', count: 40, checksum: '4000000000' },
  ...change,
});
const map = (...ids: string[]): Map<string, CastEntry> => new Map(ids.map((id) => [id, cast(id)]));
const intact = { lost: 0, duplicates: 0, wrongOwner: 0, damaged: 0 };

test('a cast that was stored without an answer is neither lost nor doubled', () => {
  expect(compareCasts(map('a'), map('b', 'c'), [row('a'), row('b')])).toEqual(intact);
});

test.each([
  ['lost', [row('a')]],
  ['duplicates', [row('a'), row('b'), row('b')]],
  ['duplicates', [row('a'), row('b'), row('made by nobody')]],
  ['wrongOwner', [row('a'), row('b', { participant_id: 'bo' })]],
  ['damaged', [row('a'), row('b', { count: 39 })]],
  ['damaged', [row('a'), row('b', { checksum: '1' })]],
])('counts as %s: %j', (key, rows) => {
  expect(compareCasts(map('a', 'b'), map(), rows)).toEqual({ ...intact, [key]: 1 });
});
