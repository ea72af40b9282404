/** Time steps after resampling: 100 did no better than 64 on casts of 0.5 to 3 s. */
export const STEPS = 64;

/** Models of another version are refused. Raise it if a prepared cast or its channels change. */
export const PREPROCESSING_VERSION = 1;
