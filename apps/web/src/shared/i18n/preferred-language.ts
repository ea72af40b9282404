import { pageStorage, type KeyValueStorage } from '../storage/local-storage';
import { pickLanguage, type Language } from './languages';

/** Shared by all pages, so that the choice applies to the device. */
const STORAGE_KEY = 'wandcast:language';

/**
 * The language to start with: from the URL (`?lang=de`), else the stored one, else the browser's, else English. A language
 * in the URL is stored, because the page rewrites its URL.
 * @param languages supported by the page  @param own the browser's languages, preferred first
 */
export function preferredLanguage(
  languages: readonly Language[],
  storage: KeyValueStorage = pageStorage(),
  search = location.search,
  own: readonly string[] = navigator.languages,
): Language {
  const requested = new URLSearchParams(search).get('lang');
  const language = pickLanguage([requested, storage.getItem(STORAGE_KEY), ...own], languages);
  if (requested !== null) storeLanguage(language, storage);
  return language;
}

/** Stores the language for the next visit, if the browser allows it. */
export function storeLanguage(language: Language, storage: KeyValueStorage = pageStorage()): void {
  storage.setItem(STORAGE_KEY, language);
}
