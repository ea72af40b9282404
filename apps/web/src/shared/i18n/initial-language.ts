import { ownLanguage } from './preferred-language';
import type { PageWords } from './page-messages';

/** How long a page waits for its texts, ms. After that it is there in English, and changes when they come. */
const PATIENCE_MS = 300;

/** Resolves when a page speaks this phone's language, or has waited long enough for it. */
export async function firstWords<W>({ speak }: Pick<PageWords<W>, 'speak'>): Promise<void> {
  await Promise.race([speak(ownLanguage()), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
