import type { Language } from '../../shared/i18n/languages';
import { pageThere } from '../loading/page-version';
import { reloadOnce } from '../loading/reload-once';
import { chooseLanguage } from '../texts/wand-texts';

/**
 * Chooses the language before one is in. Where its texts were lost once, Chromium asks for them no more until a reload: the
 * page is loaded anew, if there is a server to load it from, and begins with the language that was chosen.
 */
export async function chooseAtDoor(language: Language): Promise<void> {
  if (await chooseLanguage(language)) return;
  if ((await pageThere()) !== 'nothing') reloadOnce();
}
