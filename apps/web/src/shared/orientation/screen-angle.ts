import type { Turn } from '@wandcast/protocol';

/** The properties of a window that give its rotation. Older browsers only have `orientation`, from -90 to 180. */
export interface RotatedWindow {
  readonly screen: { readonly orientation?: { readonly angle: number } };
  readonly orientation?: number;
}

/** Rotation of the phone against its page, counter-clockwise, in degrees; 0 if the browser does not report it. */
export function screenAngle({ screen, orientation }: RotatedWindow = window): Turn {
  const angle = ((screen.orientation?.angle ?? orientation ?? 0) + 360) % 360;
  return angle === 90 || angle === 180 || angle === 270 ? angle : 0;
}
