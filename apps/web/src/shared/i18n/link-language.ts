import type { Language } from './languages';

/** The link to a page in a language, see `preferredLanguage`. @param link absolute */
export function linkInLanguage(link: string, language: Language): string {
  const url = new URL(link);
  url.searchParams.set('lang', language);
  return url.href;
}
