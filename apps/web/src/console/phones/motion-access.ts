import type { JoinInfo } from '@wandcast/protocol';

/** Whether phones have no motion at this address. */
export function isMotionBlocked({ motion }: Pick<JoinInfo, 'motion'>): boolean {
  return motion === 'no' || motion === 'here';
}
