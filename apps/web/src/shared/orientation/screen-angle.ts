import type { Turn } from '@wandcast/protocol';

/** The part of a window that tells how its page is turned; older browsers have the number alone, from -90 to 180. */
export interface TurnedWindow {
  readonly screen: { readonly orientation?: { readonly angle: number } };
  readonly orientation?: number;
}

/** How far the phone was turned counter-clockwise against its page; 0 where the browser does not say. */
export function screenAngle({ screen, orientation }: TurnedWindow = window): Turn {
  const angle = ((screen.orientation?.angle ?? orientation ?? 0) + 360) % 360;
  return angle === 90 || angle === 180 || angle === 270 ? angle : 0;
}
