/** Time steps after resampling. 100 were no more accurate than 64 on casts of 0.5 to 3 s. */
export const STEPS = 64;

/**
 * Increase if prepared casts or their channels change: models of other versions are refused. It was not for the spectra of
 * casts above 6 s, which hardly any model has learned from.
 */
export const PREPROCESSING_VERSION = 2;
