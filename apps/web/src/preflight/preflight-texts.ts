import { languageOptions } from '../locales/language-names';
import { preflight, type PreflightTexts } from '../locales/en/preflight';
import { createPageTexts } from '../shared/i18n/page-texts';
import type { Translation } from '../shared/i18n/translation';

/** The preflight's texts: `texts().area.text`. */
export const preflightTexts = createPageTexts<PreflightTexts>(
  preflight,
  import.meta.glob<Translation<PreflightTexts>>(['../locales/*/preflight/index.ts', '!../locales/en/**'], {
    import: 'preflight',
  }),
);
export const { texts, language, chooseLanguage } = preflightTexts;
export const offeredLanguages = languageOptions(preflightTexts.languages);
