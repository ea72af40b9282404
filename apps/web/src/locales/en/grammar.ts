import { localizedGrammar } from '../../shared/format/localized-grammar';
import { LOCALE } from './locale';

/** Plurals and lists. */
export const grammar = localizedGrammar(LOCALE);
