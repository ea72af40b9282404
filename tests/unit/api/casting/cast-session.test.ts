import { decodeBatch, type CastId, type CastStart } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { CastSession } from '../../../../apps/api/src/casting/ingest/cast-session.js';
import type { Attendance } from '../../../../apps/api/src/rooms/participants/attendance.js';
import type { Room } from '../../../../apps/api/src/rooms/room/room.js';
import { castMessages } from '../../../support/cast-messages.js';

const NOW = 1_800_000_000_000;
/** Duration of the cast of `castMessages`, ms. */
const LASTS = 89 * 16;

/** When a streamed cast is said to have begun, ms after NOW, when its start arrived. @param endedAt when its end did */
function beganAt(started: Pick<CastStart, 'startedAt' | 'offsetMs'>, endedAt = NOW + 10_000): number {
  const nothing = () => undefined;
  const session = new CastSession(
    {} as Room,
    {} as Attendance,
    { bars: nothing },
    { opened: nothing, moved: nothing, dropped: nothing },
  );
  const { start, batches, end } = castMessages(undefined, started);
  expect(batches.map((bytes) => decodeBatch(bytes).stream)).toEqual([0, 0]);
  session.start(start as unknown as CastStart, NOW);
  for (const bytes of batches) session.samples(bytes);
  return (session.end({ ...end, castId: end.castId as CastId }, endedAt).beganAt ?? NaN) - NOW;
}

test('[Z2] a streamed cast began when its start arrived, whatever its phone measured, within half a second', () => {
  expect(beganAt({ startedAt: NOW, offsetMs: null })).toBe(0);
  expect(beganAt({ startedAt: NOW - 3_600_000, offsetMs: 3_600_000 - 499 })).toBe(0);
  expect(beganAt({ startedAt: NOW, offsetMs: 5_000 })).toBe(0); // cannot have begun later
});

test('[Z2] if its link stalled, it began when its phone says', () => {
  expect(beganAt({ startedAt: NOW, offsetMs: -500 })).toBe(-500);
  expect(beganAt({ startedAt: NOW - 3_600_000, offsetMs: 3_600_000 - 4_000 })).toBe(-4_000);
  expect(beganAt({ startedAt: NOW, offsetMs: -10_001 })).toBe(0); // the phone's clock is wrong
});

test('[Z2] it cannot have begun so late that it would end after its last message', () => {
  expect(beganAt({ startedAt: NOW, offsetMs: null }, NOW + 100)).toBe(100 - LASTS);
  expect(beganAt({ startedAt: NOW, offsetMs: -600 }, NOW + 100)).toBe(100 - LASTS);
  expect(beganAt({ startedAt: NOW, offsetMs: -4_000 }, NOW + 100)).toBe(-4_000);
});
