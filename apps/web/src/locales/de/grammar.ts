import { localizedGrammar } from '../../shared/format/localized-grammar';
import { LOCALE } from './locale';

export const grammar = localizedGrammar(LOCALE);
