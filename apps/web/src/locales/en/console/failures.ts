import { failureSentence } from '../failures';

/** Why the server refused something. */
export const failures = { sentence: failureSentence };
