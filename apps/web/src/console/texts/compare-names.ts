import type { Language } from '../../shared/i18n/languages';
import { language } from './console-texts';

/** Cached, because creating a collator is slower than all comparisons. */
const collators = new Map<Language, Intl.Collator>();

/** Compares names as the selected language sorts them; numbers in them by value. */
export function compareNames(a: string, b: string): number {
  const collator = collators.get(language.value) ?? new Intl.Collator(language.value, { numeric: true });
  collators.set(language.value, collator);
  return collator.compare(a, b);
}
