import { de } from './languages/de.js';
import { en } from './languages/en.js';

/** Languages of the trust page. To add one, add a file to languages/ and its name here. */
export const trustLanguages = { en, de } as const;
export type TrustLanguage = keyof typeof trustLanguages;

const FALLBACK = 'en';

/**
 * Chooses the language of the trust page.
 * @param requested `lang` of the page's query  @param accepted Accept-Language header, as in `de-AT,de;q=0.9,en;q=0.8`
 */
export function trustLanguage(requested: string | null, accepted: string | undefined): TrustLanguage {
  if (isKnown(requested)) return requested;
  const preferred = (accepted ?? '').split(',').map((range) => range.trim().slice(0, 2).toLowerCase());
  return preferred.find(isKnown) ?? FALLBACK;
}

function isKnown(language: string | null): language is TrustLanguage {
  return language !== null && Object.hasOwn(trustLanguages, language);
}
