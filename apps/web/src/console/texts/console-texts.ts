import { languageOptions } from '../../locales/language-names';
import { console, type ConsoleTexts } from '../../locales/en/console';
import { createPageTexts } from '../../shared/i18n/page-texts';
import type { Translation } from '../../shared/i18n/translation';

/** The console's texts: `texts().area.text`. */
export const consoleTexts = createPageTexts<ConsoleTexts>(
  console,
  import.meta.glob<Translation<ConsoleTexts>>(['../../locales/*/console/index.ts', '!../../locales/en/**'], {
    import: 'console',
  }),
);
export const { texts, language, chooseLanguage } = consoleTexts;
export const offeredLanguages = languageOptions(consoleTexts.languages);
