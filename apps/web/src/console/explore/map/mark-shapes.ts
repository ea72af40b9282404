/** Shapes of marks, as paths in a box from -1 to 1. They differ by outline, for those who cannot tell hues apart. */
export const markShapes = {
  disc: 'M-.85 0a.85 .85 0 1 0 1.7 0a.85 .85 0 1 0 -1.7 0Z',
  square: 'M-.75-.75h1.5v1.5h-1.5Z',
  triangle: 'M0-1L.95.75H-.95Z',
  diamond: 'M0-1.05L.9 0L0 1.05L-.9 0Z',
  cross: 'M-.9-.5L-.5-.9L0-.4L.5-.9L.9-.5L.4 0L.9.5L.5.9L0 .4L-.5.9L-.9.5L-.4 0Z',
  ring: 'M-.95,0a.95,.95,0,1,0,1.9,0a.95,.95,0,1,0,-1.9,0ZM-.5,0a.5,.5,0,1,1,1,0a.5,.5,0,1,1,-1,0Z',
  down: 'M0 1L.95-.75H-.95Z',
  plus: 'M-.3-.95h.6v.65h.65v.6h-.65v.65h-.6v-.65h-.65v-.6h.65Z',
} as const;

export type MarkShape = keyof typeof markShapes;

/** In the order in which spells and wizards get them. */
export const shapeOrder = Object.keys(markShapes) as MarkShape[];
