import { readonly, shallowRef, type ShallowRef } from 'vue';
import type { Language } from './languages';
import { keepLanguage } from './preferred-language';

/** The texts of a page. */
export interface PageWords<W> {
  /** The texts, in the language of the moment: what is rendered with them is rendered anew when it changes. */
  readonly words: () => W;
  readonly language: Readonly<ShallowRef<Language>>;
  /** Changes the language. @returns false where its texts do not come: the page keeps the one it has */
  readonly speak: (language: Language) => Promise<boolean>;
  /** The same, for this phone and from now on: every page begins with it. */
  readonly chooseLanguage: (language: Language) => Promise<boolean>;
}

/**
 * The texts of a page, in English until it is told otherwise: other languages are fetched by whoever wants them. The
 * compiler holds every language to the shape of the English texts.
 */
export function pageWords<W>(english: W, others: Record<Exclude<Language, 'en'>, () => Promise<W>>): PageWords<W> {
  const current = shallowRef(english) as ShallowRef<W>;
  const language = shallowRef<Language>('en');
  let asked: Language = 'en';

  async function speak(next: Language): Promise<boolean> {
    asked = next;
    const loaded = next === 'en' ? english : await others[next]().catch(() => undefined);
    if (loaded === undefined) return false;
    if (asked !== next) return true; // another was asked for meanwhile
    current.value = loaded;
    language.value = next;
    document.documentElement.lang = next;
    return true;
  }
  function chooseLanguage(next: Language): Promise<boolean> {
    keepLanguage(next);
    return speak(next);
  }
  return { words: () => current.value, language: readonly(language), speak, chooseLanguage };
}
