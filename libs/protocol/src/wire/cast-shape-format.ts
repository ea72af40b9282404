/** Points per axis of a cast's shape: one per 40 ms of a 2 s cast, finer than a hand changes direction. */
export const SHAPE_POINTS = 48;

/** Values in a shape, one byte each: x over the whole cast, then y, then z. */
export const SHAPE_VALUES = 3 * SHAPE_POINTS;

/** Resolution of a value, m/s²: a chart a hundred pixels high shows no finer steps. */
export const SHAPE_STEP = 0.25;

/** Largest absolute value, in steps: 31.75 m/s². */
export const SHAPE_LIMIT = 127;
