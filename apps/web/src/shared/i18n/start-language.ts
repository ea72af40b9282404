import { pageStorage, type KeyValueStorage } from '../storage/local-storage';
import { preferredLanguage } from './preferred-language';
import type { PageTexts } from './page-texts';

/** How long a page waits for its texts, ms. After that it starts in English and switches when they arrive. */
const TIMEOUT_MS = 300;

/** Sets the preferred language. Resolves when its texts are loaded or the wait timed out. */
export async function startLanguage<T>(
  { languages, setLanguage }: PageTexts<T>,
  storage: KeyValueStorage = pageStorage(),
): Promise<void> {
  await Promise.race([
    setLanguage(preferredLanguage(languages, storage)),
    new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS)),
  ]);
}
