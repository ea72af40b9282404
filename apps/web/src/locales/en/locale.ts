/** Formats numbers, dates and times. The texts are American, but dates are unambiguous and times have 24 hours. */
export const LOCALE = 'en-GB';
