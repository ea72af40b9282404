/** What the sensor sent within a second. */
export type Evidence =
  /** No event. */
  | 'nothing'
  /** Events without readings, which is how browsers report a missing sensor. */
  | 'empty'
  /** Readings that are all zero, which gravity makes impossible. */
  | 'zeros';

/** Why there is no motion. `missing`: the device has no sensor. */
export type NoMotionReason = 'blocked' | 'silent' | 'zero' | 'missing';

/**
 * Why a sensor delivers no motion.
 * @param denied the browser reports that sensors are forbidden; Chrome and Brave then send no events at all
 * @param hasTouch the device has a touch screen; a device without one is unlikely to have a sensor
 */
export function noMotionReason(evidence: Evidence, denied: boolean, hasTouch: boolean): NoMotionReason {
  if (denied) return 'blocked';
  if (evidence === 'zeros') return 'zero';
  return evidence === 'empty' || !hasTouch ? 'missing' : 'silent';
}

type Permissions = Pick<globalThis.Permissions, 'query'>;

/** Whether the browser reports that sensors are forbidden; false if it does not support the query. */
export async function sensorsDenied(permissions: Permissions | undefined): Promise<boolean> {
  // TypeScript's DOM types lack this name. Safari and Firefox do not know it, and reject the query.
  const name = 'accelerometer' as PermissionName;
  const status = await permissions?.query({ name }).catch(() => undefined);
  return status?.state === 'denied';
}
