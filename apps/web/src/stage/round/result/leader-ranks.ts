import type { RoundLeader } from '@wandcast/protocol';

/** The rank of each leader: by points, then by time. Only equals share a rank. */
export function leaderRanks(leaders: readonly Pick<RoundLeader, 'points' | 'tookMs'>[]): number[] {
  return leaders.map(
    ({ points, tookMs }) =>
      1 + leaders.filter((one) => one.points > points || (one.points === points && one.tookMs < tookMs)).length,
  );
}
