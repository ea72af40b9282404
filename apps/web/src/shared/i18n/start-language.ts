import { preferredLanguage } from './preferred-language';
import type { PageTexts } from './page-texts';

/** How long a page waits for its texts, ms. Then it starts in English and changes when they arrive. */
const TIMEOUT_MS = 300;

/** Resolves when a page has the texts of the preferred language, or has waited long enough for them. */
export async function startLanguage<T>({ languages, setLanguage }: PageTexts<T>): Promise<void> {
  await Promise.race([
    setLanguage(preferredLanguage(languages)),
    new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS)),
  ]);
}
