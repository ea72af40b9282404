import type { OwnStanding, ParticipantId } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { SentStandings } from '../../../../apps/api/src/games/leaderboard/sent-standings.js';

const [ada, bo] = ['ada', 'bo'] as ParticipantId[] as [ParticipantId, ParticipantId];
const standing = (points: number): OwnStanding => ({ points }) as unknown as OwnStanding;

test('a standing counts as changed until it was sent, and again after its person had left', () => {
  const sent = new SentStandings();
  expect([sent.add(ada, standing(1)), sent.add(bo, standing(2))]).toEqual([true, true]);
  expect([sent.add(ada, standing(1)), sent.add(ada, standing(3))]).toEqual([false, true]);
  sent.delete(bo);
  expect([sent.add(ada, standing(3)), sent.add(bo, standing(2))]).toEqual([false, true]);
});
