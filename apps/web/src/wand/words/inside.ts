import { inside } from './en/inside';
import { words as outside, type InsideWords } from './words';

/** `words().area.text` for pages that come after the door: casting, teaching, and one's own casts. */
export const words = (): InsideWords => outside().inside ?? inside;
