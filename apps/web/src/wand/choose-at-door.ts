import type { Language } from '../words/language';
import { pageThere } from './newer-page';
import { reloadOnce } from './reload-once';
import { chooseLanguage } from './words/words';

/**
 * Chooses the language before one is in. Where its texts were lost once, Chromium asks for them no more until a reload: the
 * page is loaded anew, if there is a server to load it from, and begins with the language that was chosen.
 */
export async function chooseAtDoor(language: Language): Promise<void> {
  if (await chooseLanguage(language)) return;
  if ((await pageThere()) !== 'nothing') reloadOnce();
}
