import type { CastId, ParticipantId } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { SentCasts } from '../../../../apps/api/src/casting/stage/sent-casts.js';

const cast = (i: number) => `cast-${i}` as CastId;
const ada = 'ada' as ParticipantId;

test('gives the participant of a cast once', () => {
  const sent = new SentCasts();
  sent.add(cast(1), ada);
  expect([cast(1), cast(1), cast(2)].map((id) => sent.takeOwner(id))).toEqual([ada, undefined, undefined]);
});

test('keeps the newest 2,000 casts, and none that were deleted', () => {
  const sent = new SentCasts();
  for (let i = 0; i < 2_500; i++) sent.add(cast(i), ada);
  sent.delete([cast(2_499)]);
  expect([499, 500, 2_498, 2_499].map((i) => sent.takeOwner(cast(i)))).toEqual([undefined, ada, ada, undefined]);
});
