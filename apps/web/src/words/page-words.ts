import { readonly, shallowRef, type ShallowRef } from 'vue';
import type { Language } from './language';
import { keepLanguage } from './own-language';

/** The texts of a page. */
export interface PageWords<W> {
  /** The texts, in the language of the moment: what is rendered with them is rendered anew when it changes. */
  readonly words: () => W;
  readonly language: Readonly<ShallowRef<Language>>;
  /** Changes the language; where its texts do not come, the page keeps the one it has. */
  readonly speak: (language: Language) => Promise<void>;
  /** The same, for this phone and from now on: every page begins with it. */
  readonly chooseLanguage: (language: Language) => Promise<void>;
}

/**
 * The texts of a page, in English until it is told otherwise: other languages are fetched by whoever wants them. The
 * compiler holds every language to the shape of the English texts.
 */
export function pageWords<W>(english: W, others: Record<Exclude<Language, 'en'>, () => Promise<W>>): PageWords<W> {
  const current = shallowRef(english) as ShallowRef<W>;
  const language = shallowRef<Language>('en');
  let asked: Language = 'en';

  async function speak(next: Language): Promise<void> {
    asked = next;
    const loaded = next === 'en' ? english : await others[next]().catch(() => undefined);
    if (loaded === undefined || asked !== next) return;
    current.value = loaded;
    language.value = next;
    document.documentElement.lang = next;
  }
  async function chooseLanguage(next: Language): Promise<void> {
    keepLanguage(next);
    await speak(next);
  }
  return { words: () => current.value, language: readonly(language), speak, chooseLanguage };
}
