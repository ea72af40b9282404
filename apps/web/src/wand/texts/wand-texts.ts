import { languageOptions } from '../../locales/language-names';
import { wand, type WandTexts } from '../../locales/en/wand';
import { createPageTexts } from '../../shared/i18n/page-texts';
import type { Translation } from '../../shared/i18n/translation';

/** The wand's texts: `texts().area.text`. Pages after joining use `room-texts.ts`. */
export const wandTexts = createPageTexts<WandTexts>(
  wand,
  import.meta.glob<Translation<WandTexts>>(['../../locales/*/wand/index.ts', '!../../locales/en/**'], {
    import: 'wand',
  }),
);
export const { texts, language, setLanguage, chooseLanguage } = wandTexts;
export const offeredLanguages = languageOptions(wandTexts.languages);
