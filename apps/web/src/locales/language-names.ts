import type { Language } from '../shared/i18n/languages';

export interface LanguageOption {
  readonly tag: Language;
  /** What the language calls itself. */
  readonly name: string;
}

// A folder here is a language.
const byPath = import.meta.glob<string>('./*/index.ts', { eager: true, import: 'name' });

/** The languages that a page has, with their names. */
export function languageOptions(tags: readonly Language[]): LanguageOption[] {
  return tags.map((tag) => ({ tag, name: byPath[`./${tag}/index.ts`] ?? tag }));
}
