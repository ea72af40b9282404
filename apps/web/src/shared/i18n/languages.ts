/** Languages that pages for the room speak, by their BCP 47 tags; English is the one that is always there. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

/** Each by its tag, and as it calls itself. */
export const namedLanguages = Object.entries(languages) as readonly [tag: Language, name: string][];

/**
 * The language to begin with: what the address asks for (`?lang=de`), else what was chosen before, else the first of
 * the browser's own that there is, else English.
 */
export function languageOf(asked: string | null, chosen: string | null, own: readonly string[]): Language {
  for (const tag of [asked, chosen, ...own]) {
    const [language = ''] = (tag ?? '').toLowerCase().split('-');
    if (isLanguage(language)) return language;
  }
  return 'en';
}

function isLanguage(language: string): language is Language {
  return Object.hasOwn(languages, language);
}
