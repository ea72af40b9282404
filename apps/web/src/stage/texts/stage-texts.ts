import { stage, type StageTexts } from '../../locales/en/stage';
import { createPageTexts } from '../../shared/i18n/page-texts';
import type { Translation } from '../../shared/i18n/translation';

/** The stage's texts: `texts().area.text`. */
export const stageTexts = createPageTexts<StageTexts>(
  stage,
  import.meta.glob<Translation<StageTexts>>(['../../locales/*/stage/index.ts', '!../../locales/en/**'], {
    import: 'stage',
  }),
);
export const { texts } = stageTexts;
