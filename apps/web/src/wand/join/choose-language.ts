import type { Language } from '../../shared/i18n/languages';
import { checkPageVersion } from '../loading/page-version';
import { reloadOnce } from '../loading/reload-once';
import { chooseLanguage } from '../texts/wand-texts';

/**
 * Changes the language before joining. If loading the texts fails while the server is up, reloads the page, because
 * some browsers never retry a failed import. The reloaded page starts in the chosen language.
 */
export async function chooseLanguageBeforeJoining(language: Language): Promise<void> {
  if (await chooseLanguage(language)) return;
  if ((await checkPageVersion()) !== 'nothing') reloadOnce();
}
