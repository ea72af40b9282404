/** A primary language subtag (BCP 47): 'en', 'de'. */
export type Language = string;

/** The language that every page supports. */
export const ENGLISH: Language = 'en';

/** The first of `preferences` that is in `languages`, ignoring regions; English if none is. */
export function pickLanguage(preferences: readonly (string | null)[], languages: readonly Language[]): Language {
  for (const tag of preferences) {
    const [language = ''] = (tag ?? '').toLowerCase().split('-');
    if (languages.includes(language)) return language;
  }
  return ENGLISH;
}
