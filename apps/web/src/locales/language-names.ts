import type { Language } from '../shared/i18n/languages';

export interface LanguageOption {
  readonly tag: Language;
  /** The language's own name. */
  readonly name: string;
}

// Each folder is a language.
const byPath = import.meta.glob<string>('./*/index.ts', { eager: true, import: 'name' });

/** The given languages with their names. */
export function languageOptions(tags: readonly Language[]): LanguageOption[] {
  return tags.map((tag) => ({ tag, name: byPath[`./${tag}/index.ts`] ?? tag }));
}
