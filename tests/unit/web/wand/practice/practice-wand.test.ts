import type { Sample } from '@wandcast/protocol';
import type { PendingCast } from '@wandcast/wand';
import { expect, test } from 'vitest';
import { practiceWand } from '../../../../../apps/web/src/wand/practice/practice-wand';

const opening = { intent: 'cast', spell: null, source: 'motion', channels: 1 } as const;
const samples: Sample[] = Array.from({ length: 60 }, (_, i) => ({ t: i * 16, linear: [i / 10, 0, 0] }));

test('returns finished casts and discards canceled ones', () => {
  const drawn: PendingCast[] = [];
  const wand = practiceWand((cast) => drawn.push(cast));
  const recording = wand.startCast(opening);
  for (const sample of samples) recording.add(sample);
  recording.finish();
  const other = wand.startCast(opening);
  other.cancel();
  expect(drawn.map(({ count }) => count)).toEqual([60]);
});

test('refuses casts that are too short', () => {
  const wand = practiceWand(() => undefined);
  const refused: string[] = [];
  const off = wand.on('refused', ({ failure }) => refused.push(failure.code));
  wand.startCast(opening).finish();
  off();
  wand.startCast(opening).finish();
  expect(refused).toEqual(['cast-too-short']);
});
