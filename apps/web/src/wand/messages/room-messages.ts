import { inside } from '../../locales/en/wand/room/index';
import { words as outside, type InsideWords } from './wand-messages';

/** `words().area.text` for pages that come after the door: casting, teaching, and one's own casts. */
export const words = (): InsideWords => outside().inside ?? inside;
