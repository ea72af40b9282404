import type { JoinInfo } from '@wandcast/protocol';

/** Whether the page of this address gets no motion events on phones. */
export function isMotionBlocked({ motion }: Pick<JoinInfo, 'motion'>): boolean {
  return motion === 'no' || motion === 'here';
}
