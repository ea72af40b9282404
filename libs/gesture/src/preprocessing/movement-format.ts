/** Time steps after resampling. 100 were no more accurate than 64 on casts of 0.5 to 3 s. */
export const STEPS = 64;

/** Increase if prepared casts or their channels change: models of other versions are refused. */
export const PREPROCESSING_VERSION = 2;
