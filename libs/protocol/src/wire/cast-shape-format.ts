/** Points of a shape on each axis: a stroke every 40 ms of a 2 s cast, finer than a hand turns. */
export const SHAPE_POINTS = 48;

/** Values of a shape: x over the whole cast, then y, then z, a byte each. */
export const SHAPE_VALUES = 3 * SHAPE_POINTS;

/** One step of a shape's value, m/s^2: a panel a hundred pixels high shows no finer one. */
export const SHAPE_STEP = 0.25;

/** Largest value in steps, either way: 31.75 m/s^2. */
export const SHAPE_LIMIT = 127;
