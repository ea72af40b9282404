import { pageWords } from '../../words/page-words';
import { en } from './en';

/** The shape of the preflight's texts, which every language has. */
export type Words = typeof en;

/** `words().area.text`, in templates and scripts alike. */
export const { words, language, speak, chooseLanguage } = pageWords<Words>(en, {
  de: async () => (await import('./de')).de,
});
