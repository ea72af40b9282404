import { pageWords } from '../../shared/i18n/page-messages';
import { en } from '../../locales/en/wand';
import type { inside } from '../../locales/en/wand/room/index';

/** Texts of the pages that come after the door; see `inside.ts`. */
export type InsideWords = typeof inside;

/**
 * The shape of the wand's texts, which every language has. English comes without what is inside, whose pages bring it
 * along: nobody waits for it at the door. Another language is one file, fetched as a whole.
 */
export type Words = typeof en & { readonly inside?: InsideWords };

/** `words().area.text`, in templates and scripts alike. */
export const { words, language, speak, chooseLanguage } = pageWords<Words>(en, {
  de: async () => (await import('../../locales/de/wand')).de,
});
