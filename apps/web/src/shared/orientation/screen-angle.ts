import type { Turn } from '@wandcast/protocol';

/** The properties of a window that give its rotation. Older browsers only have `orientation`, from -90 to 180. */
export interface RotatedWindow {
  readonly screen: { readonly orientation?: { readonly angle: number } };
  readonly orientation?: number;
}

/** `screen.orientation.angle`: rotation of the phone relative to its page, counter-clockwise, degrees; 0 if unknown. */
export function screenAngle({ screen, orientation }: RotatedWindow = window): Turn {
  const angle = ((screen.orientation?.angle ?? orientation ?? 0) + 360) % 360;
  return angle === 90 || angle === 180 || angle === 270 ? angle : 0;
}
