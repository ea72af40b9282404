import type { Language } from '../../shared/i18n/languages';
import { pageThere } from '../loading/page-version';
import { reloadOnce } from '../loading/reload-once';
import { chooseLanguage } from '../texts/wand-texts';

/**
 * Chooses the language before joining. Chromium never retries a failed import: reload the page if its texts failed and the
 * server is up. It starts in the chosen language.
 */
export async function chooseAtDoor(language: Language): Promise<void> {
  if (await chooseLanguage(language)) return;
  if ((await pageThere()) !== 'nothing') reloadOnce();
}
