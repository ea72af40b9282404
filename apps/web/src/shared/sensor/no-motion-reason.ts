/** What came of the sensor within a second, of what it told at all. */
export type Evidence =
  /** No event. */
  | 'nothing'
  /** Events without a reading: so a browser says that it has none to give. */
  | 'empty'
  /** Readings that are zero all over, which gravity does not allow. */
  | 'zeros';

/** Why there is no motion. `missing`: this device has no sensor, which is no failure of anyone. */
export type NoMotion = 'blocked' | 'silent' | 'zero' | 'missing';

/**
 * Why a sensor tells of no motion, from what it told.
 * @param denied the browser says that sensors are forbidden here; Chrome and Brave give nothing then, and no reason
 * @param touched the device has a screen to touch: one without a sensor is hardly a phone
 */
export function noMotion(evidence: Evidence, denied: boolean, touched: boolean): NoMotion {
  if (denied) return 'blocked';
  if (evidence === 'zeros') return 'zero';
  return evidence === 'empty' || !touched ? 'missing' : 'silent';
}

type Permissions = Pick<globalThis.Permissions, 'query'>;

/** Whether the browser says that sensors are forbidden here. Browsers that know no such permission say nothing. */
export async function sensorsDenied(permissions: Permissions | undefined): Promise<boolean> {
  // Not in the library's list of names, and unknown in Safari and Firefox, where the query rejects.
  const name = 'accelerometer' as PermissionName;
  const status = await permissions?.query({ name }).catch(() => undefined);
  return status?.state === 'denied';
}
