import { readonly, shallowRef, type ShallowRef } from 'vue';
import { ENGLISH, type Language } from './languages';
import { storeLanguage } from './preferred-language';
import { withFallback, type Translation } from './translation';

/** The texts of a page. */
export interface PageTexts<T> {
  /** The texts in the current language. Reactive: call it where the text is rendered. */
  readonly texts: () => T;
  /** The languages this page is translated to. */
  readonly languages: readonly Language[];
  readonly language: Readonly<ShallowRef<Language>>;
  /** Changes the language. @returns false if its texts could not be loaded; the page keeps its language */
  readonly setLanguage: (language: Language) => Promise<boolean>;
  /** Like `setLanguage`, and stores the choice for every page on this device. */
  readonly chooseLanguage: (language: Language) => Promise<boolean>;
}

/**
 * The texts of a page. English is part of the page; other languages are loaded on demand.
 * @param english the English texts
 * @param translations loaders by path, as `import.meta.glob` returns them: `…/locales/<language>/…`
 */
export function createPageTexts<T extends object>(
  english: T,
  translations: Readonly<Record<string, () => Promise<Translation<T>>>>,
): PageTexts<T> {
  const loaders = new Map(Object.entries(translations).map(([path, load]) => [languageOfPath(path), load]));
  const current = shallowRef(english) as ShallowRef<T>; // inferred as any for a generic type
  const language = shallowRef(ENGLISH);
  let requested = ENGLISH;

  async function load(next: Language): Promise<T | undefined> {
    if (next === ENGLISH) return english;
    const translation = await loaders
      .get(next)?.()
      .catch(() => undefined);
    return translation && withFallback(english, translation);
  }
  async function setLanguage(next: Language): Promise<boolean> {
    requested = next;
    const loaded = await load(next);
    if (loaded === undefined) return false;
    if (requested !== next) return true; // superseded by a later choice
    current.value = loaded;
    language.value = next;
    document.documentElement.lang = next;
    return true;
  }
  function chooseLanguage(next: Language): Promise<boolean> {
    storeLanguage(next);
    return setLanguage(next);
  }
  const languages = [ENGLISH, ...loaders.keys()];
  return { texts: () => current.value, languages, language: readonly(language), setLanguage, chooseLanguage };
}

function languageOfPath(path: string): Language {
  return /locales\/([^/]+)\//.exec(path)?.[1] ?? ENGLISH;
}
