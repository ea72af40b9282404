import type { JoinInfo } from '@wandcast/protocol';

/** Whether phones can be waved at the address in the code, in a few words. */
export const motionAccessTitles: Readonly<Record<JoinInfo['motion'], string>> = {
  yes: 'Phones can use their motion here',
  trusting: 'Phones can use their motion once they trust this server',
  here: 'Phones cannot come in at this address',
  no: 'Phones cannot use their motion at this address',
};

/** Whether something has to be done before people can wave their phones. */
export function isShut({ motion }: Pick<JoinInfo, 'motion'>): boolean {
  return motion === 'no' || motion === 'here';
}
