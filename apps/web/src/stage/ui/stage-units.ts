/** Size of the picture in stage units: pixels of a Full HD projector. */
export const STAGE_WIDTH = 1920;
export const STAGE_HEIGHT = 1080;

/** Stage units per rem, see stage.css. */
export const UNITS_PER_REM = 16;

/** A rectangle in stage units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box as a CSS style in rem. */
export function boxStyle({ x, y, width, height }: Box): Record<string, string> {
  const rem = (units: number): string => `${units / UNITS_PER_REM}rem`;
  return { left: rem(x), top: rem(y), width: rem(width), height: rem(height) };
}
