import { shelf, type Shelf } from '../storage/local-storage';
import { languageOf, type Language } from './languages';

/** One name for all pages: a phone has one language. */
const NAME = 'wandcast:language';

/**
 * The language this phone begins with. What the address asks for (`?lang=de`) is kept: the address forgets it.
 * @param own the browser's, the best liked first
 */
export function ownLanguage(
  kept: Shelf = shelf(),
  search = location.search,
  own: readonly string[] = navigator.languages,
): Language {
  const asked = new URLSearchParams(search).get('lang');
  const language = languageOf(asked, read(kept), own);
  if (asked !== null) keepLanguage(language, kept);
  return language;
}

/** Keeps the language for the next time, as far as the browser lets us. */
export function keepLanguage(language: Language, kept: Shelf = shelf()): void {
  try {
    kept.setItem(NAME, language);
  } catch {
    // a full or forbidden shelf: it holds until the page closes
  }
}

function read(kept: Shelf): string | null {
  try {
    return kept.getItem(NAME);
  } catch {
    return null;
  }
}
