import { summary, type SummaryTexts } from '../../locales/en/summary';
import { createPageTexts } from '../../shared/i18n/page-texts';
import type { Translation } from '../../shared/i18n/translation';

/** The summary's texts: `texts().area.text`. */
export const summaryTexts = createPageTexts<SummaryTexts>(
  summary,
  import.meta.glob<Translation<SummaryTexts>>(['../../locales/*/summary/index.ts', '!../../locales/en/**'], {
    import: 'summary',
  }),
);
export const { texts } = summaryTexts;
