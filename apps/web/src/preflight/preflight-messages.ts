import { pageWords } from '../shared/i18n/page-messages';
import { en } from '../locales/en/preflight';

/** The shape of the preflight's texts, which every language has. */
export type Words = typeof en;

/** `words().area.text`, in templates and scripts alike. */
export const { words, language, speak, chooseLanguage } = pageWords<Words>(en, {
  de: async () => (await import('../locales/de/preflight')).de,
});
