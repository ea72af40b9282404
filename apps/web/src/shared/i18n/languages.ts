/** The primary tag of a language (BCP 47): 'en', 'de'. */
export type Language = string;

/** The language that every page has. */
export const ENGLISH: Language = 'en';

/** The first of `preferences` that is among `languages`, whatever its region; English if none is. */
export function pickLanguage(preferences: readonly (string | null)[], languages: readonly Language[]): Language {
  for (const tag of preferences) {
    const [language = ''] = (tag ?? '').toLowerCase().split('-');
    if (languages.includes(language)) return language;
  }
  return ENGLISH;
}
